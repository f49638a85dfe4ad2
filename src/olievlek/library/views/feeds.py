"""Atom feeds of what was published last: of everything, of a theme, of an organisation. Only what everybody sees."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.cases.models import Case, CaseQuerySet
from olievlek.core import export
from olievlek.core.marks import public
from olievlek.core.text import apart, writable
from olievlek.library.views.themes import cases_about, theme_of
from olievlek.organisations.models import Organisation

MOST = 30


@public
@require_safe
def cases_feed(request: HttpRequest) -> HttpResponse:
    return _feed(request, _("New examples"), reverse("library:cases"), Case.objects.published())


@public
@require_safe
def theme_feed(request: HttpRequest, key: str) -> HttpResponse:
    theme = theme_of(key)
    about = cases_about(theme, request.user).published()
    return _feed(
        request, _("New about %(name)s") % {"name": apart(theme.name)}, reverse("library:theme", args=[key]), about
    )


@public
@require_safe
def organisation_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What this organisation made."""
    body = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    title = _("New from %(name)s") % {"name": apart(body.called)}
    return _feed(request, title, body.get_absolute_url(), Case.objects.published().filter(owner=body))


def _feed(request: HttpRequest, title: str, page: str, cases: CaseQuerySet) -> HttpResponse:
    """Newest first; who reads with a program gets the sentence, and the page for the rest."""
    feed = Atom1Feed(
        title=writable(f"{title} | Olievlek"),
        link=export.address(page),
        feed_url=export.address(request.path),
        description=_("What organisations published last."),
        language=get_language(),
    )
    for case in cases.select_related("owner").order_by("-published_at", "-pk")[:MOST]:
        address = export.address(case.get_absolute_url())
        feed.add_item(
            title=writable(case.title),
            link=address,
            description=writable(case.summary or case.problem),
            unique_id=address,
            author_name=writable(case.owner.called if case.owner else case.owner_text),
            pubdate=case.published_at,
            updateddate=case.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
