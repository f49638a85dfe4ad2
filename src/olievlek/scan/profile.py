"""The result of a closed round, as the page, the table and the file show it: read from frozen cells, nothing else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from olievlek.core.tables import Table
from olievlek.scan.content import talks, told
from olievlek.scan.levels import Level, level_of
from olievlek.scan.models import Evidence
from olievlek.scan.radar import Radar, radar
from olievlek.surveys.models import Cell, Item, Round
from olievlek.vocabulary.models import Term

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

GAP = 20
UNKNOWN = 30
PROOF_FROM = 50
TREND_FROM_OPEN = 10
SPREADS = {
    "close": gettext_lazy("people see this much alike"),
    "mixed": gettext_lazy("people see this differently"),
    "apart": gettext_lazy("people see this very differently"),
}


def whole(score: float) -> int:
    """A score as people read it: whole points, and a half goes up, on the page as in every file."""
    return int(Decimal(str(score)).quantize(Decimal(1), ROUND_HALF_UP))


def points(score: float) -> str:
    return number_format(whole(score))


@dataclass(frozen=True)
class Part:
    """A layer or a department, with its means per factor; `people` is None when it is hidden."""

    name: "StrOrPromise"
    people: int | None
    means: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Gap:
    """The two parts that see a factor most differently."""

    low: str
    low_mean: float
    high: str
    high_mean: float

    @property
    def x_low(self) -> str:
        return f"{self.low_mean:.1f}%"

    @property
    def x_high(self) -> str:
        return f"{self.high_mean:.1f}%"

    @property
    def points(self) -> int:
        return whole(self.high_mean) - whole(self.low_mean)

    @property
    def is_large(self) -> bool:
        return self.high_mean - self.low_mean >= GAP


@dataclass(frozen=True)
class Line:
    """One factor of the profile; `mean` is None when there are too few answers."""

    factor: Term
    mean: float | None
    dont_know: int
    spread: "StrOrPromise"
    before: float | None
    gap: Gap | None
    evidence: int
    asked: int

    @property
    def level(self) -> Level | None:
        return None if self.mean is None else level_of(self.mean)

    @property
    def change(self) -> int | None:
        """In whole points, as both are shown; None when one of the two is hidden."""
        return None if self.mean is None or self.before is None else whole(self.mean) - whole(self.before)

    @property
    def without_proof(self) -> bool:
        """People say that it is organised, and nothing shows it (004-17). It never changes the score."""
        return self.mean is not None and self.mean >= PROOF_FROM and self.evidence == 0

    @property
    def is_divided(self) -> bool:
        """People see it so differently that the mean alone says little."""
        return self.spread == SPREADS["apart"]

    @property
    def is_unknown(self) -> bool:
        return self.dont_know > UNKNOWN

    @property
    def advice(self) -> str:
        return told(self.factor.key, self.level.key) if self.level else ""

    @property
    def talk(self) -> str:
        """One question to talk about."""
        return talks(self.factor.key)[0]

    @property
    def trap(self) -> str:
        return told(self.factor.key, "trap")

    @property
    def x(self) -> str:
        """Where it stands on the strip, in percent, with a dot."""
        return f"{self.mean or 0:.1f}%"

    @property
    def x_before(self) -> str:
        return f"{self.before or 0:.1f}%"


@dataclass(frozen=True)
class Statement:
    """One statement with its mean."""

    item: Item
    mean: float


class Profile:
    """All that is shown of one closed round."""

    def __init__(self, round_: Round) -> None:
        self.round = round_
        self.cells = {(cell.layer, cell.department_id): cell for cell in round_.cells.order_by("pk")}
        self.items = list(round_.questionnaire.items.select_related("factor").order_by("position"))
        self.previous = _previous(round_)

    @cached_property
    def all(self) -> Cell:
        return self.cells["", None]

    @property
    def is_shown(self) -> bool:
        return self.all.is_released

    @cached_property
    def lines(self) -> list[Line]:
        """The seven factors, in the order of the questions."""
        proofs = set(Evidence.objects.filter(organisation=self.round.organisation_id).values_list("item", flat=True))
        before = means_of(_all_cell(self.previous)) if self.previous and self._may_compare(self.previous) else {}
        return [self._line(factor, proofs, before) for factor in dict.fromkeys(item.factor for item in self.items)]

    def _line(self, factor: Term, proofs: set[str], before: dict[str, float]) -> Line:
        figures = self.all.figures.get("factors", {}).get(factor.key, {})
        asking = [item.key for item in self.items if item.factor_id == factor.pk and item.evidence]
        return Line(
            factor=factor,
            mean=figures.get("mean"),
            dont_know=figures.get("dont_know", 0),
            spread=SPREADS.get(figures.get("spread", ""), ""),
            before=before.get(factor.key),
            gap=_gap(self.layers, factor.key),
            evidence=sum(item in proofs for item in asking),
            asked=len(asking),
        )

    def _may_compare(self, other: Round) -> bool:
        """R8: with an open link it is not known who took part, so both rounds need twice as many people."""
        if not (self.round.takes_anyone or other.takes_anyone):
            return True
        both = (self.all.people or 0, _all_cell(other).people or 0)
        return min(both) >= 2 * max(self.round.minimum_group, other.minimum_group)

    @cached_property
    def layers(self) -> list[Part]:
        return [_part(group.name, self.cells.get((group.key, None))) for group in self.round.groups]

    @cached_property
    def departments(self) -> list[Part]:
        rows = self.round.departments.order_by("position", "id")
        return [_part(row.name, self.cells.get(("", row.pk))) for row in rows]

    @cached_property
    def for_others(self) -> list[Line]:
        """The factors as others see them in a shared profile: levels only."""
        bare = {"dont_know": 0, "spread": "", "before": None, "gap": None, "evidence": 0, "asked": 0}
        return [replace(line, **bare) for line in self.lines]  # type: ignore[arg-type]  # each has its own type

    @property
    def radar_for_others(self) -> Radar:
        lines = self.for_others
        return radar([str(line.factor) for line in lines], [line.mean for line in lines], [])

    @property
    def table_for_others(self) -> Table:
        few = _("too few answers")
        rows = [
            [str(line.factor), *((few, few) if line.level is None else (points(line.mean or 0), line.level.name))]
            for line in self.for_others
        ]
        return Table(_("Seven subjects, 0 to 100"), [_("Subject"), _("Score"), _("Level")], rows, caption_hidden=True)

    @property
    def gaps(self) -> list[Line]:
        """Factors on which layers can be compared, the widest gap first."""
        return sorted((line for line in self.lines if line.gap), key=lambda line: -line.gap.points if line.gap else 0)

    @property
    def weakest_first(self) -> list[Line]:
        """For the next steps: where most is to be won."""
        return sorted((line for line in self.lines if line.mean is not None), key=lambda line: line.mean or 0)

    def statements(self, *, strongest: bool, most: int = 3) -> list[Statement]:
        """The statements that people agree with most, or least."""
        figures = self.all.figures.get("items", {})
        found = [Statement(item, figures[item.key]["mean"]) for item in self.items if item.key in figures]
        return sorted(found, key=lambda one: (-one.mean if strongest else one.mean, one.item.position))[:most]

    @property
    def higher(self) -> int:
        return sum((line.change or 0) > 0 for line in self.lines)

    @property
    def lower(self) -> int:
        return sum((line.change or 0) < 0 for line in self.lines)

    @property
    def radar(self) -> Radar:
        """The same facts in the round."""
        lines = self.lines
        before = [line.before for line in lines] if self.previous else []
        return radar([str(line.factor) for line in lines], [line.mean for line in lines], before)

    @property
    def table(self) -> Table:
        """The same facts as the dot plot."""
        few = _("too few answers")
        heads = [_("Subject"), _("Now"), _("Last time"), _("Level"), _("How alike"), _('"I don\'t know"')]
        rows = [
            [
                line.factor.name,
                few if line.mean is None else points(line.mean),
                (few if self.previous else "–") if line.before is None else points(line.before),
                line.level.name if line.level else few,
                line.spread or few,
                f"{line.dont_know}%" if self.is_shown else few,
            ]
            for line in self.lines
        ]
        return Table(_("Seven subjects, 0 to 100"), heads, rows, caption_hidden=True)

    def parts_table(self, parts: Sequence[Part], caption: str) -> Table:
        """Parts beside each other; what is hidden says so."""
        few = _("too few answers")
        rows = [
            [
                line.factor.name,
                *(points(part.means[line.factor.key]) if line.factor.key in part.means else few for part in parts),
            ]
            for line in self.lines
        ]
        return Table(caption, [_("Subject"), *(part_label(part) for part in parts)], rows)


def part_label(part: Part) -> str:
    """The name, with how many people when that is known."""
    return str(part.name) if part.people is None else f"{part.name} ({part.people})"


def means_of(cell: Cell) -> dict[str, float]:
    figures: dict[str, dict[str, Any]] = cell.figures.get("factors", {})
    return {key: told_["mean"] for key, told_ in figures.items() if "mean" in told_}


def _part(name: "StrOrPromise", cell: Cell | None) -> Part:
    return Part(name, cell.people, means_of(cell)) if cell else Part(name, None)


def _gap(parts: Iterable[Part], factor: str) -> Gap | None:
    seen = sorted((part.means[factor], str(part.name)) for part in parts if factor in part.means)
    return Gap(seen[0][1], seen[0][0], seen[-1][1], seen[-1][0]) if len(seen) > 1 else None


def _previous(round_: Round) -> Round | None:
    """The round before, with the same version of the questions."""
    assert round_.closed_at
    others = Round.objects.closed().filter(organisation=round_.organisation_id, questionnaire=round_.questionnaire_id)
    return others.filter(closed_at__lt=round_.closed_at).order_by("-closed_at").first()


def _all_cell(round_: Round) -> Cell:
    return Cell.objects.get(round=round_, layer="", department=None)
