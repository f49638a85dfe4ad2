"""Answer: page by page on one device, and hand in once. Nothing of it stands on a timeline."""

from enum import Enum
from hashlib import sha256
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from olievlek.core.rows.locks import lock
from olievlek.surveys.models import Answer, Department, Draft, Participation, Register, Remark, Round
from olievlek.surveys.models.answer import Values


class Outcome(Enum):
    """The result of handing in."""

    RECEIVED = "received"
    LATE = "late"
    USED = "used"
    EMPTY = "empty"


def digest(device_key: str) -> str:
    """The stored digest of the key on a device."""
    return sha256(device_key.encode()).hexdigest()


def draft_of(device_key: str, round_: Round) -> Draft | None:
    """The answers of this device so far."""
    return Draft.objects.filter(key=digest(device_key), round=round_).first() if device_key else None


@transaction.atomic
def begin(round_: Round, *, device_key: str, layer: str = "", department: Department | None = None) -> None:
    """Keep where somebody works, before the first page. Beginning again changes that and keeps the answers."""
    draft, fresh = Draft.objects.get_or_create(
        key=digest(device_key), defaults={"round": round_, "layer": layer, "department": department}
    )
    if not fresh and draft.handed_in_on is None:
        draft.layer, draft.department = layer, department
        draft.save(update_fields=["layer", "department"])


@transaction.atomic
def keep(round_: Round, values: Values, *, device_key: str) -> bool:
    """Add the answers of one page to the draft. False when there is none to add to: handed in, closed, not begun."""
    found = lock(Draft.objects.filter(key=digest(device_key), round=round_, handed_in_on=None)).first()
    if found is None or not round_.is_open:
        return False
    found.values = {**found.values, **values}
    found.save(update_fields=["values"])
    return True


@transaction.atomic
def hand_in(round_: Round, *, device_key: str, participation: Participation | None = None, remark: str = "") -> Outcome:
    """Put the answers in the box, and the key in the register, together. Sent twice it counts once.

    A person with a personal address counts in the layer and department of the invitation. A remark goes in a box of
    its own; in a round that does not ask for one it is let go.
    """
    register = lock(Register.objects.filter(round=round_)).get()
    round_ = Round.objects.select_related("questionnaire").get(pk=round_.pk)  # as it is now that the register is ours
    draft = lock(Draft.objects.filter(key=digest(device_key), round=round_)).first()
    if draft is not None and draft.handed_in_on is not None:
        return Outcome.RECEIVED
    if not round_.is_open:
        return Outcome.LATE
    if participation is not None and str(participation.key) in register.answered:
        return Outcome.USED
    if draft is None or not draft.values:
        return Outcome.EMPTY
    if remark and round_.asks_in_own_words:
        Remark.objects.create(round=round_, text=remark)
    source = participation or draft
    order = round_.questionnaire.items.order_by("position").values_list("key", flat=True)
    values = {item: draft.values[item] for item in order if item in draft.values}
    Answer.objects.create(
        round=round_, layer=source.layer, department_id=source.department_id, values=values,
        guest=participation is None or participation.guest,
    )  # fmt: skip
    if participation is not None:
        register.answered = sorted([*register.answered, str(participation.key)])
        register.save(update_fields=["answered"])
    draft.values, draft.layer, draft.department, draft.handed_in_on = {}, "", None, timezone.localdate()
    draft.save(update_fields=["values", "layer", "department", "handed_in_on"])
    return Outcome.RECEIVED


class Progress(NamedTuple):
    """At least `done`, of `asked` when that says something, else of 0. `stays` when it rises no more before closing."""

    done: int
    asked: int
    stays: bool = False


def progress(round_: Round) -> Progress | None:
    """At least how many are done, in steps of five; None as long as those are a group that is too small (R3).

    When nearly all who were invited are done the number stays where it is: it never tells that a few are left.
    Of a code nobody knows who could use it, so there nobody is left to be recognised.
    """
    given, invited, k = round_.answers.count(), round_.participations.count(), round_.minimum_group
    if given < k:
        return None
    asked = round_.expected or invited
    most = (max(asked, invited) - k) // 5 * 5 if invited else given
    if most < k:
        return None
    done = min(given // 5 * 5, most)
    return Progress(done, asked if done <= asked else 0, stays=bool(invited) and done == most)
