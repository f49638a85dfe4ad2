"""Contexts for slots in the header and on the public page of an organisation."""

from django.http import HttpRequest

from olievlek.core.slots import Context
from olievlek.organisations import house_style
from olievlek.organisations.acting import choices_for, current_for
from olievlek.organisations.desk import how_many_wait
from olievlek.organisations.models import Kind


def acting_menu(request: HttpRequest, _around: Context) -> Context | None:
    """For whom somebody acts, and the way to act for another."""
    chosen = current_for(request)
    if chosen is None:
        return None
    return {
        "chosen": chosen,
        "style": house_style.shown(chosen),
        "others": [one for one in choices_for(request) if one.pk != chosen.pk],
    }


def style_sheet(request: HttpRequest, _around: Context) -> Context | None:
    """The colours of whom the reader acts for."""
    style = house_style.shown(current_for(request))
    return {"url": house_style.sheet_url(style)} if style and style.has_colours else None


def desk(request: HttpRequest, _around: Context) -> Context | None:
    """For moderators, how much waits about organisations."""
    if not getattr(getattr(request, "user", None), "is_moderator", False):
        return None
    total = how_many_wait(request.user)
    return {"total": total} if total else None


def join(request: HttpRequest, around: Context) -> Context | None:
    """On the page of an organisation: the way in, or that one works here."""
    organisation = around.get("organisation")
    if organisation is None or organisation.kind == Kind.STUDY or organisation.merged_into_id:
        return None
    mine = any(one.pk == organisation.pk for one in choices_for(request))
    return {"organisation": organisation, "mine": mine}
