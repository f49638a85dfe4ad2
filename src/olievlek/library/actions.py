"""What people do with cases. Each action may be repeated without harm, is recorded, and keeps the index in step."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.index import projection
from olievlek.library import events
from olievlek.library.models import Adoption, Case, Contact, Lineage, Part
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record, retoken
from olievlek.vocabulary.models import List, Term


class CircleError(ValueError):
    """A case can not come from its own descendant."""


@transaction.atomic
def publish(case: Case, *, by: User | None) -> None:
    """Show the case to everyone. `by` is None for a command."""
    case = _locked(case)
    if case.published_at:
        return
    case.published_at, case.published_by = timezone.now(), by
    case.save(update_fields=["published_at", "published_by"])
    record(events.CASE_PUBLISHED, about=case, by=by)
    _shown_to_others(case)


@transaction.atomic
def hide(case: Case, *, reason: str, by: User) -> None:
    """Take the case out of sight; moderators still see it, with the reason. Hiding twice keeps the first reason."""
    case = _locked(case)
    if case.hidden_at:
        return
    if not reason.strip():
        raise ValueError("Say why the case is hidden.")
    case.hidden_at, case.hidden_by, case.hidden_reason = timezone.now(), by, reason.strip()
    case.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.CASE_HIDDEN, about=case, by=by)
    _shown_to_others(case)


@transaction.atomic
def unhide(case: Case, *, by: User) -> None:
    """Show a hidden case again."""
    case = _locked(case)
    if not case.hidden_at:
        return
    case.hidden_at, case.hidden_by, case.hidden_reason = None, None, ""
    case.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.CASE_SHOWN_AGAIN, about=case, by=by)
    _shown_to_others(case)


@transaction.atomic
def remove(case: Case, *, by: User) -> None:
    """Take the case away at the wish of its maker. A stub stays, so that the lineage and its credit stay."""
    case = _locked(case)
    if case.removed_at:
        return
    case.removed_at, case.removed_by = timezone.now(), by
    case.save(update_fields=["removed_at", "removed_by"])
    record(events.CASE_REMOVED, about=case, by=by)
    _shown_to_others(case)


@transaction.atomic
def restore(case: Case, *, by: User) -> None:
    """Undo a removal."""
    case = _locked(case)
    if not case.removed_at:
        return
    case.removed_at, case.removed_by = None, None
    case.save(update_fields=["removed_at", "removed_by"])
    record(events.CASE_RESTORED, about=case, by=by)
    _shown_to_others(case)


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
    case = _locked(case)
    changed = [name for name, value in fields.items() if getattr(case, name) != value]
    rewritten = [kind for kind, texts in lines.items() if _rewrite(case, Part.Kind(kind), list(texts))]
    if contacts is not None and _replace_contacts(case, contacts):
        rewritten.append("contacts")
    if not changed and not rewritten:
        return
    for name in changed:
        setattr(case, name, fields[name])
    case.corrected_at, case.corrected_by = timezone.now(), by
    case.save(update_fields=[*changed, "corrected_at", "corrected_by"])
    record(events.CASE_CORRECTED, about=case, by=by, fields=sorted([*changed, *rewritten]))
    projection.refresh(case)


def _rewrite(case: Case, kind: Part.Kind, texts: list[str]) -> bool:
    """Put new lines in the place of the old; False when they are the same."""
    old = list(case.parts.filter(kind=kind).order_by("position"))
    if [part.text for part in old] == texts:
        return False
    answers = {part.text: part.answer for part in old}
    case.parts.filter(kind=kind).delete()
    Part.objects.bulk_create(
        Part(case=case, kind=kind, position=position, text=text, answer=answers.get(text, ""))
        for position, text in enumerate(texts)
    )
    return True


def _replace_contacts(case: Case, contacts: Sequence[tuple[str, str, str]]) -> bool:
    """False when they are the same people, reached in the same way."""
    if list(case.contacts.order_by("pk").values_list("name", "role", "reach")) == list(contacts):
        return False
    case.contacts.all().delete()
    single = {name: Contact(case=case, name=name, role=role, reach=reach) for name, role, reach in contacts}
    Contact.objects.bulk_create(single.values())
    return True


@transaction.atomic
def add_adoption(
    case: Case, *, organisation: Organisation | str, stage: str, by: User | None, **given: str
) -> Adoption:
    """Say that a body copies this case, or how far it is now. One row for each body; `given` are columns of it."""
    case = _locked(case)
    named = isinstance(organisation, str)
    body = {"organisation": None, "organisation_text": organisation} if named else {"organisation": organisation}
    term = Term.objects.get(list=List.ADOPTION_STAGE, key=stage)
    adoption, fresh = Adoption.objects.get_or_create(case=case, **body, defaults={"stage": term, **given})
    changed = [name for name, value in {"stage": term, **given}.items() if getattr(adoption, name) != value]
    if fresh:
        record(events.ADOPTION_ADDED, about=case, by=by, stage=stage)
    elif changed:
        for name in changed:
            setattr(adoption, name, {"stage": term, **given}[name])
        adoption.save(update_fields=changed)
        record(events.ADOPTION_MOVED, about=case, by=by, stage=stage)
    projection.refresh(case)
    return adoption


@transaction.atomic
def link_parent(child: Case, parent: Case, *, kind: str, by: User | None) -> Lineage:
    """Say that `child` came from `parent`; CircleError when `parent` came from `child`, however far back."""
    family = _locked_ancestors(parent.pk, child.pk)
    if child.pk in family:
        raise CircleError(f"“{parent}” comes from “{child}” itself.")
    term = Term.objects.get(list=List.LINEAGE_KIND, key=kind)
    link, fresh = Lineage.objects.get_or_create(child=child, parent=parent, defaults={"kind": term})
    if fresh:
        record(events.CASE_LINKED, about=child, by=by, kind=kind)
    return link


def _locked_ancestors(start: int, also: int) -> set[int]:
    """`start` and everything it came from, locked with `also`, so that two people can not close a circle together."""
    locked: set[int] = set()
    while True:
        family = _ancestors(start)
        if locked >= family | {also}:
            return family
        locked |= family | {also}
        list(Case.objects.select_for_update().filter(pk__in=locked).order_by("pk").values_list("pk", flat=True))


def _ancestors(start: int) -> set[int]:
    found, edge = {start}, {start}
    while edge:
        above = Lineage.objects.filter(child__in=edge).order_by("pk").values_list("parent_id", flat=True)
        edge = set(above) - found
        found |= edge
    return found


@transaction.atomic
def match_name(text: str, *, organisation: Organisation, by: User) -> int:
    """Everything that names this organisation in text belongs to it from now on. Answers how many cases changed."""
    cases = list(Case.objects.select_for_update().filter(owner=None, owner_text=text).order_by("pk"))
    for case in cases:
        case.owner, case.owner_text = organisation, ""
        case.save(update_fields=["owner", "owner_text"])
        record(events.CASE_MATCHED, about=case, by=by)
    has_a_row = Adoption.objects.filter(organisation=organisation).values("case")
    named = Adoption.objects.filter(organisation=None, organisation_text=text).exclude(case__in=has_a_row)
    copied = list(Case.objects.filter(adoptions__in=named))
    named.update(organisation=organisation, organisation_text="")
    projection.refresh_many([*cases, *copied])
    return len(cases)


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update().get(pk=case.pk)


def _shown_to_others(case: Case) -> None:
    """The case has another audience: the timeline and the index follow in the same transaction."""
    retoken(case, case.audience_tokens())
    projection.refresh(case)
