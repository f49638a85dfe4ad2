"""Sharing the profile of a round with chosen organisations or everyone; and the profiles that others share."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core.marks import members, public
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.core.views import posted, show_and_send
from olievlek.organisations import membership
from olievlek.scan import actions
from olievlek.scan.forms import ShareForm
from olievlek.scan.models import Share
from olievlek.scan.profile import Profile
from olievlek.scan.views.rounds import SCAN, rounds_for
from olievlek.surveys.models import Cell, Round


def _shareable(request: HttpRequest, code: str) -> Round:
    """A closed round that the user coordinates and of which something may be shown."""
    shown = Cell.objects.released().filter(layer="", department=None).values("round")
    rounds = rounds_for(request).editable_by(request.user).closed().filter(pk__in=shown)
    return get_object_or_404(rounds, code=code)


@members
@show_and_send
def share(request: HttpRequest, code: str) -> HttpResponse:
    """The profile as others will see it, the current shares, and a form to add one."""
    round_ = _shareable(request, code)
    form = ShareForm(round_.organisation, posted(request))
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["organisation"]
        actions.share(round_, to=other, by=me(request))
        messages.success(request, _("%(name)s now sees your profile.") % {"name": apart(other.called)})
        return redirect("scan:share", code=code)
    shares = list(round_.shares.select_related("organisation", "shared_by").order_by("organisation__name", "pk"))
    context = {
        "round": round_,
        "form": form,
        "shares": [one for one in shares if one.organisation_id],
        "everyone": next((one for one in shares if one.organisation_id is None), None),
    }
    return render_page(request, "scan/share.html", context)


@members
@show_and_send
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """First what it means, then the button: others may keep what was public once."""
    round_ = _shareable(request, code)
    if request.method == "POST":
        actions.share(round_, to=None, by=me(request))
        messages.success(request, _("Everyone can now see your profile."))
        return redirect("scan:share", code=code)
    if round_.shares.filter(organisation=None).exists():
        return redirect("scan:share", code=code)
    return render_page(request, "scan/publish.html", {"round": round_})


@members
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Share.objects.editable_by(request.user).select_related("round"), pk=pk)
    actions.withdraw(row, by=me(request))
    messages.success(request, _("Withdrawn. They no longer see your profile."))
    return redirect("scan:share", code=row.round.code)


@members
@require_safe
def shared_with_us(request: HttpRequest) -> HttpResponse:
    """Profiles that others share with the user's organisation, the newest first."""
    ours = membership.organisations_of(request.user)
    shares = Share.objects.filter(organisation__in=ours, round__questionnaire__key=SCAN)
    found = shares.select_related("round__organisation", "organisation").order_by("-round__closed_at", "-pk")
    return render_page(request, "scan/shared_with_us.html", {"shares": list(found)})


@public
@require_safe
def shared_profile(request: HttpRequest, code: str) -> HttpResponse:
    """The seven factors as others see them; also for who works there, to look before sharing."""
    rounds = Round.objects.closed().filter(questionnaire__key=SCAN)
    reached = rounds.filter(pk__in=Share.objects.reaching(request.user).values("round"))
    own = rounds.visible_to(request.user)
    round_ = get_object_or_404((reached | own).select_related("organisation", "questionnaire"), code=code)
    profile = Profile(round_)
    return render_page(request, "scan/shared_profile.html", {"round": round_, "profile": profile})
