"""Recipients of a question, whether anybody is there to answer it, and how busy an organisation is with questions."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.conversations.models import Request
from olievlek.moderation import subjects
from olievlek.organisations.membership import members, organisations_of
from olievlek.organisations.models import Membership, MembershipQuerySet, Organisation

READY = Q(coordinator_since__isnull=False) | Q(user__profile__approachable_since__isnull=False)


def recipients(organisation: Organisation) -> list[User]:
    """Coordinators and people who may be approached; when there are none, everyone who works there."""
    colleagues = members(organisation)
    ready = [one.user for one in colleagues.filter(READY)]
    return ready or [one.user for one in colleagues]


def recipients_of(question: Request) -> list[User]:
    """The same for one question, and who works there and made what it is about."""
    subject = subjects.get(question.about_kind)
    noun = subject.find(question.about_id) if subject and subject.makers else None
    made = list(subject.makers(noun)) if subject and subject.makers and noun else []
    here = set(members(question.to).order_by().values_list("user_id", flat=True)) if made else set[int]()
    ready = recipients(question.to)
    return [*ready, *(one for one in made if one.pk in here and one not in ready)]


def about_what_was_made_by(user: User) -> Q:
    """Questions about nouns of this person."""
    found = Q(pk__in=[])
    for one in subjects.every():
        if one.whom and one.made_by:
            found |= Q(about_kind=one.key, about_id__in=one.made_by(user).order_by().values("pk"))
    return found


def receives(user: User) -> list[Organisation]:
    """The organisations whose questions come to this person, by the same rule; in two queries."""
    mine = _memberships(user).select_related("organisation").order_by("organisation_id")
    ready = {one.organisation_id for one in mine.filter(READY)}
    answered = Membership.objects.active().filter(READY, organisation__in=[one.organisation_id for one in mine])
    covered = set(answered.order_by().values_list("organisation_id", flat=True)) - ready
    return [one.organisation for one in mine if one.organisation_id not in covered]


def _memberships(user: User) -> MembershipQuerySet:
    return Membership.objects.active().filter(user_id=user.pk, organisation__in=organisations_of(user).values("pk"))


@dataclass(frozen=True)
class Lately:
    """How busy an organisation is with questions: of the last thirty days."""

    asked: int
    answered: int


def lately(organisation: Organisation) -> Lately:
    asked = Request.objects.lately().filter(to=organisation)
    return Lately(asked.count(), asked.filter(outcome__in=["yes", "no"]).count())


def is_on_board(organisation: Organisation) -> bool:
    """Whether anybody works there on Olievlek; a question to who is not waits for the first."""
    return members(organisation).exists()


def on_board(organisations: list[Organisation]) -> set[int]:
    """Of which of these somebody is here."""
    here = Membership.objects.active().filter(organisation__in=organisations)
    return set(here.order_by().values_list("organisation_id", flat=True))


def merged(row: Request, twin: Request) -> None:
    """Two organisations became one: a question that waits there already need not wait twice."""
    if row.is_open and twin.is_open:
        row.outcome, row.decided_at, row.decided_by = Request.Outcome.WITHDRAWN, timezone.now(), row.asker
    row.to = twin.to
    row.save()
