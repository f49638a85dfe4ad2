"""Where do you work? Join, ask to be let in, accept an invitation, or take part for yourself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.addresses import next_of
from olievlek.accounts.entering import with_next
from olievlek.accounts.me import me
from olievlek.core import text
from olievlek.core.limits import allow_sender
from olievlek.core.marks import members, public
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.core.views import posted, show_and_send
from olievlek.organisations import acting, naming, roles
from olievlek.organisations.actions import inviting, joining, proposing
from olievlek.organisations.actions import members as membership_actions
from olievlek.organisations.forms.joining import JoinForm, ProposeForm
from olievlek.organisations.membership import coordinators, is_member
from olievlek.organisations.models import JoinRequest, Membership, Organisation

MOST_FOUND, PROPOSALS_PER_HOUR, ASKS_PER_HOUR = 10, 10, 20


@members
@require_safe
def where(request: HttpRequest) -> HttpResponse:
    """Matches by address, open requests, a search by name, and a way to take part alone."""
    user, name, then = me(request), text.clean(request.GET.get("q", "")[:100]), next_of(request)
    found = naming.named(Organisation.objects.joinable(), name)[:MOST_FOUND] if name else []
    context = {
        "mine": acting.choices_for(request),
        "fits": joining.fitting(user).exclude(pk__in=[one.pk for one in acting.choices_for(request)]),
        "asked": JoinRequest.objects.asked_by(user).open().select_related("organisation"),
        "name": name,
        "found": found,
        "resident": roles.Resident,
        "next": then,
        "onward": with_next("", then),
    }
    return render_page(request, "organisations/where.html", context, partial="results")


@members
@require_POST
def take_part_alone(request: HttpRequest) -> HttpResponse:
    joining.take_part_alone(by=me(request))
    messages.success(request, _("You take part for yourself. You can join an organisation at any time."))
    return redirect(next_of(request) or "organisations:roles")


@members
@show_and_send
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Join at once when a proved address fits; else ask."""
    organisation = get_object_or_404(Organisation.objects.joinable(), slug=slug)
    user = me(request)
    if is_member(user, organisation):
        return redirect("organisations:mine")
    fits = joining.fitting(user).filter(pk=organisation.pk).exists()
    leaders = coordinators(organisation)
    data = posted(request)
    form = JoinForm(data, fits=fits, may_coordinate=not leaders)
    if data is not None and form.is_valid():
        if allow_sender("organisations.ask", request, limit=ASKS_PER_HOUR):
            return _join(request, organisation, form)
        form.add_error(None, _("You asked this often in a short time. Wait an hour and try again."))
    mine = JoinRequest.objects.asked_by(user).filter(organisation=organisation)
    context = {
        "organisation": organisation,
        "form": form,
        "fits": fits,
        "coordinators": leaders,
        "asked": mine.open().first(),
        "declined": mine.filter(outcome=JoinRequest.Outcome.DECLINED).last(),
    }
    return render_page(request, "organisations/join.html", context)


def _join(request: HttpRequest, organisation: Organisation, form: JoinForm) -> HttpResponse:
    """At once, or as a request; what was typed goes along."""
    user, typed = me(request), form.cleaned_data
    if joining.join(organisation, by=user, layer=typed["layer"], job=typed["job"]) is not None:
        return _welcome(request, organisation)
    joining.ask(
        organisation, by=user, once=typed["once"], wanted=form.wanted, words=typed.get("words", ""),
        layer=typed["layer"], job=typed["job"],
    )  # fmt: skip
    messages.success(request, _("Your request is on its way. You get a mail with the answer."))
    return redirect(with_next(reverse("organisations:join", args=[organisation.slug]), next_of(request)))


def _welcome(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    acting.choose(request, organisation)
    request.session.cycle_key()
    messages.success(request, _("You act for %(name)s from now on.") % {"name": apart(organisation.called)})
    return redirect(next_of(request) or "organisations:mine")


@members
@require_POST
def take_back(request: HttpRequest, slug: str) -> HttpResponse:
    mine = JoinRequest.objects.asked_by(request.user).filter(organisation__slug=slug)
    asked = mine.open().first() or mine.last()
    if asked is not None:
        joining.take_back(asked, by=me(request))
        messages.success(request, _("Your request is taken back."))
    return redirect("organisations:where")


@members
@require_POST
def act_for(request: HttpRequest, slug: str) -> HttpResponse:
    """Act for another of one's organisations."""
    mine = Membership.objects.active().filter(user=me(request), organisation__slug=slug)
    member = get_object_or_404(mine.select_related("organisation"))
    acting.choose(request, member.organisation)
    membership_actions.remember_choice(member.organisation, by=me(request))
    messages.success(request, _("You act for %(name)s from now on.") % {"name": apart(member.organisation.called)})
    return redirect("organisations:mine")


@public
@never_cache
@show_and_send
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up (mail programs open links); the button accepts."""
    found = inviting.find_open(token)
    if found is None:
        return render_page(request, "organisations/invitation_gone.html", status=404)
    if not request.user.is_authenticated:
        return render_page(request, "organisations/invitation.html", {"invitation": found, "for_me": None})
    for_me = inviting.is_for(found, me(request))
    if request.method == "POST" and for_me:
        member = inviting.accept(token, by=me(request))
        if member is None:
            return render_page(request, "organisations/invitation_gone.html", status=404)
        return _welcome(request, member.organisation)
    context = {"invitation": found, "for_me": for_me}
    return render_page(request, "organisations/invitation.html", context, status=200 if for_me else 403)


@members
@show_and_send
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a missing organisation; what looks like it is shown first."""
    form = ProposeForm(posted(request), initial={"name": text.clean(request.GET.get("q", "")[:120])})
    if request.method == "POST" and form.is_valid():
        facts = form.facts()
        form.look_alikes = proposing.look_like(facts["name"], website=facts["website"], domain=facts["domain"])
        if form.look_alikes and not form.cleaned_data["sure"]:
            form.add_error("sure", _("We know organisations that look like it. Is it one of these?"))
        elif not allow_sender("organisations.propose", request, limit=PROPOSALS_PER_HOUR):
            form.add_error(None, _("You asked this often in a short time. Wait an hour and try again."))
        else:
            proposing.propose(once=form.cleaned_data["once"], by=me(request), **facts)
            messages.success(request, _("Thank you. A moderator looks at it, and you get a mail."))
            return redirect("organisations:where")
    return render_page(request, "organisations/propose.html", {"form": form})


@public
@require_safe
def role_list(request: HttpRequest) -> HttpResponse:
    """Made from the code that decides."""
    return render_page(request, "organisations/roles.html", {"roles": roles.ROLES})
