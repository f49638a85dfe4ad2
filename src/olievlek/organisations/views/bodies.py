"""The list of organisations with its map, and the page of one."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from olievlek.core import export
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.tables import Cell, Column, Table
from olievlek.organisations import content, house_style, merging
from olievlek.organisations.forms.filters import FilterForm
from olievlek.organisations.look_alikes import how_we_choose, look_alikes
from olievlek.organisations.models import Kind, Organisation, OrganisationQuerySet, OtherName
from olievlek.organisations.spread_map import SpreadMap, spread, tiles

PER_PAGE = 50
STUDY_SOURCE = gettext_lazy("Source: René Megens and Peter Nientied, BNG Magazine 2016-2.")
SOURCE = gettext_lazy(
    "Sources: the list of public bodies of overheid.nl, Statistics Netherlands (CBS, CC BY 4.0) and the register of "
    "algorithms (CC0). The number of staff is an estimate. No organisation wrote this itself."
)


@public
@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    form, found = _found(request)
    chosen = form.chosen()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    coloured = spread(found.order_by().values_list("code", flat=True) if chosen else [])
    context = {
        "form": form,
        "chosen": chosen,
        "page": page,
        "found": _how_many(page.paginator.count),
        "table": _table(page.object_list),
        "spread": coloured,
        "on_map": _on_map(coloured)
        if chosen
        else _("Each dot is a municipality. Choose above, and see where they are."),
        "source": SOURCE,
    }
    return render_page(request, "organisations/organisation_list.html", context, partial="results")


def _found(request: HttpRequest) -> tuple[FilterForm, OrganisationQuerySet]:
    """The filters of the address."""
    everything = Organisation.objects.visible_to(request.user).bodies()
    counts = dict(everything.order_by().values_list("kind").annotate(Count("pk")))
    form = FilterForm(request.GET, counts=counts)
    return form, form.apply(everything)


@public
@require_safe
def organisations_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """The same table, all pages of it."""
    _form, found = _found(request)
    return export.sheet_of(kind, _("Organisations"), _table(export.fitting(kind, found)))


@public
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    bodies = Organisation.objects.visible_to(request.user).select_related("merged_into", "house_style")
    found = get_object_or_404(bodies, slug=slug)
    if found.merged_into is not None and found.code in content.doubles():
        return redirect(merging.today_of(found), permanent=True)
    style = house_style.shown(found)
    context = {
        "organisation": found,
        "style": style,
        "head_sheet": house_style.sheet_url(style, head=True) if style and style.has_colours else "",
        "look_alikes": look_alikes(found),
        "how_we_choose": how_we_choose(found),
        "neighbours": list(found.neighbours.order_by("name")),
        "place": _place(found),
        **_other_names(found),
        "source": STUDY_SOURCE if found.is_study else SOURCE,
    }
    return render_page(request, "organisations/organisation.html", context)


def _other_names(organisation: Organisation) -> dict[str, list[OtherName]]:
    """Those of today, and apart those of the past, the last first."""
    every = list(organisation.other_names.all())
    former = [one for one in every if one.kind == OtherName.Kind.FORMER]
    return {
        "also_called": [one for one in every if one.kind != OtherName.Kind.FORMER],
        "once_called": sorted(former, key=lambda one: (-(one.year or 0), one.name)),
    }


def _place(organisation: Organisation) -> SpreadMap | None:
    """Its place: the tile of a municipality, all tiles of a province; None when the map does not know it."""
    if organisation.kind == Kind.PROVINCE:
        return spread(tile.code for tile in tiles().values() if tile.province == organisation.province)
    if organisation.code in tiles():
        return spread([organisation.code], began=[organisation.code])
    return None


def _how_many(number: int) -> str:
    return ngettext("%(number)s organisation", "%(number)s organisations", number) % {"number": number_format(number)}


def _on_map(coloured: SpreadMap) -> str:
    """How many of what was found are municipalities: only those have a tile."""
    return ngettext(
        "%(number)d of them is a municipality: the coloured dot.",
        "%(number)d of them are municipalities: the coloured dots.",
        coloured.total,
    ) % {"number": coloured.total}


def _table(organisations: Iterable[Organisation]) -> Table:
    heads: list[Column | str] = [_("Name"), _("Kind"), _("Province"), _("Size"), Column(_("Residents"), number=True)]
    rows = [
        [
            Cell(one.name, url=one.get_absolute_url()),
            one.get_kind_display(),
            one.place_text,
            one.size_text,
            _("not known") if one.population is None else one.population,
        ]
        for one in organisations
    ]
    return Table(_("Organisations"), heads, rows, caption_hidden=True)
