"""`{% spread_map %}` and `{% mini_map %}`; they need `{% load maps %}`. The land is written once per page."""

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from olievlek.core.tables import Cell, Column, Table
from olievlek.core.text import apart
from olievlek.organisations import spread_map as maps

register = template.Library()
Text = str | Promise


@register.simple_block_tag(takes_context=True)
def spread_map(
    context: Context,
    content: str,
    spread: maps.SpreadMap,
    title: Text,
    id: str = "map",  # noqa: A002  # the name of the attribute it becomes
    source: Text = "",
    ring: Text = "",
) -> SafeString:
    """The big map with its moments, its key and the same facts as a table; the text inside goes above the moments.

    Args:
        id: unique on the page; the radio buttons are named after it.
        source: where the facts come from, below the table.
        ring: what the ring means, when it is not where it began.
    """
    more = {"content": content, "id": id, "source": source, "ring": ring or _("Began here"), "table": _table(spread)}
    return _draw(context, "spread_map", spread, title, **more)


@register.simple_tag(takes_context=True)
def mini_map(context: Context, spread: maps.SpreadMap, title: Text) -> SafeString:
    """The small map of now; the number must stand beside it in words."""
    return _draw(context, "mini_map", spread, title)


def _draw(context: Context, name: str, spread: maps.SpreadMap, title: Text, **more: Any) -> SafeString:
    given = {"spread": spread, "title": title, "described": described(spread), "width": maps.WIDTH, **more}
    given |= {"height": maps.HEIGHT, "dikes": maps.DIKES, "land": _land_if_first(context)}
    return render_to_string(f"organisations/_{name}.html", given)


def _land_if_first(context: Context) -> str:
    """The shape of the land for the first map of a page, nothing for the next: those refer to it."""
    request: Any = context.get("request") or getattr(context, "request", None)  # after `only` it is left there
    if getattr(request, "has_land", False):
        return ""
    if request is not None:
        request.has_land = True
    return maps.land()


def described(spread: maps.SpreadMap) -> str:
    """The content of the picture, as text."""
    told = [
        _("The Netherlands as a map of tiles, one dot for each municipality."),
        ngettext("%(number)d municipality is coloured.", "%(number)d municipalities are coloured.", spread.total)
        % {"number": spread.total},
    ]
    if len(spread.provinces) > 1:
        told.append(_("Most are in %(province)s.") % {"province": spread.provinces[0][0]})
    if spread.began:
        told.append(_("A ring marks %(names)s.") % {"names": names(spread.began)})
    if spread.stopped:
        told.append(_("A cross marks who stopped: %(names)s.") % {"names": names(spread.stopped)})
    return " ".join(told)


@register.filter
def names(tiles: tuple[maps.Tile, ...]) -> str:
    """The names of tiles in a sentence."""
    return ", ".join(map(apart, sorted(tile.name for tile in tiles)))


def _table(spread: maps.SpreadMap) -> Table:
    rows: list[list[Cell | Text | int]] = [
        [province, len(there), ", ".join(map(apart, there))] for province, there in spread.provinces
    ]
    if spread.elsewhere:
        rows.append([_("Other organisations"), spread.elsewhere, _("They have no place on the map")])
    heads = [Column(_("Province")), Column(_("Number"), number=True), Column(_("Which"))]
    return Table(_("Per province"), heads, rows, caption_hidden=True)
