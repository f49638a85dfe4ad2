"""People, for who is signed in. An e-mail address stands on none of these pages."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.accounts import whereabouts
from olievlek.accounts.models import Profile, User
from olievlek.accounts.models.profile import ProfileQuerySet
from olievlek.core import export
from olievlek.core.marks import members
from olievlek.core.page import render_page

PER_PAGE, LONGEST_WORDS = 20, 100


@members
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """People who want to be found."""
    page = Paginator(_found(request), PER_PAGE).get_page(request.GET.get("page"))
    places = whereabouts.of(profile.user for profile in page.object_list)
    rows = [(profile, places.get(profile.user_id, "")) for profile in page.object_list]
    context = {"page_obj": page, "found": rows, "words": _words(request)}
    return render_page(request, "accounts/people.html", context, partial="results")


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST_WORDS]


def _found(request: HttpRequest) -> ProfileQuerySet:
    found = Profile.objects.filter(findable_since__isnull=False, hidden_at=None).visible_to(request.user)
    return found.about(_words(request)).select_related("user").order_by("user__name", "pk")


@members
@require_safe
def people_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """Only who wants to be found, and only what the list tells."""
    heads = [_("Name"), _("Likes to help with"), _("Good at"), _("Address")]
    rows = [
        [one.user.called, one.helps_with, one.skills, export.address(one.user.get_absolute_url())]
        for one in export.fitting(kind, _found(request))
    ]
    return export.sheet(kind, _("People"), heads, rows)


@members
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, where somebody works and what they tell; of who does not want to be found there is no page for others."""
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    profile = Profile.objects.visible_to(request.user).filter(user=user).first()
    works_at = whereabouts.of([user]).get(user.pk, "") if profile else ""
    context = {"person": user, "profile": profile, "works_at": works_at, "is_me": user == request.user}
    return render_page(request, "accounts/person.html", context)
