"""Which organisation somebody means: bodies have an official name, a daily one, an abbreviation, and former names.

Compared after one folding (`core.text`), in Python: the list is short, and both databases then say the same.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Case, IntegerField, When

from olievlek.core import text
from olievlek.organisations.models import Kind, Organisation, OrganisationQuerySet, OtherName

KIND_WORDS = {
    "gemeente": Kind.MUNICIPALITY, "gem": Kind.MUNICIPALITY, "municipality": Kind.MUNICIPALITY,
    "provincie": Kind.PROVINCE, "prov": Kind.PROVINCE, "province": Kind.PROVINCE,
    "ministerie": Kind.MINISTRY, "min": Kind.MINISTRY, "ministry": Kind.MINISTRY,
}  # fmt: skip
Rank = tuple[int, int]
EXACT_ONLY = 2  # an abbreviation of so many letters is found by itself, never as a part
_KIND_WORD = re.compile(rf"({'|'.join(KIND_WORDS)})\b[.]?\s+(?:of\s+|van\s+)?(?=\S)")
_PROVINCES = {
    "nh": "noord-?holland", "zh": "zuid-?holland", "nb": "noord-?brabant|nbr", "o": "overijssel|ov", "l": "limburg|lb",
    "g": "gelderland|gld", "u": "utrecht|ut", "z": "zeeland|zld", "fr": "fryslan|friesland|f", "gr": "groningen|gn",
    "d": "drenthe|dr", "fl": "flevoland",
}  # fmt: skip
_SHORTENED = (
    (re.compile(r"\s*&\s*"), " en "),
    (re.compile(r"\b(?:st|sint)\b[.]?(?=[\s-])"), "sint"),
    *((re.compile(rf"\b{word[0]}[.]?-(?=[a-z]{{4}})"), f"{word}-") for word in ("noord", "zuid", "oost", "west")),
    *(
        (re.compile(rf"\s*\((?:{short}|{'[.]?'.join(short)}[.]|{names})[.]?\)$"), f" {short}")
        for short, names in _PROVINCES.items()
    ),
    (re.compile(r"(?<=\w) ov[.]?$"), " o"),
    (re.compile("y"), "ij"),
    (re.compile(r"\b(a/d|a\.d\.|aan de[nr]?)(?=\s)"), "ad"),
    (re.compile(r"\b(v/d|v\.d\.|van de[nr]?)(?=\s)"), "vd"),
)


@lru_cache(maxsize=20_000)
def key(name: str) -> str:
    """The common form of two spellings of one name: "Krimpen a/d IJssel", "krimpen aan den ijssel"."""
    name = text.folded(name)
    for long, short in _SHORTENED:
        name = long.sub(short, name)
    return text.letters(name)


@lru_cache(maxsize=20_000)
def _bare(name: str) -> tuple[str, Kind | None]:
    """The name without the word of its kind, and that kind."""
    folded = text.folded(name)
    found = _KIND_WORD.match(folded)
    return (folded[found.end() :], KIND_WORDS[found[1]]) if found else (folded, None)


@lru_cache(maxsize=20_000)
def _words(name: str) -> tuple[str, ...]:
    return tuple(filter(None, map(key, re.split(r"[\s-]+", text.folded(name)))))


@dataclass(frozen=True)
class Named:
    """One name of one body. Level 0 is the name itself, 1 another one of today, 2 one of the past."""

    pk: int
    kind: str
    name: str
    level: int

    def is_called(self, asked: str, kind: Kind | None) -> bool:
        """Whether this is the name asked for, whole; `kind` when a word of the kind stood before it."""
        return (kind is None or self.kind == kind) and key(_bare(self.name)[0]) == key(asked)


@dataclass
class Names:
    """The names of some organisations, at one moment."""

    every: list[Named] = field(default_factory=list)

    @classmethod
    def of(cls, organisations: OrganisationQuerySet) -> "Names":
        """Two queries, however many."""
        every = []
        for pk, kind, name, short in organisations.order_by("pk").values_list("pk", "kind", "name", "short_name"):
            every += [Named(pk, kind, name, 0), *([Named(pk, kind, short, 1)] if short else [])]
        others = OtherName.objects.filter(organisation__in=organisations.order_by()).order_by("pk")
        for pk, kind, name, sort in others.values_list("organisation", "organisation__kind", "name", "kind"):
            every.append(Named(pk, kind, name, 2 if sort == OtherName.Kind.FORMER else 1))
        return cls(every)

    def meant(self, asked: str) -> list[int]:
        """The bodies of exactly this name; more than one where the name does not tell which. Whoever asks chooses.

        The whole name comes before a shorter or another one, and that before a name of the past.
        """
        whole = key(asked)
        bare, kind = _bare(asked)
        if not whole:
            return []
        levels = (
            (one.pk for one in self.every if one.level == 0 and key(one.name) == whole),
            (one.pk for one in self.every if one.level < 2 and one.is_called(bare, kind)),
            (one.pk for one in self.every if one.level < 2 and key(one.name) == whole),
            (one.pk for one in self.every if one.is_called(bare, kind)),
        )
        return next((found for level in levels if (found := list(dict.fromkeys(level)))), [])

    def begun(self, asked: str) -> list[int]:
        """The bodies of which a name of today begins with these whole words: "Nuenen", "Binnenlandse Zaken"."""
        words = _words(_bare(asked)[0])
        begun = (one.pk for one in self.every if one.level < 2 and _words(_bare(one.name)[0])[: len(words)] == words)
        return list(dict.fromkeys(begun)) if words else []

    def found(self, asked: str) -> dict[Rank, list[int]]:
        """Every body that has this in one of its names, by how well it fits; the lowest rank fits best."""
        ranks: dict[int, Rank] = {}
        for one in self.every:
            rank = _rank(one, asked)
            if rank is not None:
                ranks[one.pk] = min(ranks.get(one.pk, rank), rank)
        ranks |= dict.fromkeys(self.meant(asked), (0, 0))
        groups: dict[Rank, list[int]] = {}
        for pk, rank in ranks.items():
            groups.setdefault(rank, []).append(pk)
        return dict(sorted(groups.items()))


def _rank(one: Named, asked: str) -> Rank | None:
    """How well a name fits what was typed, lower is better; None when it does not."""
    whole, mine = key(asked), key(one.name)
    if not whole:
        return None
    if mine == whole or one.is_called(*_bare(asked)):
        return 1, one.level
    if len(whole) <= EXACT_ONLY and not mine.startswith(whole) and key(_bare(one.name)[0])[: len(whole)] != whole:
        return None
    if len(mine) <= EXACT_ONLY:
        return None
    if key(_bare(one.name)[0]).startswith(whole) or mine.startswith(whole):
        return 2, one.level
    words = _words(asked)
    if whole in mine or (words and all(word in mine for word in words)):
        return 3, one.level
    return None


def named(organisations: OrganisationQuerySet, asked: str) -> OrganisationQuerySet:
    """Those that have this in a name, the one that is called so first."""
    groups = list(Names.of(organisations).found(asked).values())
    if not groups:
        return organisations.none()
    place = Case(*(When(pk__in=group, then=at) for at, group in enumerate(groups)), output_field=IntegerField())
    found = organisations.filter(pk__in=[pk for group in groups for pk in group])
    return found.annotate(place=place).order_by("place", "name")


def meant(organisations: OrganisationQuerySet, asked: str) -> list[Organisation]:
    """Those that are called exactly so; more than one where the name does not tell which."""
    return list(organisations.filter(pk__in=Names.of(organisations).meant(asked)).order_by("name"))
