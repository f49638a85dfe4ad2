"""What is done with a whole case: show, hide, remove, and correct."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.cases import events
from olievlek.cases.actions.keeping import keep_version, shown_to_others
from olievlek.cases.models import Case, Contact, Part
from olievlek.cases.told import rewrite_lines
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import clear, put
from olievlek.index import projection
from olievlek.timeline import hiding
from olievlek.timeline.record import record


@transaction.atomic
def publish(case: Case, *, by: User | None) -> None:
    """Show the case to everyone. `by` is None for a command."""
    case = locked(case)
    if case.published_at:
        return
    put(case, "published", by=by)
    record(events.CASE_PUBLISHED, about=case, by=by)
    shown_to_others(case)


@transaction.atomic
def hide(case: Case, *, reason: str, by: User) -> None:
    """Take the case out of sight; moderators still see it, with the reason. Hiding twice keeps the first reason."""
    if changed := hiding.hide(case, event=events.CASE_HIDDEN, reason=reason, by=by):
        projection.refresh(changed)


@transaction.atomic
def unhide(case: Case, *, by: User) -> None:
    """Show a hidden case again."""
    if changed := hiding.unhide(case, event=events.CASE_SHOWN_AGAIN, by=by):
        projection.refresh(changed)


@transaction.atomic
def remove(case: Case, *, by: User) -> None:
    """Take the case away at the wish of its maker. A stub stays, so that the lineage and its credit stay."""
    case = locked(case)
    if case.removed_at:
        return
    put(case, "removed", by=by)
    record(events.CASE_REMOVED, about=case, by=by)
    shown_to_others(case)


@transaction.atomic
def restore(case: Case, *, by: User) -> None:
    """Undo a removal, as long as the trash was not emptied."""
    case = locked(case)
    if not case.removed_at or case.emptied_at:
        return
    clear(case, "removed")
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
    put(case, "corrected", by=by, edition=case.edition + 1, **{name: fields[name] for name in changed})
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
