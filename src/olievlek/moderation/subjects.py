"""The nouns that people can say something about, registered by their rooms in `AppConfig.ready()`.

Who is registered: `grep -rn "subjects.register" src/`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

from olievlek.core.audience import Person
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


_subjects: dict[str, Subject] = {}


def register(
    key: str,
    *,
    model: type[Model],
    label: str | Promise,
    path: str = "",
    kinds: Iterable[str] = ALL_KINDS,
    hide: Verb | None = None,
    unhide: Verb | None = None,
    remove: Verb | None = None,
    restore: Verb | None = None,
    hand_over: Verb | None = None,
    hand_back: Verb | None = None,
    correct: Callable[[Any], str] | None = None,
    whom: Whom | None = None,
    makers: Makers | None = None,
    made_by: MadeBy | None = None,
) -> None:
    """Let people report a noun. Registering the same key again replaces it.

    Args:
        model: has `objects.visible_to(user)`, `__str__` and `get_absolute_url`; what can be hidden has `hidden_at`
            and `hidden_reason`, what can be removed has `removed_at`.
        label: the noun in a sentence, such as "case".
        path: the word in addresses; the key when left out.
        kinds: keys of the kinds of message that make sense here.
        hide: `hide(noun, reason=…, by=…)`; comes with `unhide(noun, by=…)`.
        remove: `remove(noun, by=…)`; comes with `restore(noun, by=…)`.
        hand_over: `hand_over(noun, to=organisation, editor=person or None, by=…)` puts it on the name of who claims it;
            comes with `hand_back(noun, by=…)`, and the noun has `handed_over_at`.
        correct: the address of the form where a moderator corrects a noun.
        whom: `whom(noun)` are the organisations that can be asked about it, the maker first. With it people talk
            about the noun: they ask, comment and thank.
        makers: `makers(noun)` are the people who hear it when a moderator hides it, and may object.
        made_by: `made_by(user)` are the nouns of which somebody is such a person, hidden or not.
    """
    if any(
        (there is None) != (back is None) for there, back in ((hide, unhide), (remove, restore), (hand_over, hand_back))
    ):
        raise ValueError(f"{key!r}: what can be hidden, removed or handed over must have its way back.")
    if hide is not None and (makers is None or made_by is None):
        raise ValueError(f"{key!r}: say who hears it when it is hidden.")
    offered = tuple(kind for kind in BY_WORD.values() if kind.key in set(kinds))
    _subjects[key] = Subject(
        key,
        path or key,
        model,
        label,
        offered,
        hide,
        unhide,
        remove,
        restore,
        hand_over,
        hand_back,
        correct,
        whom,
        makers,
        made_by,
    )


def get(key: str) -> Subject | None:
    """The subject with this key; None for messages about nothing, or about a noun whose room is gone."""
    return _subjects.get(key)


def at(path: str) -> Subject | None:
    """The subject with this word in its addresses."""
    return next((one for one in _subjects.values() if one.path == path), None)


def every() -> list[Subject]:
    """All of them, in the order of their keys."""
    return [_subjects[key] for key in sorted(_subjects)]


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
