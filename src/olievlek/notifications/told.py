"""The text of notifications: grouped by noun, newest first, each noun fetched through its own `visible_to()`."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from olievlek.adoptions.models import Adoption
from olievlek.cases.models import Case
from olievlek.conversations.models import Request
from olievlek.core.audience import Person
from olievlek.core.nouns import key_of
from olievlek.core.text import apart
from olievlek.moderation.models import Hiding
from olievlek.notifications.models import Notification, NotificationQuerySet
from olievlek.organisations.models import JoinRequest
from olievlek.timeline.events import find
from olievlek.timeline.models import Entry
from olievlek.vocabulary.models import List, Term

MOST = 200


@dataclass(frozen=True)
class Line:
    """One thing that happened."""

    notification: Notification
    text: str

    @property
    def at(self) -> Any:
        return self.notification.entry.at


@dataclass(frozen=True)
class Group:
    """Everything new about one noun."""

    noun: Any
    title: str
    url: str
    language: str
    lines: list[Line]

    @property
    def newest(self) -> Line:
        return self.lines[0]

    @property
    def reason(self) -> str:
        return self.newest.notification.get_reason_display()

    @property
    def unread(self) -> int:
        return sum(1 for line in self.lines if line.notification.read_at is None)

    @property
    def kind(self) -> str:
        return self.newest.notification.kind


def groups(user: Person, rows: NotificationQuerySet) -> list[Group]:
    """In a fixed number of queries; without nouns that the user may no longer see."""
    found = list(rows.select_related("entry__by").order_by("-entry_id")[:MOST])
    nouns = _nouns(user, found)
    words = _words(found)
    together: dict[tuple[str, int], list[Line]] = defaultdict(list)
    for one in found:
        key = (one.about_kind, one.about_id)
        if key in nouns:
            together[key].append(Line(one, words[one.pk]))
    return [_group(nouns[key], lines, user.pk) for key, lines in together.items()]


def _group(noun: Any, lines: list[Line], reader: Any) -> Group:
    url = reverse("organisations:mine") if isinstance(noun, JoinRequest) else noun.get_absolute_url()
    if isinstance(noun, Request):
        title = _("Question of %(asker)s to %(to)s") % {
            "asker": apart(noun.for_organisation.called),
            "to": apart(noun.to.called),
        }
    elif isinstance(noun, Hiding):
        title = _("Hidden: %(title)s") % {"title": apart(str(noun))}
    elif isinstance(noun, JoinRequest) and noun.user_id == reader:
        title = _("Your request to join %(name)s") % {"name": apart(noun.organisation.called)}
        url = reverse("organisations:join", args=[noun.organisation.slug])
    elif isinstance(noun, JoinRequest):
        title = _("%(name)s wants to join %(to)s") % {
            "name": apart(noun.user.called),
            "to": apart(noun.organisation.called),
        }
    else:
        title = str(noun)
    return Group(noun, title, url, str(getattr(noun, "language", "")), lines)


def _nouns(user: Person, rows: list[Notification]) -> dict[tuple[str, int], Model]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        wanted[row.about_kind].add(row.about_id)
    sources: dict[str, Any] = {
        key_of(Case): Case.objects.visible_to(user),
        key_of(Request): Request.objects.visible_to(user).select_related("to", "for_organisation"),
        key_of(JoinRequest): JoinRequest.objects.visible_to(user).select_related("user", "organisation"),
    }
    found = {
        (kind, pk): noun
        for kind, pks in wanted.items()
        if kind in sources
        for pk, noun in sources[kind].in_bulk(pks).items()
    }
    hidden = key_of(Hiding)
    if hidden in wanted:
        hidings = Hiding.objects.of_maker(user).filter(pk__in=wanted[hidden])
        found |= {(hidden, one.pk): one for one in hidings.with_nouns()}
    return found


def _words(rows: list[Notification]) -> dict[int, str]:
    """The actor and the event; of an adoption the organisation and its stage."""
    entries = [row.entry for row in rows]
    copies = Adoption.objects.select_related("organisation").in_bulk(
        [entry.details["adoption"] for entry in entries if "adoption" in entry.details]
    )
    stages = {}
    if any("stage" in entry.details for entry in entries):
        stages = {term.key: term.name for term in Term.objects.filter(list=List.ADOPTION_STAGE)}
    return {row.pk: _sentence(row.entry, copies, stages) for row in rows}


def _sentence(entry: Entry, copies: dict[int, Adoption], stages: dict[str, str]) -> str:
    copy, stage = copies.get(entry.details.get("adoption", 0)), stages.get(entry.details.get("stage", ""))
    if copy is not None and stage:
        return _("%(name)s: %(stage)s") % {"name": apart(copy.name), "stage": stage.lower()}
    who = entry.by.called if entry.by else _("Olievlek")
    return f"{apart(who)} {find(entry.event).words}"
