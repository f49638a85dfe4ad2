"""Rounds of the scan: start one, show it in a room, close it, and see what came of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core.limits import allow
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.organisations import membership
from olievlek.organisations.acting import acting_for
from olievlek.organisations.membership import is_coordinator
from olievlek.organisations.models import Organisation
from olievlek.scan.forms import StartForm
from olievlek.scan.reach import reach_of
from olievlek.scan.views.result import result
from olievlek.surveys.actions import answering, closing, starting
from olievlek.surveys.actions.starting import Invited
from olievlek.surveys.elsewhere import elsewhere_of
from olievlek.surveys.models import Questionnaire, Round, RoundQuerySet

SCAN = "innovation_scan"
ROUNDS_A_DAY = 10


def rounds_for(request: HttpRequest) -> RoundQuerySet:
    """Rounds of the scan that this person may see."""
    rounds = Round.objects.visible_to(request.user).filter(questionnaire__key=SCAN)
    return rounds.select_related("organisation", "questionnaire")


def led(request: HttpRequest) -> Organisation:
    """The organisation that the user acts for and coordinates; 404 for others."""
    organisation = acting_for(request)
    if organisation is None or not is_coordinator(request.user, organisation):
        raise Http404
    return organisation


@members
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """An introduction to the scan, and the rounds of the current organisation."""
    organisation = acting_for(request)
    rounds = rounds_for(request).filter(organisation=organisation) if organisation else Round.objects.none()
    context = {
        "organisation": organisation,
        "coordinates": organisation is not None and is_coordinator(request.user, organisation),
        "open_rounds": list(rounds.open()),
        "closed_rounds": list(rounds.closed()),
    }
    return render_page(request, "scan/overview.html", context)


@members
@show_and_send
def start(request: HttpRequest) -> HttpResponse:
    """Until when, who, and which groups; with beside it what people will see and what will never be shown."""
    organisation = led(request)
    questionnaire = Questionnaire.objects.newest(SCAN)
    form = StartForm(_colleagues(organisation), posted(request))
    if request.method == "POST" and form.is_valid():
        if allow("scan.start", request, limit=ROUNDS_A_DAY, hours=24, extra=str(organisation.pk)):
            once = form.cleaned_data["once"]
            round_ = starting.start(
                questionnaire,
                organisation=organisation,
                plan=form.plan,
                invited=form.invited,
                once=once,
                by=me(request),
            )
            messages.success(request, _("The round is open."))
            if form.doubles:
                messages.info(request, _("Some people stood in the list more than once. Each gets one mail."))
            return redirect("scan:round", code=round_.code)
        form.add_error(None, _("Your organisation started many rounds today. Try again tomorrow."))
    example = questionnaire.items.order_by("position").first()
    context = {"form": form, "organisation": organisation, "example": example}
    return render_page(request, "scan/start.html", context)


def _colleagues(organisation: Organisation) -> list[Invited]:
    return [Invited(one.user.email, one.layer, name=one.user.name) for one in membership.members(organisation)]


@members
@require_safe
def round_page(request: HttpRequest, code: str) -> HttpResponse:
    """While it is open, how it goes; once it is closed, the result."""
    round_ = get_object_or_404(rounds_for(request), code=code)
    coordinates = is_coordinator(request.user, round_.organisation)
    if round_.closed_at is not None:
        return result(request, round_, coordinates=coordinates)
    context = {
        "round": round_,
        "coordinates": coordinates,
        "progress": answering.progress(round_),
        "invited": round_.participations.count(),
        "reach": reach_of(round_),
        "elsewhere": elsewhere_of(round_),
        "may_remind": round_.reminders < starting.MOST_REMINDERS,
    }
    return render_page(request, "scan/open.html", context)


@members
@require_POST
def remind(request: HttpRequest, code: str) -> HttpResponse:
    round_ = get_object_or_404(rounds_for(request).editable_by(request.user).open(), code=code)
    if starting.remind(round_, by=me(request)):
        messages.success(request, _("Everyone who was invited gets a mail, also who answered already."))
    else:
        messages.warning(request, _("Two reminders are enough: there will not be a third."))
    return redirect("scan:round", code=code)


@members
@show_and_send
def close(request: HttpRequest, code: str) -> HttpResponse:
    """First what it means, then the button: a round closes once."""
    round_ = get_object_or_404(rounds_for(request).editable_by(request.user), code=code)
    if request.method == "POST":
        closing.close(round_, by=me(request))
        messages.success(request, _("The round is closed. This is the result."))
        return redirect("scan:round", code=code)
    if round_.closed_at is not None:
        return redirect("scan:round", code=code)
    return render_page(request, "scan/close.html", {"round": round_})
