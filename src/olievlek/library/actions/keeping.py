"""What every action on a case does: lock it first, and afterwards let the timeline and the index follow."""

from olievlek.index import projection
from olievlek.library.models import Case, Part
from olievlek.timeline.record import retoken


def locked(case: Case) -> Case:
    """The case as it is now, locked until the transaction ends."""
    return Case.objects.select_for_update().get(pk=case.pk)


def shown_to_others(case: Case) -> None:
    """The case has another audience: the timeline and the index follow in the same transaction."""
    retoken(case, case.audience_tokens())
    projection.refresh(case)


def rewrite(case: Case, kind: Part.Kind, texts: list[str]) -> bool:
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
