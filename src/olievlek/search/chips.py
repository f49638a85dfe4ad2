"""Themes and organisations that a question asks for: one line above the answers, and the examples that are theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language

from olievlek.cases.models import Case, CaseTerm
from olievlek.core.audience import Person
from olievlek.index import english, lists
from olievlek.index.analysis import fold, stem, tokenise
from olievlek.index.evidence import is_talked
from olievlek.index.models import Document
from olievlek.index.reader import Answer, Moment
from olievlek.organisations import naming
from olievlek.organisations.models import Organisation
from olievlek.search.recent import Recent
from olievlek.search.rows import Row, Rows
from olievlek.search.sources import SOURCES, localised, nouns

MOST, LOOKED_AT = 4, 12  # chips of a kind; hits of a kind that are looked at
LONGEST_NAME = 160
MOST_OWN = 100  # examples of a theme or an organisation that join the answers
# what says which kind of body it is; the rest of a name is what people type
GENERIC = frozenset(
    ("gemeente", "gemeenten", "provincie", "waterschap", "hoogheemraadschap", "ministerie", "stichting", "regio",
     "van", "de", "het", "en", "voor", "der", "den", "municipality", "province", "ministry", "of", "the")
)  # fmt: skip
CALLED: Recent[naming.Names] = Recent(1)
NO_SUBJECT = lists.stop_words() | lists.stop_words_en()


@dataclass(frozen=True)
class Chip:
    """A theme or an organisation, with its examples, near copies counted once; `is_all` when nothing else is asked."""

    document: int
    kind: str
    is_all: bool
    own: tuple[int, ...]
    number: int


class Names(NamedTuple):
    """What a theme or an organisation is called, and other words for it."""

    all: list[str]


EMPTY = Names([])
Asked = tuple[Row, bool, list[int]]  # what is asked for, whether nothing else is, and the documents of its examples


@dataclass(frozen=True)
class Shown:
    """A chip as the page shows it."""

    name: str
    language: str
    url: str
    kind: str | Promise
    number: int


def shown(found: Sequence[Chip], user: Person) -> list[Shown]:
    """The chips by name in the active language; only of nouns that this person may see."""
    if not found:
        return []
    rows = {row.pk: row for row in Document.objects.filter(pk__in=[chip.document for chip in found]).order_by()}
    noun_of = nouns(rows.values(), user)
    made = []
    for chip in found:
        if (noun := noun_of.get(chip.document)) is not None:
            row = rows[chip.document]
            name, language = (noun.name, get_language() or "") if chip.kind == "theme" else (row.title, row.language)
            made.append(Shown(str(name), language, localised(row.url), SOURCES[chip.kind].label, chip.number))
    return made


def chips(answer: Answer, rows: Iterable[Row], kept: Rows, tokens: frozenset[str], now: Moment | None) -> list[Chip]:
    """Those of the hits that the question asks for, with the documents of their examples that these tokens open."""
    rows = list(rows)
    themes = [row for row in rows if row.kind == "theme"][:LOOKED_AT]
    bodies = [row for row in rows if row.kind == "organisation"][:LOOKED_AT]
    called = _called(answer.question.text, kept, now)
    bodies = list(dict.fromkeys([*called, *bodies]))
    names = _names([*themes, *bodies])
    found = [*_themes(answer, names, themes), *_bodies(answer, names, bodies, called)]
    return [chip for chip in (_filled(*one, kept, tokens, now) for one in found) if chip]


def _called(asked: str, kept: Rows, now: Moment | None) -> list[Row]:
    """Bodies that are called as the whole question is, however its signs are written: "krimpen a/d ijssel".

    Else the few whose name begins so, unless people say those words of other things too.
    """
    names = CALLED.get("", now, lambda: naming.Names.of(Organisation.objects.bodies()))
    meant = names.meant(asked[:LONGEST_NAME])
    if not meant and not all(map(_is_daily, tokenise(asked))):
        begun = names.begun(asked[:LONGEST_NAME])
        meant = begun if len(begun) <= MOST else []
    if not meant:
        return []
    there = Document.objects.live().filter(kind="organisation", object_id__in=meant[:MOST]).order_by("pk")
    keys = list(there.values_list("pk", flat=True))
    rows = kept.get(keys, now)
    return sorted((rows[key] for key in keys if key in rows), key=lambda row: meant.index(row.object_id))


def _names(rows: Sequence[Row]) -> dict[int, Names]:
    if not rows:
        return {}
    documents = Document.objects.live().filter(pk__in=[row.pk for row in rows]).order_by()
    named = documents.values_list("pk", "title", "own_words")
    return {pk: Names([title, *filter(None, own_words.split("\n"))]) for pk, title, own_words in named}


def _filled(
    row: Row, is_all: bool, own: Sequence[int], kept: Rows, tokens: frozenset[str], now: Moment | None
) -> Chip | None:
    """With the examples that may be seen; a theme without any is not offered."""
    there = kept.get(own[:MOST_OWN], now)
    seen = tuple(key for key in own if key in there and not tokens.isdisjoint(there[key].audience))
    number = len({there[key].family or key for key in seen})
    return Chip(row.pk, row.kind, is_all, seen, number) if seen or row.kind == "organisation" else None


def _themes(answer: Answer, names: Mapping[int, Names], rows: Sequence[Row]) -> Iterator[Asked]:
    """Themes of which a name, or another word for it, is in the question; all of it when it asks nothing else."""
    question = answer.question.words
    typed = {stem(word) for word in [*question, *answer.plan.spelled.values()]}
    english_too = {english.stem_en(word) for word in question} if answer.plan.is_english else set()
    rest = [word for word in dict.fromkeys(question) if word not in NO_SUBJECT and word not in lists.filler()]
    found: list[tuple[int, Row]] = []
    for row in rows:
        lengths = [
            len(telling)
            for line in names.get(row.pk, EMPTY).all
            if (telling := [word for word in tokenise(line) if word not in NO_SUBJECT])
            and (typed.issuperset(map(stem, telling)) or english_too.issuperset(map(english.stem_en, telling)))
        ]
        if lengths:
            found.append((max(lengths), row))
    for length, row in sorted(found, key=lambda one: -one[0])[:MOST]:
        yield row, length >= len(rest), _cases_of_theme(row.object_id)


def _cases_of_theme(theme: int) -> list[int]:
    """The documents of the examples about a theme or one below it."""
    about = CaseTerm.objects.filter(role=CaseTerm.Role.THEME).order_by()
    cases = {*about.filter(term=theme).values_list("case", flat=True)}
    cases |= {*about.filter(term__parent=theme).values_list("case", flat=True)}
    return _documents(cases)


def _bodies(answer: Answer, names: Mapping[int, Names], rows: Sequence[Row], called: Sequence[Row]) -> Iterator[Asked]:
    """Organisations that are called so, and those whose name, or another name, is in the question word for word."""
    asked, found = tokenise(answer.question.text), 0
    rest = [word for word in asked if word not in GENERIC and word not in NO_SUBJECT]
    for row in rows:
        length = max((_asked_by(name, asked) for name in names.get(row.pk, EMPTY).all), default=0)
        if (length or row in called) and found < MOST:
            found += 1
            own = Case.objects.filter(owner=row.object_id).order_by().values_list("pk", flat=True)
            yield row, row in called or len(rest) <= length, _documents(own)


def _asked_by(name: str, asked: Sequence[str]) -> int:
    """How many words of the question are this name; 0 when it is not asked.

    A name that is a word of daily talk too ("Best", "Goes") is meant only with its kind before it, or alone.
    """
    whole = tokenise(name)
    telling = [word for word in whole if word not in GENERIC]
    if not telling or not _stands_in(telling, asked):
        return 0
    is_daily = len(telling) == 1 and _is_daily(telling[0])
    if is_daily and len(asked) > 1 and not (len(whole) > 1 and _stands_in(whole, asked)):
        return 0
    return len(telling)


def _stands_in(words: Sequence[str], asked: Sequence[str]) -> bool:
    return any(list(asked[at : at + len(words)]) == list(words) for at in range(len(asked) - len(words) + 1))


def _is_daily(word: str) -> bool:
    """Whether plain wordings, or lists of common words, have this word too."""
    return len(word) < 3 or word in _common() or is_talked(stem(word))


@cache
def _common() -> frozenset[str]:
    common = lists.everyday() | lists.stop_words() | lists.filler() | lists.compound_parts() | lists.filler_en()
    return frozenset(map(fold, common))


def _documents(cases: Iterable[int]) -> list[int]:
    rows = Document.objects.live().filter(kind="case", object_id__in=list(cases)).order_by("-date", "pk")
    return list(rows.values_list("pk", flat=True))
