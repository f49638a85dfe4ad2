"""Saved questions: the pages, the link that stops one, and what they bring into the daily mail."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.accounts.models import User
from olievlek.core.marks import members, public
from olievlek.core.news import News
from olievlek.core.page import render_page
from olievlek.core.rows.locks import lock
from olievlek.core.views import show_and_send
from olievlek.index import projection, reader
from olievlek.index.models import Document
from olievlek.search import actions, facets
from olievlek.search.answers import Asked, answering, collapsed
from olievlek.search.models import SavedSearch
from olievlek.search.reading import asked_in
from olievlek.search.rows import Row
from olievlek.search.sources import localised, visible_ids

SALT = "olievlek.search.stop"
LINES = 5  # new answers that one mail tells of one question
FITTING = 0.5  # of the best score: a mail tells less than the page of answers shows


@members
@require_safe
def saved_list(request: HttpRequest) -> HttpResponse:
    kept = list(SavedSearch.objects.visible_to(request.user))
    labels = facets.labels()
    rows = [(one, [labels.of(name, value) for name, values in one.chosen.items() for value in values]) for one in kept]
    return render_page(request, "search/saved.html", {"rows": rows})


@members
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """One click: the question and the filters of the page it came from."""
    asked = asked_in(request.POST)
    if not asked.text:
        return redirect("search:saved_list")
    try:
        kept = actions.save(asked, by=me(request))
    except actions.TooManyError:
        messages.error(request, _("You saved as many questions as fit. Remove one first."))
        return redirect("search:saved_list")
    messages.success(request, _("Saved. New answers come in the daily mail."))
    return redirect(kept)


@members
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    actions.remove(get_object_or_404(SavedSearch.objects.visible_to(request.user), pk=pk))
    messages.success(request, _("You hear of this question no more."))
    return redirect("search:saved_list")


@public
@never_cache
@show_and_send
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail, without signing in: the token says which question, and can do nothing else."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        raise Http404 from None
    kept = SavedSearch.objects.filter(pk=pk).first()
    if request.method == "POST" and kept is not None:
        actions.remove(kept)
        kept = None
    return render_page(request, "search/saved_stop.html", {"kept": kept})


def people() -> list[int]:
    """Who may have new answers: something changed since, and nobody looked today."""
    waiting = SavedSearch.objects.filter(upto__lt=projection.last_sequence(), user__ended_at=None)
    waiting = waiting.exclude(looked_on=timezone.localdate()).order_by("user_id")
    return list(waiting.values_list("user_id", flat=True).distinct())


def tell(user: User) -> list[News]:
    """The new answers to each of her questions, once; asked as she, so she hears of nothing she may not see."""
    kept = lock(SavedSearch.objects.filter(user=user).exclude(looked_on=timezone.localdate()))
    return [news for one in kept.order_by("pk") if (news := _news(one, user))]


def _news(kept: SavedSearch, user: User) -> News | None:
    upto, known = reader.reached(), set(kept.seen)
    documents = answering(Asked(kept.text, kept.chosen), user, cut=FITTING).documents
    new = Document.objects.after(kept.upto).filter(pk__in=[one.pk for one in documents])
    new_ids = set(new.values_list("pk", flat=True))
    fresh = [
        family[0]
        for family in collapsed(documents)
        if actions.family_key(family[0].family, family[0].pk) not in known and any(one.pk in new_ids for one in family)
    ]
    kept.seen += [actions.family_key(one.family, one.pk) for one in fresh]
    kept.upto, kept.looked_on = max(upto, kept.upto), timezone.localdate()
    kept.save(update_fields=["seen", "upto", "looked_on"])
    lines = _lines(fresh[:LINES], user)
    if not lines:
        return None
    token = signing.Signer(salt=SALT).sign(str(kept.pk))
    return News(
        title=_("New answers to “%(question)s”") % {"question": kept.text},
        why=_("You get this because you saved this question."),
        stop_url=reverse("search:saved_stop", args=[token]),
        lines=[*lines, (_("All answers"), kept.get_absolute_url())],
    )


def _lines(documents: list[Row], user: User) -> list[tuple[str, str]]:
    seen = visible_ids(documents, user)
    lines = Document.objects.filter(pk__in=seen).values_list("pk", "title", "url")
    line_of = {pk: (title, localised(url)) for pk, title, url in lines}
    return [line_of[one.pk] for one in documents if one.pk in line_of]


def forget(user: User) -> None:
    """When she leaves for good."""
    SavedSearch.objects.filter(user=user).delete()


def after_search(request: HttpRequest, asked: Asked) -> SavedSearch | None:
    """This question when she saved it already."""
    if not request.user.is_authenticated:
        return None
    return SavedSearch.objects.visible_to(request.user).filter(key=actions.key_of(asked)).first()
