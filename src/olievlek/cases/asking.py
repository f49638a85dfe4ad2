"""Whom somebody can ask about a case: who made it, then whoever higher rooms name."""

from collections.abc import Callable, Iterable

from olievlek.cases.models import Case
from olievlek.core.registry import Registry
from olievlek.organisations.models import Kind, Organisation

Whom = Callable[[Case], Iterable[Organisation]]
_sources: Registry[Whom] = Registry("who can tell about an example")


def register(source: Whom) -> None:
    """Name more bodies that can tell about a case, most first; called in `AppConfig.ready()`."""
    _sources.add(source)


def whom(case: Case) -> list[Organisation]:
    """Bodies we know by name; the municipalities of the study asked not to be known."""
    found = [*([case.owner] if case.owner else []), *(body for source in _sources for body in source(case))]
    bodies = {body.pk: body for body in found}
    return [body for body in bodies.values() if body.kind != Kind.STUDY and body.merged_into_id is None]
