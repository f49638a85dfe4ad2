"""Dutch text to index terms: lower, fold, tokenise, stop words, compound parts, stem, 4-grams. Pure and cached.

The database's own stemmers are never used: both databases must find the same. The stemmer is `dutch_porter`;
the newer `dutch` algorithm mangles inner "ge" (burgerzaken becomes burrzaak).
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

import Stemmer

from olievlek.core.text import folded
from olievlek.index import lists
from olievlek.index.verbs import infinitive

# "100%", "wmo2015", "b&w", "2.5.1"; letters of any script.
_TOKEN = re.compile(r"\d+(?:[.,]\d+)+%?|[^\W_]+(?:&[^\W_]+)*%?")
# What is written on or beside a letter belongs to its word: vowels of Hindi and Thai, points of Hebrew and Arabic.
_MARKS = "".join(
    sign
    for sign in map(chr, range(0x300, 0xFE00))  # beyond 0xFFFF the pattern would be many times slower
    if unicodedata.category(sign) in {"Mn", "Mc"}
)
_HAS_MARKS = re.compile(f"[{_MARKS}]")
_MARKED = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_MARKED_TOKEN = re.compile(rf"\d+(?:[.,]\d+)+%?|{_MARKED}(?:&{_MARKED})*%?")
_PLURAL_S = re.compile(r"(?<=[^\W\d_])['’`´]s\b")  # auto's -> auto
_SINGLE_LETTER_HYPHEN = re.compile(r"\b([^\W\d_])-(?=[^\W\d_]{2})")  # e-mail -> email
_NOT_ASCII = re.compile(r"\S*[^\s\x00-\x7f]\S*")
_UNSEEN = "\u00ad\u200b-\u200f\u2060-\u2064\ufeff"  # soft hyphen, without width, direction
_END = {"v": "f", "z": "s"}
LINKS = ("", "s", "en", "e", "n")
MIN_COMPOUND, MIN_PART, MIN_LEARNT_PART, MIN_LEARNT_COUNT = 6, 3, 4, 3
COMMON_PART = range(5, 10)  # letters
MAX_WORD = 64  # longer "words" are codes or noise: kept whole, never split
GRAM = 4
MAX_START, FIRST = 16, "^"  # longest typed beginning that suggestions tell apart; mark of a first word


_folded = lru_cache(maxsize=100_000)(folded)


def fold(text: str) -> str:
    """Lower case without accents, as `core.text.folded`, word by word: "Coördinatie" and "coordinatie" are one."""
    return text.lower() if text.isascii() else _NOT_ASCII.sub(lambda match: _folded(match[0]), text).lower()


def tokenise(text: str) -> list[str]:
    """The words of a text, folded, in order, stop words included."""
    folded = _SINGLE_LETTER_HYPHEN.sub(r"\1", _PLURAL_S.sub("", fold(text)))
    return (_MARKED_TOKEN if _is_marked(folded) else _TOKEN).findall(folded)


def _is_marked(text: str) -> bool:
    """Rare, and slower to read."""
    return not text.isascii() and _HAS_MARKS.search(text) is not None


# a word as it was typed: with accents apart, signs that nobody sees, and "e-mail" whole
def _run_of(marks: str) -> re.Pattern[str]:
    letter = rf"[^\W_][{marks}{_UNSEEN}]*"
    return re.compile(
        rf"(?:(?<![^\W\d_])[^\W\d_][-\u2010-\u2013](?=[^\W\d_]{{2}}))?(?:{letter})+(?:[&'’.,ʼ′](?:{letter})+)*%?"
    )


_RUN, _MARKED_RUN = _run_of("\u0300-\u036f"), _run_of(_MARKS)
_run_tokens = lru_cache(maxsize=100_000)(lambda run: tuple(tokenise(run)))


def spans(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Start, end and tokens of every run of word characters in the text as it was typed."""
    for match in (_MARKED_RUN if _is_marked(text) else _RUN).finditer(text):
        start, end = match.span()
        yield start, end, _run_tokens(text[start:end])


_local = threading.local()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Dutch stem of a folded word, with the spelling of its end made one: brieven and brief, bruggen and brug."""
    stemmer = getattr(_local, "stemmer", None)
    if stemmer is None:  # a Stemmer object may not be shared between threads
        stemmer = _local.stemmer = Stemmer.Stemmer("dutch_porter")
    found = str(stemmer.stemWord(_without_ending(word)))
    if len(found) > 3 and found[-1] == found[-2] and found[-1] not in "aeiou":
        found = found[:-1]
    return found[:-1] + _END.get(found[-1], found[-1]) if len(found) > 2 else found


def _without_ending(word: str) -> str:
    """What the algorithm does not know: forms of verbs, "-je" of small things, the s of "-ies" (subsidies)."""
    if word.endswith("ies"):
        return word[:-1]
    small = word.removesuffix("s")
    if not small.endswith("je") or len(small) < 6:
        return infinitive(word)
    thing = small.removesuffix("je")
    if thing in lists.compound_parts():  # kaartje, straatje
        return thing
    return thing[:-1] if thing.endswith(("lt", "nt", "rt", "wt", "mp")) else thing


@lru_cache(maxsize=200_000)
def grams_of(word: str) -> tuple[str, ...]:
    """The 4-grams of `_word_`; a shorter word gives itself."""
    framed = f"_{word}_"
    return tuple(framed[at : at + GRAM] for at in range(max(1, len(framed) - GRAM + 1)))


_joined_grams = lru_cache(maxsize=200_000)(lambda word: " ".join(grams_of(word)))


def starts_of(words: Sequence[str]) -> Iterator[str]:
    """What a person may have typed so far of these words; the first word also with a mark, as it is guessed first."""
    for at, word in enumerate(dict.fromkeys(words)):
        for length in range(1, min(len(word), MAX_START) + 1):
            yield word[:length]
            if at == 0:
                yield FIRST + word[:length]


def count_words(texts: Iterable[str]) -> Counter[str]:
    """In how many of the texts each word occurs: what the splitter and the speller learn from."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word for word in tokenise(text) if len(word) <= MAX_WORD})
    return counts


@cache
def _words_of_people() -> frozenset[str]:
    """Words of the list of plain words that may be part of a compound, also where no document has them alone."""
    words = {word for _, plain in lists.plain_words() for word in tokenise(plain)}
    return frozenset(word for word in words if word.isalpha() and len(word) in COMMON_PART)


class Analyser:
    """Analysis with one lexicon; the same lexicon must analyse the documents and the queries."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        stop = lists.stop_words()
        own = {fold(word) for word in lists.compound_parts()} | _words_of_people()
        self.stop = frozenset(fold(word) for word in stop)
        self._known: dict[str, int] = {word: 1 + counts.get(word, 0) for word in own}
        for word, count in counts.items():
            if count >= MIN_LEARNT_COUNT and len(word) >= MIN_LEARNT_PART and word.isalpha():
                self._known.setdefault(word, count)
        for word in self.stop | lists.never_parts():
            self._known.pop(word, None)
        self._stems = {stem(word) for word in self._known if len(word) >= MIN_LEARNT_PART}
        # the words a folded compound is made of; empty when it is none
        self.parts = lru_cache(maxsize=200_000)(self._split)
        # index terms of one folded word: its stem, and the stems of its parts
        self.terms_of = lru_cache(maxsize=200_000)(self._terms_of)
        # those of all words in a run without spaces, such as "wonen,zorg"
        self.terms_in = lru_cache(maxsize=200_000)(self._terms_in)
        self._joined_terms = lru_cache(maxsize=200_000)(lambda word: " ".join(self.terms_of(word)))

    def _terms_of(self, word: str) -> tuple[str, ...]:
        if word in self.stop or (len(word) == 1 and word.isalpha()):
            return ()
        whole = stem(word)
        return (whole, *(term for term in map(stem, self.parts(word)) if term != whole))

    def _terms_in(self, tokens: tuple[str, ...]) -> frozenset[str]:
        return frozenset(term for token in tokens for term in self.terms_of(token))

    def words(self, text: str) -> list[str]:
        """Terms of a text, in order."""
        return [term for word in tokenise(text) for term in self.terms_of(word)]

    def fields(self, title: str, rest: str) -> dict[str, str]:
        """The text fields of a document, terms parted by spaces: the title counts twice, and alone gives `starts`."""
        named = tokenise(title)
        tokens = named + named + tokenise(rest)
        return {
            "words": " ".join(filter(None, map(self._joined_terms, tokens))),
            "grams": " ".join(_joined_grams(word) for word in tokens if word not in self.stop),
            "exact": " ".join(tokens[len(named) :]),
            "starts": " ".join(starts_of(named)),
        }

    def _split(self, word: str) -> tuple[str, ...]:
        if not MIN_COMPOUND <= len(word) <= MAX_WORD or not word.isalpha():
            return ()
        best: tuple[float, tuple[str, ...]] | None = None
        for at in range(MIN_PART, len(word) - MIN_PART + 1):
            right = self._right(word[at:])
            left = self._left(word[:at]) if right else ()
            if left and right:
                weight = (self._weight(left) * self._weight(right)) ** (1 / (len(left) + len(right)))
                best = max(best or (weight, left + right), (weight, left + right))
        return tuple(dict.fromkeys(inner for part in best[1] for inner in (part, *self.parts(part)))) if best else ()

    def _weight(self, parts: tuple[str, ...]) -> float:
        """Common and long parts are likelier; the length keeps short chance hits away."""
        weight = 1.0
        for part in parts:
            weight *= self._known.get(part, 1) * len(part) ** 3
        return weight

    def _left(self, text: str) -> tuple[str, ...]:
        """A known word with or without its linking letters ("beleids", "boeken"), or itself a compound."""
        for link in LINKS:
            base = text[: len(text) - len(link)] if link else text
            if text.endswith(link) and len(base) >= MIN_PART and base in self._known:
                return (base,)
        return self.parts(text)

    def _right(self, text: str) -> tuple[str, ...]:
        """A known word, in any of its forms, or itself a compound."""
        if text in self._known:
            return (text,)
        form = len(text) > MIN_LEARNT_PART and text not in lists.never_parts() and stem(text) in self._stems
        return (text,) if form else self.parts(text)
