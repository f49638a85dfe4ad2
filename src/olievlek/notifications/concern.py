"""Recipients of a timeline entry, with the reason. A replay must find the same, so queries look at `entry.at`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, Q

from olievlek.adoptions import events as adoptions
from olievlek.adoptions.models import Adoption
from olievlek.cases import events as cases
from olievlek.cases.models import Case, CaseTerm
from olievlek.conversations import events as conversations
from olievlek.conversations import recipients
from olievlek.conversations.models import Comment, Request
from olievlek.core.nouns import key_of
from olievlek.moderation import events as moderation
from olievlek.moderation import subjects
from olievlek.moderation.models import Hiding
from olievlek.notifications.models import Kind, Reason
from olievlek.organisations import events as organisations
from olievlek.organisations.membership import members
from olievlek.organisations.models import JoinRequest
from olievlek.timeline.events import Event
from olievlek.timeline.models import Entry, Follow

People = dict[int, Reason]


@dataclass(frozen=True)
class Concern:
    """`noun` is what a page shows; it may be another than the entry is about, such as the case of a comment."""

    noun: Model
    people: People


Ask = Callable[[Entry], Concern | None]


def _question(entry: Entry) -> Concern | None:
    """People who can answer; for a decided question those who could at that moment."""
    question = Request.objects.select_related("to").filter(pk=entry.about_id).first()
    if question is None:
        return None
    people = recipients.recipients_of(question)
    if question.decided_at is not None:
        colleagues = members(question.to).filter(joined_at__lte=question.decided_at)
        then = set(colleagues.order_by().values_list("user_id", flat=True))
        people = [person for person in people if person.pk in then]
    return Concern(question, dict.fromkeys((person.pk for person in people), Reason.ASKED))


def _answer(entry: Entry) -> Concern | None:
    question = Request.objects.filter(pk=entry.about_id).first()
    return Concern(question, {question.asker_id: Reason.ASKER}) if question else None


def _join(entry: Entry) -> Concern | None:
    wanted = JoinRequest.objects.select_related("organisation").filter(pk=entry.about_id).first()
    if wanted is None:
        return None
    keepers = members(wanted.organisation).coordinating().order_by().values_list("user_id", flat=True)
    return Concern(wanted, dict.fromkeys(keepers, Reason.COORDINATOR))


def _joined(entry: Entry) -> Concern | None:
    """The person who asked to join hears the answer."""
    wanted = JoinRequest.objects.select_related("organisation").filter(pk=entry.about_id).first()
    return Concern(wanted, {wanted.user_id: Reason.ASKER}) if wanted else None


def _hidden(entry: Entry) -> Concern | None:
    """Makers of the hidden noun."""
    hiding = Hiding.objects.filter(pk=entry.about_id).first()
    return Concern(hiding, dict.fromkeys((user.pk for user in hiding.makers), Reason.YOURS)) if hiding else None


def _asked_along(entry: Entry) -> Concern | None:
    """The person who is asked to write along or to be named, until they answer."""
    case = _case_of(entry)
    if case is None:
        return None
    asked = case.people.filter(role=entry.details.get("role", ""), asked_at__lte=entry.at).order_by("-asked_at", "-pk")
    newest = asked.first()
    waits = newest is not None and newest.accepted_at is None
    return Concern(case, {newest.user_id: Reason.INVITED} if newest and waits else {})


def _comment(entry: Entry) -> Concern | None:
    said = Comment.objects.filter(pk=entry.about_id).first()
    subject = subjects.get(said.about_kind) if said else None
    case = subject.find(said.about_id) if said and subject else None
    return Concern(case, _around(case, entry)) if isinstance(case, Case) else None


def _case(entry: Entry) -> Concern | None:
    """A change of a case: who made it and who follows it."""
    case = _case_of(entry)
    return Concern(case, _around(case, entry)) if case else None


def _news(entry: Entry) -> Concern | None:
    """A case comes: also who follows its maker or a theme, and whose examples it grew out of."""
    case = _case_of(entry)
    if case is None:
        return None
    people = _followers("theme", _themes(case), entry, Reason.THEME)
    people |= _followers("organisation", [case.owner_id], entry, Reason.ORGANISATION)
    for parent in Case.objects.filter(child_links__child=case).select_related("owner").order_by("pk"):
        people |= dict.fromkeys({**_makers(parent, entry), **_around(parent, entry)}, Reason.CHILD)
    return Concern(case, people | _around(case, entry))


def _copying(entry: Entry) -> Concern | None:
    """Somebody copies: who made or follows the case, who keeps it where it was made, who follows who copies."""
    case = _case_of(entry)
    if case is None:
        return None
    copy = Adoption.objects.filter(pk=entry.details.get("adoption", 0))
    copier = copy.values_list("organisation", flat=True).first()
    people = _followers("organisation", [copier], entry, Reason.ORGANISATION)
    return Concern(case, people | _makers(case, entry) | _around(case, entry))


def _case_of(entry: Entry) -> Case | None:
    pk = entry.about_id if entry.about_kind == key_of(Case) else entry.details.get("case", 0)
    return Case.objects.filter(pk=pk).select_related("owner").first()


def _themes(case: Case) -> list[int | None]:
    terms = CaseTerm.objects.filter(case=case, role=CaseTerm.Role.THEME).order_by("pk")
    return [pk for pair in terms.values_list("term", "term__parent") for pk in pair]


def _around(case: Case, entry: Entry) -> People:
    """Followers and makers; for somebody who is both, being the maker is the better reason."""
    mine = [case.author_id, *case.people.co_authors().order_by("pk").values_list("user_id", flat=True)]
    return _followers("case", [case.pk], entry, Reason.CASE) | {pk: Reason.YOURS for pk in mine if pk}


def _makers(case: Case, entry: Entry) -> People:
    """People who answered questions for its owner at that time: a case from an open source has no author."""
    if case.owner is None:
        return {}
    ready = Q(coordinator_since__lte=entry.at) | Q(user__profile__approachable_since__lte=entry.at)
    found = members(case.owner).filter(ready, joined_at__lte=entry.at)
    return dict.fromkeys(found.order_by().values_list("user_id", flat=True), Reason.MADE)


def _followers(kind: str, ids: list[int | None], entry: Entry, reason: Reason) -> People:
    """Followers of one of these at that moment."""
    found = Follow.objects.filter(about_kind=kind, about_id__in=[pk for pk in ids if pk], at__lte=entry.at)
    return dict.fromkeys(found.order_by("pk").values_list("user_id", flat=True), reason)


HEARD: dict[Event, tuple[Kind, Ask]] = {
    conversations.REQUEST_SENT: (Kind.QUESTIONS, _question),
    conversations.REQUEST_ACCEPTED: (Kind.QUESTIONS, _answer),
    conversations.REQUEST_DECLINED: (Kind.QUESTIONS, _answer),
    organisations.JOIN_ASKED: (Kind.COLLEAGUES, _join),
    organisations.JOIN_ACCEPTED: (Kind.MEMBERSHIP, _joined),
    organisations.JOIN_DECLINED: (Kind.MEMBERSHIP, _joined),
    cases.PERSON_ASKED: (Kind.MEMBERSHIP, _asked_along),
    moderation.HIDING_TOLD: (Kind.HIDDEN, _hidden),
    moderation.HIDING_ENDED: (Kind.HIDDEN, _hidden),
    moderation.APPEAL_DECIDED: (Kind.HIDDEN, _hidden),
    conversations.COMMENTED: (Kind.COMMENTS, _comment),
    adoptions.ADOPTION_ADDED: (Kind.COPYING, _copying),
    adoptions.ADOPTION_MOVED: (Kind.COPYING, _copying),
    adoptions.ADDITION_MADE: (Kind.COPYING, _copying),
    cases.CASE_PUBLISHED: (Kind.EXAMPLES, _news),
    cases.CASE_REVISED: (Kind.EXAMPLES, _case),
    cases.CASE_CHANGED: (Kind.EXAMPLES, _case),
    cases.CASE_CORRECTED: (Kind.EXAMPLES, _case),
}
