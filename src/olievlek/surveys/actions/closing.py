"""Close a round: once, for good. Then shuffle its answers, and later forget who was invited."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import put, write
from olievlek.surveys import releasing
from olievlek.surveys.crowds import EVERYBODY
from olievlek.surveys.events import REMARK_TAKEN_AWAY, ROUND_CLOSED
from olievlek.surveys.models import Answer, Cell, Draft, Participation, Register, Remark, Round
from olievlek.surveys.models.answer import remarks_from
from olievlek.timeline.record import record

KEPT = timedelta(days=30)
Chooser = Callable[[Round], releasing.Chosen]


@transaction.atomic
def close(round_: Round, *, by: User | None, choose: Chooser = releasing.chosen_keys) -> None:
    """Take no more answers, and freeze the cells that the auditor lets through. Twice changes nothing.

    Drafts go, and so do answers of guests that count in no figure; the others are shuffled in the next transaction.

    Args:
        by: who closed it; None when the day came.
        choose: which cells to show; only the proof takes another one, to see what would leak without the auditor.
    """
    releasing.wait_for_others()
    register = lock(Register.objects.filter(round=round_)).get()
    round_ = locked(round_, "questionnaire")
    if round_.closed_at is not None:
        return
    write(register, unnamed=_unnamed(round_, register))
    put(round_, "closed", by=by)
    chosen = choose(round_)
    releasing.freeze(round_, chosen)
    if not chosen.get(EVERYBODY, False):
        Answer.objects.filter(round=round_, guest=True).delete()
    Draft.objects.filter(round=round_).delete()
    record(ROUND_CLOSED, about=round_, by=by)
    transaction.on_commit(partial(shuffle, round_), robust=True)


def _unnamed(round_: Round, register: Register) -> dict[str, int]:
    """How many came by the open link, by layer and department: all answers, less those of who was invited."""
    answers = Counter(Answer.objects.filter(round=round_).order_by("key").values_list("layer", "department_id"))
    invited = Participation.objects.filter(round=round_, key__in=register.answered).order_by("key")
    answers.subtract(invited.values_list("layer", "department_id"))
    return {
        f"{layer}|{department or ''}": many for (layer, department), many in sorted(answers.items(), key=str) if many
    }


@transaction.atomic
def shuffle(round_: Round) -> bool:
    """Write the answers of a closed round anew: other keys, another order, without layer and department.

    In a transaction of its own, so that no number of a transaction is shared with the register. Twice changes nothing.
    """
    round_ = locked(round_)
    if round_.closed_at is None or round_.shuffled_on is not None:
        return False
    values = list(round_.answers.order_by("key").values_list("values", flat=True))
    random.SystemRandom().shuffle(values)
    round_.answers.all().delete()
    Answer.objects.bulk_create([Answer(round=round_, values=one) for one in values])
    _shuffle_remarks(round_)
    round_.shuffled_on = timezone.localdate()
    round_.save(update_fields=["shuffled_on"])
    return True


def _shuffle_remarks(round_: Round) -> None:
    """As the answers; of too few, or when everybody together may not be shown, nothing stays (R12)."""
    texts = list(round_.remarks.order_by("key").values_list("text", flat=True))
    random.SystemRandom().shuffle(texts)
    round_.remarks.all().delete()
    everybody = Cell.objects.released().filter(round=round_, layer="", department=None)
    if len(texts) >= remarks_from(round_) and everybody.exists():
        Remark.objects.bulk_create([Remark(round=round_, text=one) for one in texts])


@transaction.atomic
def take_away(remark: Remark, *, by: User) -> None:
    """Somebody could be recognised in what was written. It is gone for good; twice changes nothing."""
    gone, _each = Remark.objects.filter(pk=remark.pk).delete()
    if gone:
        record(REMARK_TAKEN_AWAY, about=remark.round, by=by)


def close_due() -> int:
    """Close what is past its day, and Finish interrupted shuffles. Returns the number of rounds.."""
    due = Round.objects.open().filter(closes_on__lt=timezone.localdate())
    for round_ in due.order_by("pk"):
        close(round_, by=None)
    left = Round.objects.closed().filter(shuffled_on=None).order_by("pk")
    return sum(shuffle(round_) for round_ in left)


def forget_addresses() -> int:
    """Thirty days after closing: no address is kept, and nothing of who did not answer; how many rounds changed."""
    old = Round.objects.closed().filter(forgotten_on=None, closed_at__lt=timezone.now() - KEPT)
    return sum(_forget(round_) for round_ in old.order_by("pk"))


@transaction.atomic
def _forget(round_: Round) -> bool:
    register = lock(Register.objects.filter(round=round_)).get()
    Participation.objects.filter(round=round_).exclude(key__in=register.answered).delete()
    Participation.objects.filter(round=round_).update(email="")
    return bool(Round.objects.filter(pk=round_.pk).update(forgotten_on=timezone.localdate()))
