"""Forms of Dutch verbs to their infinitive: questions say "betaald" and "vraagt", offices "betaling" and "aanvraag".

The stemmer knows endings only; participles, third persons and strong verbs would each be a word of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from olievlek.index import lists

_VOWELS = "aeiou"
_PREFIXES = ("be", "her", "ont", "ver")  # without "ge" in the participle
_PARTICLES = (
    "aan", "achter", "af", "bij", "binnen", "deel", "dicht", "door", "goed", "in", "langs", "mee", "na", "neer", "om",
    "onder", "op", "open", "over", "samen", "schoon", "tegen", "terug", "thuis", "toe", "uit", "vast", "vol", "voor",
    "weer", "weg",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def infinitive(word: str) -> str:
    """The infinitive of a form of a known verb; any other word is left as it is."""
    forms = _forms()
    if word in forms:
        return forms[word]
    if word in lists.no_verb_forms():
        return word
    for particle in _PARTICLES:
        rest = word.removeprefix(particle)
        if rest != word and (found := forms.get(rest) or _prefixed(rest, forms) or _strong().get(rest)):
            return particle + found
    return _prefixed(word, forms) or word


def is_form(word: str) -> bool:
    """Whether this is some form of a known verb."""
    return word in _forms() or infinitive(word) != word


def joined(particle: str, word: str) -> str | None:
    """The verb that a form and a particle further on make together: "vraag … aan" is aanvragen."""
    found = _forms().get(word) or _prefixed(word, _forms())
    return particle + found if found and particle in _PARTICLES else None


def _prefixed(word: str, forms: dict[str, str]) -> str | None:
    for prefix in _PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and (found := forms.get(rest) or forms.get(f"ge{rest}") or _strong().get(rest)):
            return prefix + found
    return None


@cache
def _forms() -> dict[str, str]:
    """What may stand for itself. A form that is a noun of its own (plant, leden) keeps its own stem."""
    nouns = lists.compound_parts() | lists.no_verb_forms()
    regular = {form: verb for verb in lists.verbs() for form in _regular(verb) if form not in nouns}
    strong = {form: verb for form, verb in _strong().items() if form not in nouns}
    return regular | strong | {verb: verb for verb in lists.verbs()}


@cache
def _strong() -> dict[str, str]:
    return {form: verb for verb, forms in lists.verbs().items() for form in forms}


def _regular(verb: str) -> Iterator[str]:
    """Third person, past and participle; where the spelling of the stem is in doubt, both."""
    for base in _bases(verb):
        yield base
        for end in ("t", "te", "ten", "de", "den", "d"):
            yield base + end
        for end in ("d", "t", "de", "te"):
            yield f"ge{base}{end}"
        if base[-1] in "dt":
            yield f"ge{base}"


def _bases(verb: str) -> set[str]:
    """The first person: bellen bel, betalen betaal, regelen regel, registreren registreer, leven leef."""
    root = verb.removesuffix("en")
    if len(root) > 2 and root[-1] == root[-2]:
        return {root[:-1]}
    ends = {"v": "f", "z": "s"}.get(root[-1], root[-1])
    short = len(root) > 1 and root[-2] in _VOWELS and (len(root) < 3 or root[-3] not in _VOWELS)
    if not short or root[-1] in _VOWELS:
        return {root[:-1] + ends}
    long = root[:-1] + root[-2] + ends
    return {long, root} if root[-2:] in ("el", "er", "en", "em", "ig") else {long}
