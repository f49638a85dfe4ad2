"""Who takes part in a case, and what it said before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.cases import actions
from olievlek.cases.models import Case, CasePerson, Version
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.slots import Context
from olievlek.core.text import apart
from olievlek.core.views import posted, show_and_send
from olievlek.writing.differences import Change, changes
from olievlek.writing.forms import AskForm
from olievlek.writing.views.share import NOT_COMPLETE, editable

MOST_VERSIONS = 30


@members
@show_and_send
def case_people(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a colleague; asking yourself is a yes."""
    case = editable(request, slug)
    form = AskForm(posted(request), case=case)
    if request.method == "POST" and form.is_valid():
        person = actions.ask_person(
            case, user=form.cleaned_data["user"], role=form.cleaned_data["role"], by=me(request)
        )
        asked = _("%(name)s is asked. The name shows after a yes.") % {"name": apart(person.user.called)}
        messages.success(request, _("Your name stands with it.") if person.accepted_at else asked)
        return redirect("writing:case_people", case.slug)
    people = case.people.select_related("user").order_by("role", "pk")
    return render_page(request, "writing/share_people.html", {"case": case, "form": form, "people": people})


def _own(request: HttpRequest, pk: int) -> CasePerson:
    """What this person herself was asked, about a case she may see."""
    rows = CasePerson.objects.visible_to(request.user).filter(case__in=Case.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("case"), pk=pk)


@members
@require_POST
def person_accept(request: HttpRequest, pk: int) -> HttpResponse:
    person = _own(request, pk)
    actions.accept(person, by=me(request))
    messages.success(request, _("You take part in this example now."))
    return redirect(person.case)


@members
@require_POST
def person_decline(request: HttpRequest, pk: int) -> HttpResponse:
    """No, or not any more; without a reason."""
    person = _own(request, pk)
    actions.take_off(person, by=me(request))
    messages.success(request, _("Your name is gone from this example."))
    return redirect("writing:mine")


@members
@require_POST
def person_take_off(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    case = editable(request, slug)
    person = get_object_or_404(case.people.select_related("case", "user"), pk=pk)
    actions.take_off(person, by=me(request))
    messages.success(request, _("%(name)s takes no part any more.") % {"name": apart(person.user.called)})
    return redirect("writing:case_people", case.slug)


@members
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """What changed each time, newest first; for who may edit."""
    case = editable(request, slug)
    found = list(case.versions.select_related("made_by").order_by("-number")[:MOST_VERSIONS])
    older: list[Version | None] = [*found[1:], None]
    rows: list[tuple[Version, list[Change] | None]] = [
        (one, changes(before.told, one.told) if before else None) for one, before in zip(found, older, strict=False)
    ]
    return render_page(request, "writing/versions.html", {"case": case, "rows": rows, "newest": found[:1]})


@members
@require_POST
def case_go_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    case = editable(request, slug)
    version = get_object_or_404(case.versions, number=number)
    try:
        actions.go_back(case, version, by=me(request))
    except actions.NotCompleteError:
        messages.error(request, NOT_COMPLETE)
    else:
        messages.success(request, _("The example reads as it did then. What it said before is kept as a version."))
    return redirect("writing:versions", case.slug)


def makers(request: HttpRequest, around: Context) -> Context | None:
    """On the page of a case: what its makers can do, and what somebody was asked. A visitor costs no query."""
    if not request.user.is_authenticated:
        return None
    case: Case = around["case"]
    asked = case.people.waiting().filter(user_id=request.user.pk).select_related("case", "asked_by")
    return {"case": case, "may_edit": around["may_edit"], "asked": asked.order_by("pk").first()}
