"""What is done with a whole case: show, hide, remove, and correct."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import events
from olievlek.cases.actions.keeping import keep_version, locked, shown_to_others
from olievlek.cases.models import Case, Contact, Part
from olievlek.cases.told import rewrite_lines
from olievlek.index import projection
from olievlek.timeline.record import record


@transaction.atomic
def publish(case: Case, *, by: User | None) -> None:
    """Show the case to everyone. `by` is None for a command."""
    case = locked(case)
    if case.published_at:
        return
    case.published_at, case.published_by = timezone.now(), by
    case.save(update_fields=["published_at", "published_by"])
    record(events.CASE_PUBLISHED, about=case, by=by)
    shown_to_others(case)


@transaction.atomic
def hide(case: Case, *, reason: str, by: User) -> None:
    """Take the case out of sight; moderators still see it, with the reason. Hiding twice keeps the first reason."""
    case = locked(case)
    if case.hidden_at:
        return
    if not reason.strip():
        raise ValueError("Say why the case is hidden.")
    case.hidden_at, case.hidden_by, case.hidden_reason = timezone.now(), by, reason.strip()
    case.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.CASE_HIDDEN, about=case, by=by)
    shown_to_others(case)


@transaction.atomic
def unhide(case: Case, *, by: User) -> None:
    """Show a hidden case again."""
    case = locked(case)
    if not case.hidden_at:
        return
    case.hidden_at, case.hidden_by, case.hidden_reason = None, None, ""
    case.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.CASE_SHOWN_AGAIN, about=case, by=by)
    shown_to_others(case)


@transaction.atomic
def remove(case: Case, *, by: User) -> None:
    """Take the case away at the wish of its maker. A stub stays, so that the lineage and its credit stay."""
    case = locked(case)
    if case.removed_at:
        return
    case.removed_at, case.removed_by = timezone.now(), by
    case.save(update_fields=["removed_at", "removed_by"])
    record(events.CASE_REMOVED, about=case, by=by)
    shown_to_others(case)


@transaction.atomic
def restore(case: Case, *, by: User) -> None:
    """Undo a removal, as long as the trash was not emptied."""
    case = locked(case)
    if not case.removed_at or case.emptied_at:
        return
    case.removed_at, case.removed_by = None, None
    case.save(update_fields=["removed_at", "removed_by"])
    record(events.CASE_RESTORED, about=case, by=by)
    shown_to_others(case)


@transaction.atomic
def correct(
    case: Case,
    *,
    fields: Mapping[str, Any],
    lines: Mapping[str, Iterable[str]],
    by: User,
    contacts: Sequence[tuple[str, str, str]] | None = None,
) -> None:
    """Mend what a case says. From now on a load or an import leaves it alone.

    Args:
        fields: columns of `Case` with their new value.
        lines: per kind of `Part` all its lines; kinds that are not named stay, and so does the answer to a risk.
        contacts: name, role and how to reach of everybody who may be asked; None leaves them.
    """
    case = locked(case)
    keep_version(case, by=None)
    changed = [name for name, value in fields.items() if getattr(case, name) != value]
    rewritten = [kind for kind, texts in lines.items() if rewrite_lines(case, Part.Kind(kind), list(texts))]
    if contacts is not None and _replace_contacts(case, contacts):
        rewritten.append("contacts")
    if not changed and not rewritten:
        return
    for name in changed:
        setattr(case, name, fields[name])
    case.corrected_at, case.corrected_by, case.edition = timezone.now(), by, case.edition + 1
    case.save(update_fields=[*changed, "corrected_at", "corrected_by", "edition"])
    keep_version(case, by=by)
    record(events.CASE_CORRECTED, about=case, by=by, fields=sorted([*changed, *rewritten]))
    projection.refresh(case)


def _replace_contacts(case: Case, contacts: Sequence[tuple[str, str, str]]) -> bool:
    """False when they are the same people, reached in the same way."""
    if list(case.contacts.order_by("pk").values_list("name", "role", "reach")) == list(contacts):
        return False
    case.contacts.all().delete()
    single = {name: Contact(case=case, name=name, role=role, reach=reach) for name, role, reach in contacts}
    Contact.objects.bulk_create(single.values())
    return True
