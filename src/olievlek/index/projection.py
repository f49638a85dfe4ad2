"""How nouns become documents: higher rooms say how (`register`), actions of any room above say when (`refresh`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone

from olievlek.core.rows.locks import lock
from olievlek.core.rows.own_texts import is_kept_inside
from olievlek.index.families import family
from olievlek.index.models import Counter, Document

CHUNK = 500


@dataclass(frozen=True)
class Projection:
    """What of a noun can be found; the names are those of Document."""

    title: str
    url: str
    audience: Sequence[str]
    body: str = ""
    own_words: str = ""
    source_id: str = ""
    organisation: str = ""
    organisation_code: str = ""
    province: str = ""
    size_class: str = ""
    themes: Sequence[str] = field(default_factory=list)
    stage: str = ""
    case_kind: str = ""
    language: str = "nl"
    date: date | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of the document, cut to their width."""
        values = asdict(self) | {"themes": list(self.themes), "audience": sorted(self.audience)}
        for column in Document._meta.concrete_fields:
            if column.name in ("title", "organisation", "source_id", "url"):
                values[column.name] = values[column.name][: column.max_length]
        return values | {"family": family(self.title, self.organisation), "deleted_at": None}


Project = Callable[[Any], Projection | None]
_sources: dict[type[models.Model], tuple[str, Project]] = {}
_read_with: dict[type[models.Model], Sequence[str]] = {}


def register(model: type[models.Model], *, kind: str, project: Project, read_with: Sequence[str] = ()) -> None:
    """Make a noun findable; `project` answers None for a row that nobody may find. Called in `AppConfig.ready()`.

    `read_with` names the relations that `project` reads, so that many nouns cost few queries.
    """
    _sources[model], _read_with[model] = (kind, project), read_with


def refresh(noun: models.Model) -> None:
    """Write how the noun can be found now; call it in the action that changed the noun. Unchanged changes nothing."""
    refresh_many([noun])


def forget(noun: models.Model) -> None:
    """Nobody finds it any more; call it before or after the noun is deleted (it still needs its `pk`)."""
    if type(noun) in _sources:
        _write(_sources[type(noun)][0], {noun.pk: None})


def refresh_many(nouns: Iterable[models.Model]) -> int:
    """The same for many nouns, in few queries; returns how many documents changed. Nouns nobody registered are left."""
    changed = 0
    batch: dict[type[models.Model], list[models.Model]] = {}
    for noun in nouns:
        if type(noun) not in _sources:
            continue
        of_kind = batch.setdefault(type(noun), [])
        of_kind.append(noun)
        if len(of_kind) >= CHUNK:
            changed += _projected(batch.pop(type(noun)))
    return changed + sum(_projected(of_kind) for of_kind in batch.values())


def _projected(nouns: list[models.Model]) -> int:
    """Write the documents of nouns of one kind."""
    model = type(nouns[0])
    kind, project = _sources[model]
    models.prefetch_related_objects(nouns, *_read_with[model])
    return _write(kind, {noun.pk: None if is_kept_inside(noun) else project(noun) for noun in nouns})


@transaction.atomic
def touch(document: int) -> None:
    """Have a document taken in again: something beside its own columns changed."""
    counter = _locked_counter()
    counter.last += 1
    counter.save(update_fields=["last"])
    Document.objects.filter(pk=document).update(sequence=counter.last)


def last_sequence() -> int:
    """The newest change anybody committed."""
    return Counter.objects.filter(pk=Counter.ONLY).values_list("last", flat=True).first() or 0


@transaction.atomic
def raise_counter() -> Counter:
    """Bring the counter to the highest row, where a row stands above it; the counter as it is then."""
    counter = _locked_counter()
    counter.save(update_fields=["last"])
    return counter


def _locked_counter() -> Counter:
    """The counter, locked until the transaction ends: whoever comes later gets a higher number and commits later.

    It never stands below a row, such as one that was put back by hand: the next number would be taken already.
    """
    locked = lock(Counter.objects.filter(pk=Counter.ONLY))
    if (counter := locked.first()) is None:
        Counter.objects.get_or_create(pk=Counter.ONLY)
        counter = locked.get()
    counter.last = max(counter.last, Document.objects.aggregate(highest=Max("sequence"))["highest"] or 0)
    return counter


@transaction.atomic
def _write(kind: str, projections: dict[int, Projection | None]) -> int:
    counter = _locked_counter()
    existing = {one.object_id: one for one in Document.objects.filter(kind=kind, object_id__in=list(projections))}
    new, changed = [], []
    for object_id, projection in projections.items():
        document = existing.get(object_id)
        columns = projection.columns() if projection else _emptied(document)
        if document is None:
            new += [Document(kind=kind, object_id=object_id, **columns)] if projection else []
        elif any(getattr(document, name) != value for name, value in columns.items()):
            for name, value in columns.items():
                setattr(document, name, value)
            changed.append(document)
    for number, document in enumerate([*new, *changed], counter.last + 1):
        document.sequence = number
    counter.last += len(new) + len(changed)
    if new or changed:
        counter.save(update_fields=["last"])
    Document.objects.bulk_create(new, batch_size=CHUNK)
    _save_all(changed)
    return len(new) + len(changed)


def _emptied(document: Document | None) -> dict[str, Any]:
    """A row that was taken out keeps its place in the sequence and nothing of its text."""
    if document is None or document.deleted_at:
        return {}
    empty = Projection(title="", url="", audience=[]).columns()
    return empty | {"deleted_at": timezone.now()}


def _save_all(documents: list[Document]) -> None:
    fields = [one.name for one in Document._meta.concrete_fields if one.name not in ("id", "kind", "object_id")]
    if len(documents) == 1:
        documents[0].save(update_fields=fields)
    elif documents:
        Document.objects.bulk_update(documents, fields, batch_size=50)
