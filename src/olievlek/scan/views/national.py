"""The national picture for everyone, and whether an organisation counts in it."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core.export import Value, sheet
from olievlek.core.marks import members, public
from olievlek.core.page import render_page
from olievlek.organisations.sizes import SizeClass
from olievlek.scan.landscape import SCAN, Landscape
from olievlek.scan.views.rounds import led
from olievlek.surveys import national as freezing
from olievlek.surveys.actions import comparing
from olievlek.surveys.forms import SCALE


@public
@require_safe
def national(request: HttpRequest) -> HttpResponse:
    """All sizes, or one of them: `?grootte=C`."""
    landscape = Landscape(request.GET.get("grootte", ""))
    context = {
        "landscape": landscape,
        "sizes": _tabs(landscape),
        "scale": SCALE,
        "needed": freezing.ORGANISATIONS,
        "size_name": SizeClass(landscape.size).label if landscape.size else "",
    }
    return render_page(request, "scan/national.html", context)


def _tabs(landscape: Landscape) -> list[dict[str, Any]]:
    here = reverse("scan:national")
    return [
        {
            "label": SizeClass(size).label if size else _("all sizes"),
            "url": f"{here}?grootte={size}" if size else here,
            "current": size == landscape.size,
        }
        for size in landscape.pictures
    ]


@public
@require_safe
def national_figures(_request: HttpRequest, kind: str) -> HttpResponse:
    """Every statement of every size that may be shown, with how many organisations and people, and the days."""
    landscape = Landscape()
    if landscape.picture is None:
        raise Http404
    heads = [
        *(_("Size"), _("Organisations"), _("People"), _("First round"), _("Last round"), _("Subject"), _("Statement")),
        *(str(name) for _value, name in SCALE),
        _('"I don\'t know"'),
    ]
    return sheet(kind, _("National picture"), heads, _rows(landscape))


def _rows(landscape: Landscape) -> Iterator[list[Value]]:
    for size, picture in landscape.pictures.items():
        landscape.size = size
        about: list[Value] = [
            SizeClass(size).label if size else _("all sizes"),
            *(picture.organisations, picture.people, picture.first_day, picture.last_day),
        ]
        for one, spread in landscape.per_statement():
            yield [*about, one.factor_name, *spread.row()]
        yield [*about, _("Taking part is voluntary, so this is an indication."), *[""] * 7]


@members
@require_POST
def join_comparison(request: HttpRequest) -> HttpResponse:
    """Only a coordinator lets an organisation count."""
    comparing.join(led(request), instrument=SCAN, by=me(request))
    messages.success(request, _("Your organisation counts in the next comparison."))
    return redirect("scan:overview")


@members
@require_POST
def leave_comparison(request: HttpRequest) -> HttpResponse:
    comparing.leave(led(request), instrument=SCAN, by=me(request))
    messages.success(request, _("Your organisation counts in no comparison to come."))
    return redirect("scan:overview")
