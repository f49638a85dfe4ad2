"""The committed questionnaires, and how they get into the database. Origins: docs/data.md."""

from pathlib import Path
from typing import Any

from django.db import transaction

from olievlek.core.content import told_in
from olievlek.surveys.models import Item, Questionnaire
from olievlek.vocabulary.models import List, Term

HERE = Path(__file__).parent


class ChangedQuestionnaireError(ValueError):
    """A file says something else than the version that is in use: make it the next version."""


@transaction.atomic
def load() -> dict[str, int]:
    """Load each version once; a version that is in use cannot be changed."""
    for path in sorted(HERE.glob("*.yaml")):
        _load_one(told_in(path))
    return {"questionnaires": Questionnaire.objects.count(), "questions": Item.objects.count()}


def _load_one(said: dict[str, Any]) -> None:
    names = {"name_nl": said["name_nl"], "name_en": said["name_en"]}
    known, _fresh = Questionnaire.objects.update_or_create(key=said["key"], version=said["version"], defaults=names)
    factors = {term.key: term for term in Term.objects.of(List.SCAN_FACTOR)}
    items = [_item(known, place, line, factors) for place, line in enumerate(said["items"])]
    columns = ["factor", "position", "text_nl", "text_en", "evidence_nl", "evidence_en"]
    stored = {item.key: item for item in known.items.all()}
    changed = [item for item in items if _words(stored.get(item.key)) != _words(item)]
    if changed and known.rounds.exists():
        raise ChangedQuestionnaireError(f"{known.key} {known.version}: {', '.join(item.key for item in changed)}")
    Item.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["questionnaire", "key"], update_fields=columns
    )


def _item(of: Questionnaire, place: int, line: dict[str, Any], factors: dict[str, Term]) -> Item:
    return Item(
        questionnaire=of,
        factor=factors[line["factor"]],
        key=line["key"],
        position=place,
        text_nl=line["nl"],
        text_en=line["en"],
        evidence_nl=line.get("evidence_nl", ""),
        evidence_en=line.get("evidence_en", ""),
    )


def _words(item: Item | None) -> tuple[Any, ...]:
    """The texts of an item; a change of them is another question."""
    return (
        (item.text_nl, item.text_en, item.factor_id, item.position, item.evidence_nl, item.evidence_en) if item else ()
    )
