"""The nouns that people can say something about: each noun says so (`moderating` and `asking` in `nouns.py`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from olievlek.core.audience import Person
from olievlek.core.nouns import Label, Moderating, Nothing, Noun
from olievlek.core.registry import Registry
from olievlek.moderation.kinds import BY_WORD, Kind
from olievlek.organisations.models import Organisation

Text = str | Promise
Verb = Callable[..., object]
Whom = Callable[[Any], Iterable[Organisation]]
Makers = Callable[[Any], Iterable[Any]]
MadeBy = Callable[[Any], "QuerySet[Any]"]


class About(Protocol):
    """A row about a noun of another room."""

    @property
    def about_kind(self) -> str: ...

    @property
    def about_id(self) -> int | None: ...


ALL_KINDS = tuple(kind.key for kind in BY_WORD.values())


@dataclass(frozen=True)
class Subject:
    """One kind of noun. The verbs are what a moderator may do with it; a room leaves out what it does not have."""

    key: str
    path: str
    model: type[Model]
    label: str | Promise
    kinds: tuple[Kind, ...]
    hide: Verb | None
    unhide: Verb | None
    remove: Verb | None
    restore: Verb | None
    hand_over: Verb | None
    hand_back: Verb | None
    correct: Callable[[Any], str] | None
    whom: Whom | None
    makers: Makers | None = None
    made_by: MadeBy | None = None

    @property
    def can_be_hidden(self) -> bool:
        """For templates, which would call the verb itself."""
        return self.hide is not None

    @property
    def can_be_removed(self) -> bool:
        """For templates, as above."""
        return self.remove is not None

    def visible(self, pk: int, user: Person) -> Any:
        """The noun when this person may see it, else None."""
        manager: Any = self.model._default_manager
        return manager.visible_to(user).filter(pk=pk).first()

    def looked_after(self, pks: Iterable[int | None], user: Person) -> dict[int, Any]:
        """Those that this moderator sees or looks after, by their number: not what people keep to themselves."""
        manager: Any = self.model._default_manager
        scopes = [getattr(manager, name) for name in ("visible_to", "moderated_by") if hasattr(manager, name)]
        theirs = reduce(or_, (Q(pk__in=scope(user).order_by().values("pk")) for scope in scopes))
        found: dict[int, Any] = manager.filter(theirs).in_bulk({pk for pk in pks if pk is not None})
        return found

    def find(self, pk: int | None) -> Any:
        """The noun, seen or not; None when it is gone. For actions only."""
        return self.model._default_manager.filter(pk=pk).first()


_subjects: Registry[Subject] = Registry("nouns that people can say something about")


def read(noun: Noun, moderating: Moderating) -> None:
    """The answer of a noun to "moderating", with the people who can be asked about it."""
    verbs = moderating
    for there, back in (
        (verbs.hide, verbs.unhide), (verbs.remove, verbs.restore), (verbs.hand_over, verbs.hand_back),
    ):  # fmt: skip
        if (there is None) != (back is None):
            raise ValueError(f"{noun.key!r}: what can be hidden, removed or handed over must have its way back.")
    makers = None if isinstance(verbs.makers, Nothing) else verbs.makers
    made_by = None if isinstance(verbs.made_by, Nothing) else verbs.made_by
    if verbs.hide is not None and (makers is None or made_by is None):
        raise ValueError(f"{noun.key!r}: say who hears it when it is hidden.")
    assert isinstance(noun.label, Label), f"{noun.key} is reported by its label"
    kinds = tuple(kind for kind in BY_WORD.values() if kind.key in set(verbs.kinds or ALL_KINDS))
    subject = Subject(
        noun.key, verbs.path, noun.model, noun.label.one, kinds, verbs.hide, verbs.unhide, verbs.remove,
        verbs.restore, verbs.hand_over, verbs.hand_back, verbs.correct, _whom(noun), makers, made_by,
    )  # fmt: skip
    _subjects.register(noun.key, subject)


def _whom(noun: Noun) -> Whom | None:
    """The organisations among those who can be asked; the room of questions asks organisations only."""
    asking = noun.asking
    return None if isinstance(asking, Nothing) else lambda row: asking.recipients(row).organisations


def get(key: str) -> Subject | None:
    """The subject with this key; None for messages about nothing, or about a noun whose room is gone."""
    return _subjects.get(key)


def at(path: str) -> Subject | None:
    """The subject with this word in its addresses."""
    return next((one for one in _subjects if one.path == path), None)


def every() -> list[Subject]:
    """All of them, in the order of their keys."""
    return [_subjects[key] for key in sorted(_subjects.names())]


def nouns_of(rows: Iterable[About], user: Person) -> dict[tuple[str, int | None], Any]:
    """The nouns that rows are about, by kind and id, as far as this person may see them; one query for each kind."""
    keys: dict[str, set[int]] = {}
    for row in rows:
        if row.about_id is not None:
            keys.setdefault(row.about_kind, set()).add(row.about_id)
    seen: dict[tuple[str, int | None], Any] = {}
    for kind, ids in keys.items():
        if subject := get(kind):
            manager: Any = subject.model._default_manager
            seen |= {(kind, pk): noun for pk, noun in manager.visible_to(user).in_bulk(list(ids)).items()}
    return seen


def talked_about() -> list[Subject]:
    """Those that people ask, comment and thank about."""
    return [one for one in every() if one.whom is not None]


def with_makers() -> list[Subject]:
    """Those whose makers hear that something is hidden."""
    return [one for one in every() if one.made_by is not None]
