"""Every noun is declared once, by its own room, in `<room>/nouns.py`, under a short key that never changes.

Rows about a noun keep that key ("case"), never a label of Django ("library.case"): the name of a room is not data.
A noun answers every question of `Noun`, or says why the question is not for it:

    Noun("task", Task, label=Label(_("task"), _("tasks")), merging=[Follows("organisation")],
         asking=none("who does it stands on the task"), …)

`tests/core/test_nouns.py` names each answer that is missing. A room that uses an answer reads it with `each()`. What
only a higher room can say of a noun stands as FROM_ABOVE, and that room says it with `answer()`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from olievlek.core.registry import Registry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Verb = Callable[..., object]


@dataclass(frozen=True)
class Nothing:
    """This question is not for this noun, and why."""

    why: str


def none(why: str) -> Nothing:
    """Not for this noun; `why` is a reason that a reader understands."""
    return Nothing(why)


MISSING, FROM_ABOVE = Nothing(""), Nothing("a higher room answers this")


@dataclass(frozen=True)
class Label:
    """The noun in a sentence: one of it, several of it."""

    one: "StrOrPromise"
    many: "StrOrPromise"


def _as_written(noun: Any, _reader: Any) -> str:
    return str(noun)


def _own_address(noun: Any, _reader: Any) -> str:
    return str(noun.get_absolute_url())


@dataclass(frozen=True)
class Reading:
    """What a reader may see: `rows(user)`, each with a title and an address for this reader.

    `read(user, pks)` answers those rows by number, where that takes more than a query on `rows`.
    """

    rows: Callable[[Any], "QuerySet[Any]"]
    title: Callable[[Any, Any], str] = _as_written
    address: Callable[[Any, Any], str] = _own_address
    read: Callable[[Any, Iterable[int]], Mapping[int, Any]] | None = None

    def find(self, user: Any, pks: Iterable[int]) -> Mapping[int, Any]:
        """Those of these rows that this person may see, by number."""
        return self.read(user, pks) if self.read else self.rows(user).in_bulk(list(pks))


@dataclass(frozen=True)
class Recipients:
    """Who is meant: organisations, people, or parties (rows of a table of parties), the first to turn to first."""

    organisations: Sequence[Any] = ()
    people: Sequence[Any] = ()
    parties: Sequence[Any] = ()


@dataclass(frozen=True)
class Asking:
    """`recipients(noun)`: who can be asked about it. Who answers for an organisation is decided by that room."""

    recipients: Callable[[Any], Recipients]


@dataclass(frozen=True)
class Working:
    """A task can be about it: `responsible(task)` may take it on, `place(pk)` is the page where the tasks stand."""

    responsible: Callable[[Any], Recipients]
    place: Callable[[int], str | None]


@dataclass(frozen=True)
class Moderating:
    """How people report it, and what a moderator may do with it. A verb that has a way back comes with it.

    Args:
        path: the word in addresses.
        makers: `makers(noun)` are the people who hear it when a moderator hides it, and may object.
        made_by: `made_by(user)` are the nouns of which somebody is such a person, hidden or not.
        kinds: keys of the kinds of message that make sense here; all of them when left out.
        hide: `hide(noun, reason=…, by=…)`, with `unhide(noun, by=…)`.
        remove: `remove(noun, by=…)`, with `restore(noun, by=…)`.
        hand_over: `hand_over(noun, to=organisation, editor=person or None, by=…)`, with `hand_back(noun, by=…)`.
        correct: the address of the form where a moderator corrects it.
    """

    path: str
    makers: Callable[[Any], Iterable[Any]] | Nothing
    made_by: Callable[[Any], "QuerySet[Any]"] | Nothing
    kinds: Sequence[str] | None = None
    hide: Verb | None = None
    unhide: Verb | None = None
    remove: Verb | None = None
    restore: Verb | None = None
    hand_over: Verb | None = None
    hand_back: Verb | None = None
    correct: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Concern:
    """`noun` is what a page shows, and `people` why each of them hears of it."""

    noun: Model
    people: dict[int, str]


@dataclass(frozen=True)
class Hears:
    """Of one event: the kind that somebody can choose about, whom it concerns, and how it is said.

    `concern(entry)` must find the same when the timeline is replayed, so it looks at `entry.at`. `sentences(entries)`
    answers a sentence by the number of the entry, where "who did what" says too little.
    """

    kind: str
    concern: Callable[[Any], Concern | None]
    sentences: Callable[[Sequence[Any]], Mapping[int, str]] | None = None


@dataclass(frozen=True)
class Telling:
    """`events`: what is told of it. `around(noun, entry)`: who is told when something happens beside it."""

    events: Mapping[Any, Hears]
    around: Callable[[Any, Any], dict[int, str]] | None = None


@dataclass(frozen=True)
class Following:
    """It can be followed: the word in addresses, the slot for the button, and what its template calls the noun."""

    path: str
    slot: str
    name: str


@dataclass(frozen=True)
class Prompting:
    """What the workplace asks of a person about it: `provider(user)` answers few, the most urgent first."""

    name: str
    provider: Callable[[Any], Iterable[Any]]
    order: int


@dataclass(frozen=True)
class Permission:
    """What a role may do with it, in plain words."""

    role: str
    key: str
    words: "StrOrPromise"


@dataclass(frozen=True)
class Finding:
    """How it becomes a document of the search index: `project(noun)`, None for a row that nobody may find.

    `read_with` names the relations that `project` reads, so that many nouns cost few queries.
    """

    project: Callable[[Any], Any]
    read_with: Sequence[str] = ()


@dataclass(frozen=True)
class Follows:
    """When organisations merge, rows whose `field` is the old one get the new one.

    `unique` are the other fields that make a row the only one: a row that has a twin there goes to `clash(row, twin)`,
    or is deleted. `part` is the key of a part, when its rows move and not those of the noun itself.
    """

    field: str
    unique: Sequence[str] = ()
    clash: Callable[[Any, Any], None] | None = None
    part: str = ""


@dataclass(frozen=True)
class MyData:
    """`rows(user)`: what somebody takes along. `secret` fields are named and not shown; `others(row, user)` are
    fields with the words of somebody else. `part` is the key of a part, when the rows are of that."""

    rows: Callable[[Any], "QuerySet[Any]"]
    secret: Sequence[str] = ()
    others: Callable[[Any, Any], Iterable[str]] | None = None
    part: str = ""


@dataclass(frozen=True)
class Unlinked:
    """Rows of a part that say something of a person, and why nobody can tell of whom."""

    part: str
    why: str


@dataclass(frozen=True)
class Retention:
    """`step()` deletes or empties what was kept long enough, and answers how much; it runs every so many seconds."""

    name: str
    step: Callable[[], int]
    every: float


@dataclass(frozen=True)
class Dossier:
    """It gets a line in a dossier: its title and address, and the moment that `when(noun)` answers."""

    when: Callable[[Any], datetime | None]


@dataclass(frozen=True)
class Noun:
    """`parts` are models that exist only as part of this noun, each with a key of its own."""

    key: str
    model: type[Model]
    parts: Mapping[str, type[Model]] = field(default_factory=dict)
    label: Label | Nothing = MISSING
    reading: Reading | Nothing = MISSING
    dossier: Dossier | Nothing = MISSING
    finding: Finding | Nothing = MISSING
    following: Following | Nothing = MISSING
    asking: Asking | Nothing = MISSING
    working: Working | Nothing = MISSING
    prompts: Sequence[Prompting] | Nothing = MISSING
    permissions: Sequence[Permission] | Nothing = MISSING
    moderating: Moderating | Nothing = MISSING
    telling: Telling | Nothing = MISSING
    merging: Sequence[Follows] | Nothing = MISSING
    my_data: Sequence[MyData | Unlinked] | Nothing = MISSING
    erasure: Callable[[Any], None] | Nothing = MISSING
    retention: Sequence[Retention] | Nothing = MISSING
    files: Callable[[], Iterable[str]] | Nothing = MISSING

    def model_of(self, part: str) -> type[Model]:
        return self.parts[part] if part else self.model


ANSWERS = tuple(one.name for one in fields(Noun) if one.name not in {"key", "model", "parts"})
NOUNS: Registry[Noun] = Registry("nouns")
MODELS: Registry[type[Model]] = Registry("models, by the key that rows keep")
ABOVE: Registry[Any] = Registry("answers of a higher room")
_keys: dict[type[Model], str] = {}
_readers: dict[str, list[Callable[[Noun, Any], None]]] = defaultdict(list)


def record_of(key: str, model: type[Model], why: str, **given: Any) -> Noun:
    """A noun that no page shows as such: every answer that is not given is "no", for this one reason."""
    return Noun(key, model, **{name: none(why) for name in ANSWERS} | given)


def declare(*declared: Noun) -> None:
    """Add the nouns of a room; called once in `AppConfig.ready()`."""
    for noun in declared:
        NOUNS.register(noun.key, noun)
        for key, model in {noun.key: noun.model, **noun.parts}.items():
            MODELS.register(key, model)
            _keys[model] = key
        for name in ANSWERS:
            _tell(noun, name)


def answer(key: str, **given: Any) -> None:
    """Say of a noun of a lower room what only this room knows; the noun says FROM_ABOVE there, and one room answers."""
    for name, value in given.items():
        if getattr(NOUNS[key], name) is not FROM_ABOVE and f"{key}.{name}" not in ABOVE:
            raise ValueError(f"{key!r} answers {name!r} itself, and does not leave it to a higher room.")
        ABOVE.register(f"{key}.{name}", value)
        NOUNS.put(key, replace(NOUNS[key], **{name: value}))
        _tell(NOUNS[key], name)


def each(name: str, reader: Callable[[Noun, Any], None]) -> None:
    """Have `reader(noun, answer)` called for every noun that answers, whether declared before or after."""
    if name not in ANSWERS:
        raise ValueError(f"A noun is not asked for {name!r}; there are {', '.join(ANSWERS)}.")
    _readers[name].append(reader)
    for noun in NOUNS:
        found = getattr(noun, name)
        if not isinstance(found, Nothing):
            reader(noun, found)


def _tell(noun: Noun, name: str) -> None:
    found = getattr(noun, name)
    if not isinstance(found, Nothing):
        for reader in _readers[name]:
            reader(noun, found)


def readers() -> dict[str, int]:
    """How many rooms read each answer; an answer that nobody reads is dead."""
    return {name: len(_readers[name]) for name in ANSWERS}


def key_of(noun: Model | type[Model]) -> str:
    """The key that rows about this noun keep."""
    concrete: type[Model] = noun._meta.concrete_model  # type: ignore[assignment]  # None only for abstract models
    try:
        return _keys[concrete]
    except KeyError:
        raise LookupError(
            f"{concrete.__qualname__} is no noun yet: declare it in nouns.py of its room ({concrete.__module__})."
        ) from None


def get(key: str) -> Noun | None:
    """The noun of a key; None for a part, or when its room is gone."""
    return NOUNS.get(key)


@dataclass(frozen=True)
class DossierLine:
    """One thing in a dossier: what, where to read it, and when."""

    title: str
    address: str
    at: datetime


def dossier_line(row: Model, reader: Any) -> DossierLine | None:
    """The line of a row for this reader; None for what does not belong in a dossier, or did not happen yet."""
    noun = NOUNS[key_of(row)]
    if not isinstance(noun.dossier, Dossier) or not isinstance(noun.reading, Reading):
        return None
    at = noun.dossier.when(row)
    return DossierLine(noun.reading.title(row, reader), noun.reading.address(row, reader), at) if at else None
