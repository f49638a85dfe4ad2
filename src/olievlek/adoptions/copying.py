"""Copying (afkijken): which stage comes after which, and how far an organisation resembles the maker. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from olievlek.adoptions.models.adaptation import Adaptation, Answer
from olievlek.adoptions.models.adoption import IN_USE, INTEREST, INTRODUCING, LATER, NO, SEEN, STOPPED, YES, Adoption
from olievlek.core.rows.stages import Stages
from olievlek.organisations.models import Organisation, Urbanity
from olievlek.organisations.sizes import SizeClass

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STAGES = Stages({
    SEEN: (INTEREST, YES, LATER, NO, INTRODUCING, IN_USE),
    INTEREST: (YES, LATER, NO, INTRODUCING, IN_USE),
    YES: (INTRODUCING, IN_USE, LATER, NO),
    LATER: (INTEREST, YES, NO),
    NO: (INTEREST, YES),
    INTRODUCING: (IN_USE, STOPPED),
    IN_USE: (STOPPED,),
    STOPPED: (INTRODUCING,),
})  # fmt: skip
PLACES = {SEEN: 1, INTEREST: 2, YES: 3, LATER: 3, NO: 3, INTRODUCING: 4, IN_USE: 5, STOPPED: 5}
SHARED = 6
AHEAD = (INTEREST, YES, INTRODUCING, IN_USE)


def bar() -> list[str]:
    """The stages as a person sees them."""
    return [
        pgettext("stage of copying", "Look"),
        pgettext("stage of copying", "Talk"),
        pgettext("stage of copying", "Decide"),
        pgettext("stage of copying", "Introduce"),
        pgettext("stage of copying", "Use"),
        pgettext("stage of copying", "Share back"),
    ]


def place(adoption: Adoption, shared: bool) -> int:
    """The place in the bar, from 1; an organisation that uses it and shared back has reached the end."""
    key = adoption.stage.key
    return SHARED if shared and key == IN_USE else PLACES.get(key, 1)


class Verdict(models.TextChoices):
    """How much two organisations are alike in one thing."""

    SAME = "same", gettext_lazy("the same")
    NEAR = "near", gettext_lazy("close")
    OTHER = "other", gettext_lazy("different")
    UNKNOWN = "unknown", gettext_lazy("not known")

    @property
    def kind(self) -> str:
        """The kind of tag."""
        return {"same": "good", "near": "info", "other": "warn"}.get(self.value, "plain")


@dataclass(frozen=True)
class Fit:
    """One thing in which an organisation and the maker are compared."""

    label: str
    ours: "StrOrPromise"
    theirs: "StrOrPromise"
    verdict: Verdict


def fit(ours: Organisation, maker: Organisation | None, *, neighbours: bool = False) -> list[Fit]:
    """In what the maker resembles us; nothing when the maker is not known. `neighbours`: they share a border."""
    if maker is None:
        return []
    sizes = list(SizeClass.values)
    urbanity = [int(one) for one in Urbanity.values]
    return [
        Fit(_("Kind"), ours.get_kind_display(), maker.get_kind_display(), _same(ours.kind, maker.kind)),
        Fit(_("Residents"), residents(ours), residents(maker), _ratio(ours.population, maker.population)),
        Fit(_("Size"), ours.size_text, maker.size_text, _steps(sizes, ours.size_class, maker.size_class)),
        Fit(_("How urban"), urban(ours), urban(maker), _steps(urbanity, ours.urbanity, maker.urbanity)),
        Fit(_("Province"), ours.place_text, maker.place_text, _province(ours, maker, neighbours)),
    ]


def fit_told(found: list[Fit]) -> str:
    """The comparison in one sentence."""
    alike = [one.label.lower() for one in found if one.verdict == Verdict.SAME]
    other = [one.label.lower() for one in found if one.verdict == Verdict.OTHER]
    if not found:
        return _("We do not know who made this, so we can not compare. Look at who uses it.")
    if len(alike) + len(other) == 0:
        return _("Too little is known to compare. Look at who uses it.")
    if not other:
        return _("The maker looks like you. The same: %(alike)s.") % {"alike": ", ".join(alike)}
    if not alike:
        return _("The maker is different from you in: %(other)s. That does not mean that it can not work.") % {
            "other": ", ".join(other)
        }
    told = _("The same: %(alike)s. Different: %(other)s.")
    return told % {"alike": ", ".join(alike), "other": ", ".join(other)}


def residents(body: Organisation) -> str:
    return number_format(body.population, force_grouping=True) if body.population else _("not known")


def urban(body: Organisation) -> str:
    return str(Urbanity(body.urbanity).label) if body.urbanity else _("not known")


def _same(one: str, other: str) -> Verdict:
    return Verdict.SAME if one == other else Verdict.OTHER


def _ratio(one: int | None, other: int | None) -> Verdict:
    """Within a fifth is the same, within a half is close."""
    if not one or not other:
        return Verdict.UNKNOWN
    times = max(one, other) / min(one, other)
    return Verdict.SAME if times <= 1.2 else Verdict.NEAR if times <= 1.5 else Verdict.OTHER


def _steps(scale: Sequence[str | int], one: str | int | None, other: str | int | None) -> Verdict:
    """One class away is close."""
    places: dict[str | int, int] = {value: place for place, value in enumerate(scale)}
    if not one or not other or one not in places or other not in places:
        return Verdict.UNKNOWN
    apart = abs(places[one] - places[other])
    return Verdict.SAME if apart == 0 else Verdict.NEAR if apart == 1 else Verdict.OTHER


def _province(ours: Organisation, maker: Organisation, neighbours: bool) -> Verdict:
    """A neighbour across the border of a province is close."""
    if not ours.province or not maker.province:
        return Verdict.UNKNOWN
    if ours.province == maker.province:
        return Verdict.SAME
    return Verdict.NEAR if neighbours else Verdict.OTHER


@dataclass(frozen=True)
class Answered:
    """How far the five questions have come."""

    answered: int
    of: int
    fits: int
    mind: int


QUESTIONS = ("problem_fits", "needs_fit", "starts_small", "decider_known", "end_known")


def answered(adaptation: Adaptation) -> Answered:
    """`mind` are those that ask for attention: "no" and "partly"."""
    values = [getattr(adaptation, name) for name in QUESTIONS]
    mind = sum(1 for value in values if value in {Answer.NO, Answer.PARTLY})
    return Answered(sum(1 for value in values if value), len(values), values.count(Answer.YES), mind)


def draft_of(adoption: Adoption, adaptation: Adaptation) -> dict[str, str]:
    """The texts of an own case, from what was written while copying: nothing of the notes."""
    body = adoption.organisation
    title = _("%(title)s in %(body)s") % {
        "title": adoption.case.title,
        "body": body.called if body else adoption.name,
    }
    kept = _("We kept: %(text)s") % {"text": adaptation.kept} if adaptation.kept else ""
    changed = _("We changed: %(text)s") % {"text": adaptation.changed} if adaptation.changed else ""
    why = _("Why: %(text)s") % {"text": adaptation.why} if adaptation.why else ""
    return {
        "title": title,
        "problem": adoption.case.problem,
        "done": _joined([kept, changed, why]),
        "story": _joined([_("We copied this from: %(title)s") % {"title": adoption.case.title}, adaptation.context]),
    }


def addition_of(adaptation: Adaptation) -> str:
    """The first text in the form for an addition to the case of the maker."""
    return _joined([adaptation.changed, adaptation.why, adaptation.result])


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)
