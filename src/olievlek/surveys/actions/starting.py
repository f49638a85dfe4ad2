"""Start a round, and remind everyone who was invited."""

import random
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.core.addresses import canonical
from olievlek.core.rows.locks import lock, locked
from olievlek.organisations.models import Organisation
from olievlek.surveys import letters
from olievlek.surveys.events import ROUND_CHANGED, ROUND_REMINDED, ROUND_STARTED
from olievlek.surveys.layers import group_key
from olievlek.surveys.links import fresh_code, fresh_key, person_code
from olievlek.surveys.mailboxes import Known
from olievlek.surveys.models import Department, Participation, Questionnaire, Register, Round
from olievlek.timeline.record import record

MOST_REMINDERS = 2
_NO_OPEN_TEXT: dict[str, Any] = {"open_text_at": None, "open_text_by": None}


@dataclass(frozen=True)
class Invited:
    """Somebody to invite. `department` is one of the names given with the round, or empty; `name` is for the mail."""

    email: str
    layer: str = ""
    department: str = ""
    name: str = ""


@dataclass(frozen=True)
class Plan:
    """The choices of the coordinator. Without `open_link` only invited people can answer."""

    closes_on: date
    minimum_group: int = 5
    departments: tuple[str, ...] = ()
    open_link: bool = False
    expected: int | None = None
    open_text: bool = False


class TooLateError(ValueError):
    """Somebody answered already."""


class LowerMinimumError(ValueError):
    """People were promised that no smaller group is shown."""


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
            **_open_text(plan.open_text, by),
        },
    )
    if fresh:
        Register.objects.create(round=round_)
        _invite(round_, invited, plan.departments, by)
        record(ROUND_STARTED, about=round_, by=by)
    return round_


def _open_text(asked: bool, by: User | None) -> dict[str, Any]:
    return {"open_text_at": timezone.now(), "open_text_by": by} if asked else _NO_OPEN_TEXT


@transaction.atomic
def change_rules(round_: Round, *, minimum_group: int, open_text: bool, by: User) -> None:
    """Raise the smallest group, and ask an open question or not: before the first answer. The same again does nothing.

    Raises:
        TooLateError: somebody handed in, or the round is over: people answered under the rules of then (R1, R12).
        LowerMinimumError: a smaller group than was promised.
    """
    lock(Register.objects.filter(round=round_)).get()  # what hands in waits for this too
    round_ = locked(round_)
    if (minimum_group, open_text) == (round_.minimum_group, round_.asks_in_own_words):
        return
    if not round_.is_open or round_.answers.exists():
        raise TooLateError
    if minimum_group < round_.minimum_group:
        raise LowerMinimumError
    round_.minimum_group = minimum_group
    if open_text != round_.asks_in_own_words:
        for name, value in _open_text(open_text, by).items():
            setattr(round_, name, value)
    round_.save(update_fields=["minimum_group", "open_text_at", "open_text_by"])
    record(ROUND_CHANGED, about=round_, by=by)


def _invite(round_: Round, invited: Sequence[Invited], names: Iterable[str], by: User | None) -> None:
    """All rows at once, in an order that means nothing; each mailbox, and each person as far as known, once."""
    rows = [Department(round=round_, name=name, position=place) for place, name in enumerate(names)]
    departments = {row.name: row for row in Department.objects.bulk_create(rows)}
    known = Known(round_.organisation, [one.email for one in invited])
    found: dict[str, Participation] = {}
    called: dict[str, str] = {}
    for one in invited:
        row = Participation(
            round=round_,
            person=person_code(one.email),
            email=canonical(one.email),
            layer=group_key(one.layer, round_.size_class),
            department=departments.get(one.department),
            guest=not known.has(one.email),
        )
        first = found.setdefault(known.seat(one.email), row)
        called[first.person] = called.get(first.person) or one.name
    people = list({row.person: row for row in found.values()}.values())
    random.SystemRandom().shuffle(people)
    letters.invite(round_, Participation.objects.bulk_create(people), called=called, by=by)


@transaction.atomic
def remind(round_: Round, *, by: User | None) -> bool:
    """Write again to everyone who was invited, also who answered: nobody can see who did not. At most twice."""
    round_ = locked(round_)
    if not round_.is_open or round_.reminders >= MOST_REMINDERS:
        return False
    round_.reminders += 1
    round_.save(update_fields=["reminders"])
    letters.remind(round_, list(round_.participations.exclude(email="").order_by("key")), by=round_.started_by)
    record(ROUND_REMINDED, about=round_, by=by)
    return True
