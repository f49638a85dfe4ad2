"""The national picture, and one organisation beside the others: read from what was frozen, nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from olievlek.core.tables import Column, Table
from olievlek.organisations.sizes import SizeClass
from olievlek.surveys import histograms, scores
from olievlek.surveys.forms import SCALE
from olievlek.surveys.models import Benchmark, Picture, Questionnaire, Round
from olievlek.vocabulary.models import Term

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SCAN = "innovation_scan"


def percent(share: int) -> str:
    """R10: 90 stands for 90 and more."""
    return f"≥ {share}%" if share >= scores.AT_MOST else f"{share}%"


@dataclass(frozen=True)
class Piece:
    """One answer in a bar: where it begins and how wide it is, in percent."""

    value: int
    name: "StrOrPromise"
    share: int
    x: str
    width: str

    @property
    def told(self) -> str:
        return percent(self.share)


@dataclass(frozen=True)
class Spread:
    """The answers to one statement, or to all of a factor. `pieces` is empty when there are too few."""

    name: "StrOrPromise"
    numbers: Sequence[int]

    @cached_property
    def pieces(self) -> list[Piece]:
        shares = scores.shares(self.numbers[: scores.HIGHEST + 1])
        whole = sum(shares) or 1
        starts = [sum(shares[:place]) for place in range(len(shares))]
        return [
            Piece(value, SCALE[value][1], share, f"{100 * start / whole:.2f}%", f"{100 * share / whole:.2f}%")
            for value, (share, start) in enumerate(zip(shares, starts, strict=True))
        ]

    @property
    def most(self) -> Piece | None:
        """The answer that was given most."""
        return max(self.pieces, key=lambda one: one.share, default=None)

    @property
    def dont_know(self) -> int:
        return min(round(100 * self.numbers[histograms.UNKNOWN] / sum(self.numbers)), scores.AT_MOST)

    def row(self) -> list[str]:
        if not self.pieces:
            return [str(self.name), *[_("too few answers")] * (len(SCALE) + 1)]
        return [str(self.name), *(piece.told for piece in self.pieces), percent(self.dont_know)]


class Statement(NamedTuple):
    """One statement in the active language."""

    key: str
    text: str
    factor: str
    factor_name: str


@lru_cache(maxsize=16)
def statements_of(questionnaire: Questionnaire, words: str) -> list[Statement]:
    """Read once by each process: a version that was used never changes. `words` is "nl" or "en"."""
    columns = ("key", f"text_{words}", "factor__key", f"factor__name_{words}")
    return [Statement(*row) for row in questionnaire.items.order_by("position").values_list(*columns)]


class Landscape:
    """The newest half year of which all sizes together may be shown, seen for one size class or for all (empty)."""

    def __init__(self, size: str = "") -> None:
        self.pictures = _newest()
        self.size = size if size in self.pictures else ""

    @property
    def picture(self) -> Picture | None:
        """The national picture that is shown; None when nothing may be."""
        return self.pictures.get(self.size)

    @cached_property
    def statements(self) -> list[Statement]:
        """In order, in the active language."""
        if not self.pictures:
            return []
        words = "en" if (get_language() or "nl").startswith("en") else "nl"
        return statements_of(self.pictures[""].questionnaire, words)

    @property
    def factors(self) -> dict[str, str]:
        """Names by key."""
        return {one.factor: one.factor_name for one in self.statements}

    @cached_property
    def spreads(self) -> list[Spread]:
        """One for each factor, all its statements together."""
        return [Spread(name, self._together(factor)) for factor, name in self.factors.items()]

    def _together(self, factor: str) -> list[int]:
        assert self.picture
        asked = [one.key for one in self.statements if one.factor == factor]
        return histograms.together(self.picture.counts, asked) or [0] * histograms.PLACES

    def per_statement(self) -> Iterator[tuple[Statement, Spread]]:
        assert self.picture
        for one in self.statements:
            yield one, Spread(one.text, self.picture.counts.get(one.key, [0] * histograms.PLACES))

    @property
    def factors_table(self) -> Table:
        return Table(_("Answers per subject"), _heads(_("Subject")), [one.row() for one in self.spreads])

    @property
    def statements_table(self) -> Table:
        rows = [spread.row() for _one, spread in self.per_statement()]
        return Table(_("Answers per statement"), _heads(_("Statement")), rows)

    @property
    def quartiles_table(self) -> Table:
        """Empty rows when fewer than five organisations take part: then the middle one says too much."""
        assert self.picture
        heads: list[Column | StrOrPromise] = [
            _("Subject"),
            *(Column(name, number=True) for name in (_("A quarter is below"), _("Middle"), _("A quarter is above"))),
        ]
        told = self.picture.quartiles
        rows = [[name, *map(str, told[key])] for key, name in self.factors.items() if key in told]
        return Table(_("Scores of organisations, 0 to 100, in steps of five"), heads, rows)


def _heads(first: str) -> list["Column | StrOrPromise"]:
    return [first, *(Column(name, number=True) for _value, name in SCALE), Column(_('"I don\'t know"'), number=True)]


def _newest() -> dict[str, Picture]:
    """Shown pictures by size class, of the newest half year and version; `freeze` shows no part without the whole."""
    found = Picture.objects.released().filter(questionnaire__key=SCAN).select_related("questionnaire")
    newest = found.order_by("-as_of", "-questionnaire__version", "size_class").defer("members", "rounds")
    rows = list(newest[: len(SizeClass) + 1])
    same = [one for one in rows if (one.as_of, one.questionnaire_id) == (rows[0].as_of, rows[0].questionnaire_id)]
    return {one.size_class: one for one in same}


@dataclass(frozen=True)
class Beside:
    """One factor of one organisation beside the others; `own` is None when it is hidden."""

    factor: Term
    own: float | None
    low: int
    middle: int
    high: int

    @property
    def x(self) -> str:
        return f"{self.own or 0:.1f}%"

    @property
    def x_low(self) -> str:
        return f"{self.low}%"

    @property
    def x_middle(self) -> str:
        return f"{self.middle}%"

    @property
    def width(self) -> str:
        return f"{self.high - self.low}%"

    def row(self) -> list[str]:
        own = _("too few answers") if self.own is None else number_format(self.own, 0)
        return [self.factor.name, own, str(self.low), str(self.middle), str(self.high)]


def benchmark_of(round_: Round) -> Benchmark | None:
    """The newest of the organisation, for the same version of the questions: one row."""
    found = Benchmark.objects.filter(
        organisation=round_.organisation_id, picture__questionnaire=round_.questionnaire_id
    )
    heavy = ("counts", "quartiles", "members", "rounds")
    light = found.select_related("picture").defer(*(f"picture__{name}" for name in heavy))
    return light.order_by("-picture__as_of").first()


def beside(benchmark: Benchmark, factors: Sequence[Term], means: dict[str, float]) -> list[Beside]:
    """The factors of the organisation, each with the three numbers of the others."""
    told = benchmark.quartiles
    return [Beside(one, means.get(one.key), *told[one.key]) for one in factors if one.key in told]


def beside_table(lines: Sequence[Beside]) -> Table:
    names = (_("Your organisation"), _("A quarter is below"), _("Middle"), _("A quarter is above"))
    heads: list[Column | StrOrPromise] = [_("Subject"), *(Column(name, number=True) for name in names)]
    return Table(_("Your organisation beside the others"), heads, [line.row() for line in lines])
