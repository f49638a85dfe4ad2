"""Which case came from which, without circles."""

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.cases import events
from olievlek.cases.models import Case, Lineage
from olievlek.core.rows.locks import lock
from olievlek.timeline.record import record
from olievlek.vocabulary.models import List, Term


class CircleError(ValueError):
    """A case can not come from its own descendant."""


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
        list(lock(Case.objects.filter(pk__in=locked).order_by("pk")).values_list("pk", flat=True))


def _ancestors(start: int) -> set[int]:
    found, edge = {start}, {start}
    while edge:
        above = Lineage.objects.filter(child__in=edge).order_by("pk").values_list("parent_id", flat=True)
        edge = set(above) - found
        found |= edge
    return found
