"""My organisation: colleagues for everyone who works there; requests, invitations, domains and the yearly look for
its coordinators."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.addresses import verified
from olievlek.accounts.me import me
from olievlek.core import export
from olievlek.core.limits import allow_sender
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.core.views import say_why, show_and_send
from olievlek.organisations import evidence
from olievlek.organisations.acting import acting_for
from olievlek.organisations.actions import domains, inviting, joining
from olievlek.organisations.actions import members as actions
from olievlek.organisations.desk import A_YEAR
from olievlek.organisations.forms.joining import DeclineForm, DomainForm, InviteForm, ReviewForm, WorkForm
from olievlek.organisations.membership import coordinators, is_coordinator
from olievlek.organisations.membership import members as members_of
from olievlek.organisations.models import DomainClaim, Invitation, JoinRequest, Membership, Organisation, Wanted
from olievlek.organisations.views import desk

INVITATIONS_PER_HOUR = 100
PER_PAGE = 50


@members
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    organisation = acting_for(request)
    if organisation is None:
        return redirect("organisations:where")
    return _page(request, organisation)


@members
@require_safe
def members_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """Members, for the yearly review by a coordinator. Addresses stand on no page, so not in this file."""
    organisation = led(request)
    heads = [_("Name"), _("What you do there"), _("Layer"), _("Since"), _("Coordinator since")]
    rows = [
        [one.user.called, one.job, one.get_layer_display(), one.joined_at, one.coordinator_since]
        for one in export.fitting(kind, members_of(organisation))
    ]
    return export.sheet(kind, _("Colleagues of %(name)s") % {"name": organisation.called}, heads, rows)


def _page(request: HttpRequest, organisation: Organisation, *, status: int = 0, **forms: Any) -> HttpResponse:
    """The page of one organisation; a form with mistakes comes back in its place with what was typed."""
    everyone = members_of(organisation)
    few = list(everyone.filter(Q(user=me(request)) | Q(coordinator_since__isnull=False)))
    my_own = next(one for one in few if one.user_id == me(request).pk)
    leaders = sum(one.is_coordinator for one in few)
    page = Paginator(everyone, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "organisation": organisation,
        "colleagues": page,
        "my_own": my_own,
        "work": WorkForm(initial={"layer": my_own.layer, "job": my_own.job}),
        "review": ReviewForm(auto_id="review_%s"),
        "nobody_leads": not leaders,
        "coordinates": my_own.is_coordinator,
        "may_stop": my_own.is_coordinator and leaders > 1,
    }
    if my_own.is_coordinator:
        context |= _for_coordinators(request, organisation, my_own)
    return render_page(request, "organisations/mine.html", {**context, **forms}, status=status)


def _for_coordinators(request: HttpRequest, organisation: Organisation, my_own: Membership) -> dict[str, Any]:
    requests = JoinRequest.objects.decidable_by(request.user).open().filter(organisation=organisation)
    asked = list(requests.select_related("user", "organisation"))
    mine = _my_free_domains(request)
    last = organisation.access_reviews.select_related("reviewed_by").first()
    looked = last.reviewed_at if last else my_own.coordinator_since
    return {
        "requests": evidence.of_requests(asked),
        "decline": DeclineForm(auto_id="decline_%s"),
        "declining": None,
        "invite": InviteForm(auto_id="invite_%s"),
        "invitations": list(Invitation.objects.waiting().filter(organisation=organisation)),
        "domains": list(organisation.mail_domains.all()),
        "claims": list(organisation.domain_claims.filter(decided_at=None)),
        "domain": DomainForm(mine, auto_id="domain_%s") if mine else None,
        "last_review": last,
        "next_review": last.reviewed_at + A_YEAR if last else None,
        "review_due": looked is not None and looked <= timezone.now() - A_YEAR,
    }


def _my_free_domains(request: HttpRequest) -> list[str]:
    """Domains of my own proved addresses that no organisation has, nor asks for through me."""
    found = {address.rpartition("@")[2] for address in verified(me(request))}
    waiting = DomainClaim.objects.open().filter(claimed_by=me(request)).values_list("domain", flat=True)
    return sorted(one for one in found - set(waiting) if evidence.is_free(one, acting_for(request)))


def led(request: HttpRequest) -> Organisation:
    """The organisation that the user acts for and coordinates; 404 for others."""
    organisation = acting_for(request)
    if organisation is None or not is_coordinator(request.user, organisation):
        raise Http404
    return organisation


@members
@require_POST
def change_work(request: HttpRequest) -> HttpResponse:
    organisation = acting_for(request)
    member = get_object_or_404(Membership.objects.active(), user=me(request), organisation=organisation)
    form = WorkForm(request.POST, initial={"layer": member.layer, "job": member.job})
    if not (form.is_valid() and form.agrees()):
        return _page(request, member.organisation, work=form)
    actions.change(member, **form.cleaned_data, by=me(request))
    messages.success(request, _("Saved: your colleagues see it now."))
    return redirect("organisations:mine")


@members
@show_and_send
def leave(request: HttpRequest) -> HttpResponse:
    """First what it means, then the button."""
    organisation = acting_for(request)
    member = get_object_or_404(Membership.objects.active(), user=me(request), organisation=organisation)
    if request.method == "POST":
        try:
            actions.end(member, by=me(request))
        except actions.SoleCoordinatorError:
            messages.error(request, _sole())
            return redirect("organisations:mine")
        request.session.cycle_key()
        messages.success(request, _("You left %(name)s.") % {"name": apart(member.organisation.called)})
        return redirect("organisations:where")
    sole = member.is_coordinator and len(coordinators(member.organisation)) == 1 and not me(request).is_moderator
    return render_page(request, "organisations/leave.html", {"organisation": member.organisation, "sole": sole})


def _sole() -> str:
    return _("Nobody else is coordinator. First make a colleague coordinator, or ask a moderator of Olievlek.")


@members
@require_POST
def let_in(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(JoinRequest.objects.decidable_by(request.user), pk=pk)
    try:
        decided = joining.decide(asked, accept=True, by=me(request), shown=request.POST.get("shown", ""))
    except evidence.ChangedSinceShownError:
        return _show_again(request, asked)
    return _after_deciding(request, decided)


@members
@require_POST
def not_let_in(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(JoinRequest.objects.decidable_by(request.user), pk=pk)
    form = DeclineForm(request.POST, auto_id="decline_%s")
    if not form.is_valid():
        organisation = acting_for(request)
        if organisation is None or organisation.pk != asked.organisation_id:
            return desk.page(request, decline=form, declining_request=asked.pk)
        return _page(request, organisation, decline=form, declining=asked.pk)
    decided = joining.decide(asked, accept=False, reason=form.cleaned_data["reason"], by=me(request))
    return _after_deciding(request, decided)


def _show_again(request: HttpRequest, asked: JoinRequest | Membership) -> HttpResponse:
    """Nothing is decided on facts that changed since the page was made."""
    messages.warning(
        request,
        _("%(name)s changed something since you opened this page. Look at what stands here now, and decide again.")
        % {"name": apart(asked.user.called)},
    )
    organisation = acting_for(request)
    if organisation is None or organisation.pk != asked.organisation_id:
        return redirect(_back(request))
    return _page(request, organisation, status=409)


def _after_deciding(request: HttpRequest, decided: JoinRequest) -> HttpResponse:
    """Say how it ended, also when a colleague was first."""
    said = {
        JoinRequest.Outcome.ACCEPTED: _("Let in. The asker gets a mail."),
        JoinRequest.Outcome.DECLINED: _("Not let in. The asker gets a mail with the reason."),
        JoinRequest.Outcome.WITHDRAWN: _("The asker took the request back."),
    }
    messages.success(request, said[JoinRequest.Outcome(decided.outcome)])
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Moderators come from their own desk."""
    return "organisations:desk" if me(request).is_moderator else "organisations:mine"


@members
@require_POST
def invite(request: HttpRequest) -> HttpResponse:
    organisation = led(request)
    form = InviteForm(request.POST, auto_id="invite_%s")
    if form.is_valid() and not allow_sender("organisations.invite", request, limit=INVITATIONS_PER_HOUR):
        form.add_error(None, _("You asked this often in a short time. Wait an hour and try again."))
    if form.is_valid():
        try:
            inviting.invite(
                organisation, email=form.cleaned_data["email"], role=Wanted(form.cleaned_data["role"]), by=me(request)
            )
        except inviting.AlreadyMemberError:
            form.add_error("email", _("A colleague with this address is here already."))
        except inviting.TooManyError:
            form.add_error(None, _("Very many invitations wait. Take some back first."))
    if not form.is_valid():
        return _page(request, organisation, invite=form)
    messages.success(request, _("The invitation is on its way. It works for two weeks."))
    return redirect("organisations:mine")


@members
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.editable_by(request.user), pk=pk)
    inviting.withdraw(invitation, by=me(request))
    messages.success(request, _("The invitation works no more."))
    return redirect("organisations:mine")


@members
@require_POST
def make_coordinator(request: HttpRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(Membership.objects.editable_by(request.user), pk=pk)
    try:
        actions.make_coordinator(member, by=me(request), shown=request.POST.get("shown", ""))
    except evidence.ChangedSinceShownError:
        return _show_again(request, member)
    messages.success(request, _("Your colleague is coordinator now, like you."))
    return redirect("organisations:mine")


@members
@require_POST
def stop_coordinator(request: HttpRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(Membership.objects.editable_by(request.user), pk=pk)
    try:
        actions.stop_coordinator(member, by=me(request), shown=request.POST.get("shown", ""))
    except evidence.ChangedSinceShownError:
        return _show_again(request, member)
    except actions.SoleCoordinatorError:
        messages.error(request, _sole())
    else:
        messages.success(request, _("No coordinator any more; still a member."))
    return redirect("organisations:mine")


@members
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(Membership.objects.editable_by(request.user), pk=pk)
    try:
        actions.end(member, by=me(request), shown=request.POST.get("shown", ""))
    except evidence.ChangedSinceShownError:
        return _show_again(request, member)
    except actions.SoleCoordinatorError:
        messages.error(request, _sole())
    else:
        messages.success(request, _("The membership is ended. What was shared stays with the organisation."))
    return redirect("organisations:mine")


@members
@require_POST
def ask_to_coordinate(request: HttpRequest) -> HttpResponse:
    """A member asks to look after an organisation that nobody looks after; a moderator decides."""
    organisation, form = acting_for(request), ReviewForm(request.POST, auto_id="review_%s")
    if organisation is None:
        raise Http404
    if not form.is_valid():
        say_why(request, form)
        return _page(request, organisation, review=form)
    joining.ask(organisation, by=me(request), once=form.cleaned_data["once"], wanted=Wanted.COORDINATOR)
    messages.success(request, _("Your request is on its way. You get a mail with the answer."))
    return redirect("organisations:mine")


@members
@require_POST
def review(request: HttpRequest) -> HttpResponse:
    organisation = led(request)
    form = ReviewForm(request.POST, auto_id="review_%s")
    if not form.is_valid():
        say_why(request, form)
        return _page(request, organisation, review=form)
    actions.review(organisation, once=form.cleaned_data["once"], by=me(request))
    messages.success(request, _("Noted: today you went through the list of colleagues."))
    return redirect("organisations:mine")


@members
@require_POST
def add_domain(request: HttpRequest) -> HttpResponse:
    organisation = led(request)
    form = DomainForm(_my_free_domains(request), request.POST, auto_id="domain_%s")
    if not form.is_valid():
        return _page(request, organisation, domain=form)
    domains.claim(organisation, domain=form.cleaned_data["domain"], by=me(request))
    messages.success(request, _("You asked for it. A moderator looks at it, and you get a mail."))
    return redirect("organisations:mine")


@members
@require_POST
def withdraw_domain(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = led(request)
    domains.withdraw(get_object_or_404(organisation.domain_claims, pk=pk), by=me(request))
    messages.success(request, _("You no longer ask for this mail domain."))
    return redirect("organisations:mine")


@members
@require_POST
def remove_domain(request: HttpRequest, pk: int) -> HttpResponse:
    organisation = led(request)
    domains.remove(get_object_or_404(organisation.mail_domains, pk=pk), by=me(request))
    messages.success(request, _("Nobody joins by this domain any more. Who joined stays."))
    return redirect("organisations:mine")
