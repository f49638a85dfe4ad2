"""Start a round, and remind everyone who was invited."""

import random
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.organisations.models import Organisation
from olievlek.surveys import letters
from olievlek.surveys.events import ROUND_REMINDED, ROUND_STARTED
from olievlek.surveys.layers import group_key
from olievlek.surveys.links import fresh_code, fresh_key, person_code
from olievlek.surveys.models import Department, Participation, Questionnaire, Register, Round
from olievlek.timeline.record import record

MOST_REMINDERS = 2


@dataclass(frozen=True)
class Invited:
    """Somebody to invite. `department` is one of the names given with the round, or empty."""

    email: str
    layer: str = ""
    department: str = ""


@dataclass(frozen=True)
class Plan:
    """What the coordinator chose. Without `open_link` only who is invited can answer."""

    closes_on: date
    minimum_group: int = 5
    departments: tuple[str, ...] = ()
    open_link: bool = False
    expected: int | None = None


class NobodyToAskError(ValueError):
    """A round without an open link and without anyone invited."""


@transaction.atomic
def start(
    questionnaire: Questionnaire,
    *,
    organisation: Organisation,
    plan: Plan,
    invited: Sequence[Invited],
    once: uuid.UUID,
    by: User | None,
) -> Round:
    """Open a round and write to who is invited. The same form sent twice starts one round.

    The size class of today is kept with the round: organisations grow and merge.
    """
    if not invited and not plan.open_link:
        raise NobodyToAskError
    round_, fresh = Round.objects.get_or_create(
        once=once,
        defaults={
            "questionnaire": questionnaire,
            "organisation": organisation,
            "size_class": organisation.size_class,
            "minimum_group": plan.minimum_group,
            "code": fresh_code(),
            "open_key": fresh_key() if plan.open_link else "",
            "expected": plan.expected,
            "closes_on": plan.closes_on,
            "started_by": by,
        },
    )
    if fresh:
        Register.objects.create(round=round_)
        _invite(round_, invited, plan.departments)
        record(ROUND_STARTED, about=round_, by=by)
    return round_


def _invite(round_: Round, invited: Sequence[Invited], names: Iterable[str]) -> None:
    """All rows at once, in an order that means nothing."""
    rows = [Department(round=round_, name=name, position=place) for place, name in enumerate(names)]
    departments = {row.name: row for row in Department.objects.bulk_create(rows)}
    found: dict[str, Participation] = {}
    for one in invited:
        row = Participation(
            round=round_,
            person=person_code(one.email),
            email=one.email.strip(),
            layer=group_key(one.layer, round_.size_class),
            department=departments.get(one.department),
        )
        found.setdefault(row.person, row)
    people = list(found.values())
    random.SystemRandom().shuffle(people)
    letters.invite(round_, Participation.objects.bulk_create(people))


@transaction.atomic
def remind(round_: Round, *, by: User | None) -> bool:
    """Write again to everyone who was invited, also who answered: nobody can see who did not. At most twice."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if not round_.is_open or round_.reminders >= MOST_REMINDERS:
        return False
    round_.reminders += 1
    round_.save(update_fields=["reminders"])
    letters.remind(round_, list(round_.participations.order_by("key")))
    record(ROUND_REMINDED, about=round_, by=by)
    return True
