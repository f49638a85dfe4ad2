"""The queue as a moderator sees it: filters from the address, the first promised day first, a page at a time."""

from collections import defaultdict
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from olievlek.core.audience import Person
from olievlek.moderation import subjects
from olievlek.moderation.kinds import KINDS
from olievlek.moderation.models import Message, MessageQuerySet

ROWS = 20


class Queue:
    """One view on the messages. Address: `?stand=gesloten`, `?soort=claim`, `?na=17` or `?voor=17`."""

    def __init__(self, request: HttpRequest) -> None:
        self.closed = request.GET.get("stand") == "gesloten"
        self.kind = request.GET.get("soort", "") if request.GET.get("soort") in KINDS else ""
        self.after, self.before = (_number(request.GET.get(name, "")) for name in ("na", "voor"))
        self.user = request.user
        self.all = Message.objects.visible_to(request.user)

    @property
    def rows(self) -> MessageQuerySet:
        """All that fit, on every page."""
        rows = self.all.closed() if self.closed else self.all.open()
        return rows.filter(kind=self.kind) if self.kind else rows

    @cached_property
    def _page(self) -> tuple[list[Message], bool, bool]:
        """The messages of this page, and whether there are some before and after."""
        if self.before:
            found = list(self.rows.before(self.before).order_by("-answer_by", "-pk")[: ROWS + 1])
            return found[:ROWS][::-1], len(found) > ROWS, True
        found = list((self.rows.after(self.after) if self.after else self.rows).order_by("answer_by", "pk")[: ROWS + 1])
        return found[:ROWS], bool(self.after), len(found) > ROWS

    @cached_property
    def messages(self) -> list[Message]:
        """This page's messages, each with `noun`: what it is about, as far as that is still there."""
        return with_nouns(self._page[0], self.user)

    @cached_property
    def counts(self) -> dict[tuple[bool, str], int]:
        """How many, by closed and kind."""
        is_open = Count("pk", filter=Q(closed_at=None))
        counts: dict[tuple[bool, str], int] = defaultdict(int)
        for row in self.all.order_by("kind").values("kind").annotate(every=Count("pk"), open=is_open):
            counts[False, row["kind"]] = row["open"]
            counts[True, row["kind"]] = row["every"] - row["open"]
        return counts

    def total(self, *, closed: bool) -> int:
        return sum(count for (is_closed, _kind), count in self.counts.items() if is_closed == closed)

    def url(self, **changed: Any) -> str:
        """This view with something changed; pages start again."""
        asked = {"stand": "gesloten" if self.closed else "", "soort": self.kind, **changed}
        query = urlencode({name: value for name, value in asked.items() if value})
        return reverse("moderation:queue") + (f"?{query}" if query else "")

    def states(self) -> list[dict[str, Any]]:
        """Tabs: open and closed."""
        tabs = ((_("Open"), "", False), (_("Closed"), "gesloten", True))
        return [
            {"label": label, "url": self.url(stand=word), "current": closed == self.closed,
             "count": self.total(closed=closed)}
            for label, word, closed in tabs
        ]  # fmt: skip

    def kinds(self) -> list[dict[str, Any]]:
        """Tabs: everything, and each kind of which there are."""
        everything = {
            "label": _("Everything"), "url": self.url(soort=""), "current": not self.kind,
            "count": self.total(closed=self.closed),
        }  # fmt: skip
        return [everything] + [
            {"label": kind.name, "url": self.url(soort=key), "current": key == self.kind,
             "count": self.counts[self.closed, key]}
            for key, kind in KINDS.items()
            if self.counts[self.closed, key] or key == self.kind
        ]  # fmt: skip

    @property
    def previous_url(self) -> str:
        page, has_previous, _has_next = self._page
        return self.url(voor=page[0].pk) if has_previous and page else ""

    @property
    def next_url(self) -> str:
        page, _has_previous, has_next = self._page
        return self.url(na=page[-1].pk) if has_next and page else ""


def with_nouns(messages: list[Message], user: Person) -> list[Message]:
    """Each with `noun`: what it is about, as far as that is still there; a query for each kind of noun."""
    wanted: dict[str, set[int | None]] = defaultdict(set)
    for message in messages:
        wanted[message.about_kind].add(message.about_id)
    found: dict[tuple[str, int | None], Any] = {}
    for key, ids in wanted.items():
        subject = subjects.get(key)
        nouns = subject.looked_after(ids, user) if subject else {}
        found |= {(key, pk): noun for pk, noun in nouns.items()}
    for message in messages:
        message.noun = found.get((message.about_kind, message.about_id))  # type: ignore[attr-defined]  # said above
    return messages


def _number(typed: str) -> int:
    """A whole number from an address; 0 for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else 0
