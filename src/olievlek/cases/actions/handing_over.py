"""A page from an open source goes to the organisation that made it, and one of its people may change it."""

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import events
from olievlek.cases.actions.keeping import shown_to_others
from olievlek.cases.models import Case, CasePerson
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import clear, put
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record


@transaction.atomic
def hand_over(case: Case, *, to: Organisation, editor: User | None, by: User) -> None:
    """Put the page on the name of an organisation; from then on a load or an import leaves it alone.

    `editor` may change the page when they work there. Repeating it changes nothing; another organisation replaces the
    first, and `hand_back` returns to the owner of before both.
    """
    case = locked(case)
    if case.handed_over_at is None:
        case.owner_before = case.owner
    if case.handed_over_at is None or case.owner_id != to.pk:
        put(case, "handed_over", by=by, owner=to, owner_before=case.owner_before)
        record(events.CASE_HANDED_OVER, about=case, by=by)
    if editor is not None:
        let_edit(case, editor=editor, by=by)
    shown_to_others(case)


def let_edit(case: Case, *, editor: User, by: User | None) -> None:
    """Somebody who asked for the page themselves may change it, as long as they work for its owner. Twice is once."""
    if case.owner is None or not is_member(editor, case.owner):
        return
    now = timezone.now()
    CasePerson.objects.get_or_create(
        case=case, user=editor, role=CasePerson.Role.CO_AUTHOR,
        defaults={"asked_at": now, "asked_by": by, "accepted_at": now},
    )  # fmt: skip


@transaction.atomic
def hand_back(case: Case, *, by: User) -> None:
    """Undo a hand-over: the owner of before, and nobody of the other organisation changes the page. Twice is once."""
    case = locked(case)
    if case.handed_over_at is None:
        return
    case.people.co_authors().filter(asked_at__gte=case.handed_over_at).delete()
    clear(case, "handed_over", owner=case.owner_before, owner_before=None)
    record(events.CASE_HANDED_BACK, about=case, by=by)
    shown_to_others(case)
