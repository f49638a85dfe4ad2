"""The moderators' desk about organisations: what is proposed, who asks where nobody coordinates, and mergers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.core.views import posted, show_and_send
from olievlek.organisations import desk, evidence, merging
from olievlek.organisations.actions import domains, proposing
from olievlek.organisations.forms.desk import MergeForm, ProposalForm
from olievlek.organisations.forms.joining import DeclineForm
from olievlek.organisations.models import DomainClaim, MergeNotice, Organisation, Proposal


@moderators
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return page(request)


def page(request: HttpRequest, *, status: int = 0, **forms: Any) -> HttpResponse:
    context = {
        "proposals": [(one, facts, _look_alikes(one)) for one, facts in evidence.of_proposals(desk.open_proposals())],
        "requests": evidence.of_requests(desk.requests_for_moderators(request.user)),
        "claims": evidence.of_claims(desk.open_claims()),
        "notices": desk.open_notices(),
        "declining": None,
        "declining_request": None,
        "proposal_form": ProposalForm(auto_id="proposal_%s"),
        "decline": DeclineForm(auto_id="decline_%s"),
        **forms,
    }
    return render_page(request, "organisations/desk.html", context, status=status)


def _look_alikes(proposal: Proposal) -> list[Organisation]:
    return proposing.look_like(proposal.name, website=proposal.website, domain=proposal.domain)


def _show_again(request: HttpRequest) -> HttpResponse:
    """Nothing is decided on facts that changed since the page was made."""
    messages.warning(
        request, _("Something changed since you opened this page. Look at what stands here now, and decide again.")
    )
    return page(request, status=409)


@moderators
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=pk)
    try:
        _say(request, proposing.confirm(proposal, by=me(request), shown=request.POST.get("shown", "")))
    except evidence.ChangedSinceShownError:
        return _show_again(request)
    return redirect("organisations:desk")


@moderators
@require_POST
def confirm_domain(request: HttpRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(DomainClaim.objects.visible_to(request.user), pk=pk)
    try:
        decided = domains.confirm(claim, by=me(request), shown=request.POST.get("shown", ""))
    except (evidence.ChangedSinceShownError, domains.NotYourDomainError):
        return _show_again(request)
    _say_claim(request, decided)
    return redirect("organisations:desk")


@moderators
@require_POST
def decline_domain(request: HttpRequest, pk: int) -> HttpResponse:
    claim = get_object_or_404(DomainClaim.objects.visible_to(request.user), pk=pk)
    _say_claim(request, domains.decline(claim, by=me(request)))
    return redirect("organisations:desk")


def _say_claim(request: HttpRequest, claim: DomainClaim) -> None:
    said = {"name": claim.domain, "outcome": claim.get_outcome_display()}
    messages.success(request, _("%(name)s: %(outcome)s.") % said)


@moderators
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal, pk=pk)
    form = ProposalForm(request.POST, auto_id="proposal_%s")
    if not form.is_valid():
        return page(request, proposal_form=form, declining=proposal.pk)
    typed = form.cleaned_data
    _say(request, proposing.decline(proposal, reason=typed["reason"], known=typed["known"], by=me(request)))
    return redirect("organisations:desk")


def _say(request: HttpRequest, proposal: Proposal) -> None:
    """How it ended, also when a colleague was first."""
    said = {"name": apart(proposal.name), "outcome": proposal.get_outcome_display()}
    messages.success(request, _("%(name)s: %(outcome)s.") % said)


@moderators
@show_and_send
def merge(request: HttpRequest) -> HttpResponse:
    """Say which one goes on in which; the page of a notice fills in the first."""
    data = posted(request)
    form = MergeForm(data, initial={"old": request.GET.get("old", "")[:120]})
    if data is not None and form.is_valid():
        typed = form.cleaned_data
        try:
            merging.merge(typed["old"], into=typed["into"], on=typed["on"], by=me(request))
        except merging.CanNotMergeError:
            form.add_error(None, _("These two can not merge. Did one of them merge before?"))
        else:
            said = {"old": typed["old"].name, "new": typed["into"].name}
            messages.success(request, _("%(old)s goes on in %(new)s.") % said)
            return redirect("organisations:desk")
    return render_page(request, "organisations/merge.html", {"form": form})


@moderators
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    notice = get_object_or_404(MergeNotice.objects.select_related("organisation"), pk=pk)
    merging.keep(notice, by=me(request))
    messages.success(request, _("%(name)s stays in the list.") % {"name": apart(notice.organisation.name)})
    return redirect("organisations:desk")
