"""From what a person typed to weighted index terms: one flat sum, measured best of what was tried.

Words 1.0, of daily talk 0.3; in a title 0.3 more; what two of them make together 0.6; the rarest 4-grams 0.4; the
nearest known word for an unknown one 1.0; synonyms and abbreviations 0.5; the office word for a plain word 2.2, for
several together 7, more when told in several ways, less where documents have the plain words too; words that our
documents associate, up to 0.5, only where nothing else told what is meant. The figures stand in ADR 0015.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from math import sqrt

from olievlek.index import english, lists
from olievlek.index.analysis import LINKS, MAX_START, Analyser, fold, grams_of, stem, tokenise
from olievlek.index.associations import Associations
from olievlek.index.speller import Speller
from olievlek.index.thesaurus import Meant, PlainWords, Thesaurus, key
from olievlek.index.verbs import is_form, joined

WORD, GRAM, RELATED = 1.0, 0.4, 0.5
EVERYDAY = 0.3  # words of daily talk beside words with a subject
TITLE = 0.3  # a word that stands in the title, beside what it weighs anywhere
APART = 0.6  # the one word that two words of the question make
TRANSLATED = 0.8  # a Dutch word for an English one
OFFICE_PART = 0.7  # the parts of an office word, beside the whole
LEAST_MENDED = 6  # letters of an English word: our list of them is short
LEAST_HALF = 5  # letters of each half of a compound with a typo
RAREST, RARE = 16, 0.1  # 4-grams; those that a larger part of the documents has cost most and tell least
FEW_DOCUMENTS, FEW_GRAMS = 200, 6  # too few to call anything common; 4-grams of a question that has only common ones
MOST_MEANT = 8  # office words of one question: more cost time, and found nothing more
MAX_QUERY, MAX_WORDS = 500, 40  # characters and words that are read of a query

Term = tuple[str, str]
_NEXT_CLAUSE = ("als", "dat", "die", "en", "maar", "of", "om", "omdat", "want", "zodat")
_QUERY_PART = re.compile(r'(?P<minus>(?:^|(?<=\s))-)?(?:["“”„](?P<phrase>[^"“”„]*)["“”„]?|(?P<word>[^\s"“”„]+))')


@dataclass(frozen=True)
class Question:
    """A query as read: words to find, phrases that must occur, words that may not occur."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases)


def read(text: str) -> Question:
    """Understand quotes and minus; anything else is a word. Never fails."""
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[str] = []
    for match in _QUERY_PART.finditer(text[:MAX_QUERY]):
        quoted = match["phrase"] is not None
        tokens = tokenise(match["phrase"] if quoted else match["word"])
        if match["minus"]:
            without += tokens
        else:
            words += tokens
            if quoted and tokens:
                phrases.append(tuple(tokens))
    return Question(text.strip(), tuple(words[:MAX_WORDS]), tuple(phrases), tuple(without))


@dataclass(frozen=True)
class Language:
    """What one build of the index knows about words: the same for documents and queries, in every process."""

    counts: Mapping[str, int]
    analyser: Analyser
    speller: Speller
    thesaurus: Thesaurus
    plain: PlainWords

    @cached_property
    def documents(self) -> int:
        """About how many there are: the commonest word is in nearly all."""
        return max(self.counts.values(), default=0)

    @classmethod
    def learn(cls, counts: Mapping[str, int]) -> Language:
        analyser = Analyser(counts)
        plain = PlainWords(lists.plain_words(), analyser)
        known = dict.fromkeys(sorted(plain.words), 1) | dict(counts)  # a typo in a plain word can be mended too
        return cls(counts, analyser, Speller(known), Thesaurus(lists.related(), analyser), plain)


@dataclass
class Plan:
    """How a question is asked of the engine, and what may be said about it on the page."""

    weights: dict[Term, float] = field(default_factory=dict)
    subject: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    spelled: dict[str, str] = field(default_factory=dict)
    related: list[str] = field(default_factory=list)
    associated: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)  # of office words: they help the order and say nothing to a reader
    meant: Sequence[Meant] = ()
    is_english: bool = False
    dutch: Sequence[tuple[tuple[str, ...], tuple[str, ...]]] = ()  # English wordings, each with its Dutch words

    def add(self, name: str, term: str, weight: float) -> None:
        self.weights[name, term] = max(weight, self.weights.get((name, term), 0.0))


def plan(
    question: Question,
    language: Language,
    doc_freq: Callable[[Term], int],
    *,
    associations: Associations | None = None,
    plain: PlainWords | None = None,
    literal: bool = False,
    english_page: bool = False,
) -> Plan:
    """The flat sum for a question; `literal` leaves related, plain and associated words out.

    `doc_freq` tells which words are unknown and which 4-grams are rare; grams that no document has are left out. A
    question whose words tell no language is in that of the page.
    """
    made, analyser = Plan(), language.analyser
    if english.is_english(question.words, page=english_page, known=lambda word: key(word) in language.plain.keys):
        return _plan_english(question, language, doc_freq, literal=literal)
    typed = verbs_joined(question.words, doc_freq)
    made.subject = subject = subject_words(typed, analyser)
    telling = [word for word in subject if word not in lists.everyday()] or subject
    for word in subject:
        for term in analyser.terms_of(word):
            made.add("words", term, WORD if word in telling else EVERYDAY)
        made.add("starts", word[:MAX_START], TITLE)
    made.words = [term for name, term in made.weights if name == "words"]
    _add_spelled(made, subject, language, doc_freq)
    apart = list(written_apart([made.spelled.get(word, word) for word in question.words], language))
    for word in apart:
        made.add("words", stem(word), APART)
    if not literal:
        _add_related(made, [made.spelled.get(word, word) for word in subject], language)
        asked = [*(made.spelled.get(word, word) for word in typed), *apart]
        meant = (plain or language.plain).meant(asked, lambda one: doc_freq(("words", one)))
        made.meant = meant[:MOST_MEANT]
        if not meant:  # measured: beside what people told us, what texts have in common only blurs
            _add_associated(made, associations)
        _add_meant(made, made.meant, language)
    for gram in rarest({gram for word in telling for gram in grams_of(word)}, doc_freq, language.documents):
        made.add("grams", gram, GRAM)
    return made


def _plan_english(question: Question, language: Language, doc_freq: Callable[[Term], int], *, literal: bool) -> Plan:
    """For a question in English: its words, for documents have some, and Dutch words of daily talk for them."""
    made = Plan(is_english=True, subject=english.subject(question.words))
    for typed in made.subject:
        word = typed
        unknown = len(typed) >= LEAST_MENDED and not doc_freq(("words", stem(typed)))
        if unknown and (near := english.speller().correct(typed)):
            word = made.spelled[typed] = near
        made.add("words", stem(word), EVERYDAY if word in english.small() else WORD)
        made.add("starts", word[:MAX_START], TITLE)
    made.words = [term for name, term in made.weights if name == "words"]
    mended = [made.spelled.get(word, word) for word in question.words]
    made.dutch = [] if literal else english.in_dutch(mended)
    for wording, translations in made.dutch:
        weight = TRANSLATED * (EVERYDAY if english.small().issuperset(wording) else 1.0)
        for dutch in translations:
            made.related.append(dutch)
            tokens = [token for token in _tokens(dutch) if language.analyser.terms_of(token)]
            for token in tokens:
                for at, term in enumerate(language.analyser.terms_of(token)):
                    part = weight if at == 0 else weight * OFFICE_PART
                    made.add("words", term, part / sqrt(len(tokens)))
    telling = [word for word in made.subject if word not in english.small()]
    for gram in rarest({gram for word in telling for gram in grams_of(word)}, doc_freq, language.documents):
        made.add("grams", gram, GRAM)
    return made


def verbs_joined(words: Sequence[str], doc_freq: Callable[[Term], int]) -> list[str]:
    """With the two halves of a verb together: "vraag … aan" asks for aanvragen, where documents know that word."""
    found = list(words)
    for at, word in enumerate(words):
        for place, particle in enumerate(words[at + 1 :], at + 2):
            ends = place == len(words) or words[place] in _NEXT_CLAUSE
            verb = joined(particle, word) if ends else None
            if verb and doc_freq(("words", stem(verb))):
                found[at] = verb
                break
    return found


def written_apart(words: Sequence[str], language: Language) -> Iterator[str]:
    """The known words that two words side by side make: "afval inzameling", "bewoner brief"."""
    return (word for _left, _right, word in joined_pairs(words, language))


def joined_pairs(words: Sequence[str], language: Language) -> Iterator[tuple[str, str, str]]:
    """Two words side by side, and the known word that they make."""
    stop = language.analyser.stop
    for left, right in pairwise(words):
        for link in LINKS if not stop & {left, right} else ():
            if (word := left + link + right) in language.counts:
                yield left, right, word


def _add_spelled(made: Plan, subject: list[str], language: Language, doc_freq: Callable[[Term], int]) -> None:
    for word in subject:
        known = language.analyser.parts(word) or key(word) in language.plain.keys or is_form(word)
        unknown = not known and not doc_freq(("words", stem(word)))
        if unknown and (near := language.speller.correct(word) or _mended_half(word, language)):
            made.spelled[word] = near
            for term in language.analyser.terms_of(near):
                made.add("words", term, WORD)
            made.add("starts", near[:MAX_START], TITLE)


def _mended_half(word: str, language: Language) -> str | None:
    """A compound of a known word and one that can be mended: "wahctwoordenbeheer"."""
    known = language.counts
    for at in range(LEAST_HALF, len(word) - LEAST_HALF + 1):
        left, right = word[:at], word[at:]
        if right in known and (near := language.speller.correct(left)):
            return near + right
        if left in known and (near := language.speller.correct(right)):
            return left + near
    return None


def _add_meant(made: Plan, found: Sequence[Meant], language: Language) -> None:
    for meant in found:
        tokens = _tokens(meant.office)
        weight = meant.weight / sqrt(len(tokens))
        made.related.append(meant.office)
        for token in tokens:
            for at, term in enumerate(language.analyser.terms_of(token)):
                made.parts |= {term} if at and ("words", term) not in made.weights else set()
                made.add("words", term, weight if at == 0 else weight * OFFICE_PART)


def _add_related(made: Plan, words: list[str], language: Language) -> None:
    for target in language.thesaurus.related(tuple(stem(word) for word in words)):
        made.related.append(target)
        for term in language.analyser.words(target):
            if term not in _filler_stems():  # "gemeente" in a compound says nothing
                made.add("words", term, RELATED / sqrt(len(_tokens(target))))


def _add_associated(made: Plan, associations: Associations | None) -> None:
    near = associations.near(made.words, subjects=len(made.subject)) if associations else []
    for term, weight in near:
        if ("words", term) not in made.weights:
            made.associated.add(term)
            made.add("words", term, weight)


def subject_words(words: Iterable[str], analyser: Analyser) -> list[str]:
    """The words without stop words, and without the filler of a question unless nothing else is left."""
    content = [word for word in dict.fromkeys(words) if analyser.terms_of(word)]
    return [word for word in content if word not in _filler()] or content


@cache
def _filler() -> frozenset[str]:
    return frozenset(map(fold, lists.filler()))


@cache
def _filler_stems() -> frozenset[str]:
    return frozenset(map(stem, _filler()))


_tokens = lru_cache(maxsize=50_000)(tokenise)  # of what stands on our lists


def rarest(grams: set[str], doc_freq: Callable[[Term], int], documents: int) -> list[str]:
    """The 4-grams that tell most, at most RAREST, in a fixed order."""
    counted = sorted((count, gram) for gram in grams if (count := doc_freq(("grams", gram))))
    common = max(FEW_DOCUMENTS, RARE * documents)
    telling = [one for one in counted if one[0] <= common] or counted[:FEW_GRAMS]
    return [gram for _, gram in telling[:RAREST]]
