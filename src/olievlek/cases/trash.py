"""What was taken away lies in the trash for thirty days; then a loop of the worker empties it."""

from collections.abc import Callable
from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone

from olievlek.cases.models import Case
from olievlek.core.rows.locks import lock
from olievlek.index import projection

DAYS = 30
AT_ONCE = 20
TEXTS = ("title", "summary", "problem", "done", "story", "description", "strategy_note", "note", "owner_text")


Names = Callable[[Case], bool]
_named_by: list[Names] = []


def register(names: Names) -> None:
    """Say whether a higher room names a case, so that its stub must stay; called in `AppConfig.ready()`."""
    if names not in _named_by:
        _named_by.append(names)


def due() -> models.QuerySet[Case]:
    """Told here, thrown away more than thirty days ago, and not emptied yet."""
    before = timezone.now() - timedelta(days=DAYS)
    return Case.objects.filter(once__isnull=False, removed_at__lt=before, emptied_at=None).order_by("removed_at", "pk")


def empty() -> int:
    """Empty a bounded part of it; answers how many cases went."""
    return sum(_empty(pk) for pk in due().values_list("pk", flat=True)[:AT_ONCE])


@transaction.atomic
def _empty(pk: int) -> int:
    """A case that everyone could see leaves a stub without words, so that lineage and copies keep their place."""
    case = lock(due().filter(pk=pk)).first()
    if case is None:
        return 0
    projection.forget(case)
    if case.published_at is None and not case.child_links.exists() and not any(names(case) for names in _named_by):
        case.delete()
        return 1
    for rows in (case.parts, case.results, case.building_blocks, case.contacts, case.people, case.versions, case.files):
        rows.all().delete()
    for name in TEXTS:
        setattr(case, name, "")
    case.slug, case.emptied_at = f"weg-{case.pk}", timezone.now()
    case.save()
    return 1
