"""Who takes part in a case: asked by who edits it, shown only after a yes, gone whenever she wants."""

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import events
from olievlek.cases.actions.keeping import shown_to_others
from olievlek.cases.models import Case, CasePerson
from olievlek.core.rows.locks import locked
from olievlek.organisations.membership import is_member
from olievlek.timeline.record import record


class NotAColleagueError(ValueError):
    """Only who works for the organisation of the case can be asked."""


@transaction.atomic
def ask_person(case: Case, *, user: User, role: str, by: User) -> CasePerson:
    """Ask a colleague to write along, or to be named. Asking oneself is a yes."""
    case = locked(case)
    if case.owner is None or not is_member(user, case.owner):
        raise NotAColleagueError
    now = timezone.now()
    given = {"asked_at": now, "asked_by": by, "accepted_at": now if user == by else None}
    person, fresh = CasePerson.objects.get_or_create(case=case, user=user, role=role, defaults=given)
    if fresh:
        shown_to_others(case)
        seen_by = [*case.audience_tokens(), f"user:{user.pk}"]
        record(events.PERSON_ASKED, about=case, by=by, audience=seen_by, role=role)
    return person


@transaction.atomic
def accept(person: CasePerson, *, by: User) -> None:
    """Say yes. Only the person herself can."""
    person = locked(person, "case")
    if person.user_id != by.pk:
        raise PermissionError("Somebody else can not say yes for her.")
    if person.accepted_at:
        return
    person.accepted_at = timezone.now()
    person.save(update_fields=["accepted_at"])
    record(events.PERSON_ACCEPTED, about=person.case, by=by, role=person.role)


@transaction.atomic
def take_off(person: CasePerson, *, by: User) -> None:
    """Say no, go, or be taken off by who edits the case. Nothing stays of it; twice is once."""
    case = locked(person.case)
    gone, _rows = CasePerson.objects.filter(pk=person.pk).delete()
    if gone:
        record(events.PERSON_LEFT, about=case, by=by, role=person.role)
        shown_to_others(case)
