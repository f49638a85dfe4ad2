"""Content of the page of an adoption: how far, whether it fits, who has it already, what we made of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from olievlek.adoptions import copying
from olievlek.adoptions.actions import last_step
from olievlek.adoptions.copy_forms import FitForm
from olievlek.adoptions.models import Adaptation, Addition, Adoption, AdoptionStep
from olievlek.adoptions.models.adoption import COPIED, IN_USE, INTEREST, LATER, NO, OPEN, SEEN, STOPPED, YES
from olievlek.adoptions.prompts import IN_USE_FOR
from olievlek.adoptions.use import since_told
from olievlek.cases.models import Case, Part
from olievlek.core.audience import Person
from olievlek.core.tables import Cell, Column, Table
from olievlek.organisations.look_alikes import look_alikes
from olievlek.organisations.models import Organisation
from olievlek.vocabulary.models import List, Term

AT_ONCE = (INTEREST, YES, LATER)  # nothing more to ask
UNDECIDED = (SEEN, INTEREST, LATER)
MOST_ALIKE = 2
EVERYBODY = 1_000
KINDS = {IN_USE: "big", STOPPED: "stop", NO: "stop"}


@dataclass(frozen=True)
class Next:
    """A stage that can follow; `at_once` needs no more questions."""

    term: Term
    at_once: bool
    is_away: bool

    @property
    def label(self) -> str:
        return _ASK.get(self.term.key, lambda: self.term.name)()


_ASK = {
    INTEREST: lambda: _("We talked with somebody who has it"),
    YES: lambda: _("We will do it"),
    LATER: lambda: _("Not now, later"),
    NO: lambda: _("This is not for us"),
    "introducing": lambda: _("We have begun to introduce it"),
    IN_USE: lambda: _("We use it"),
    STOPPED: lambda: _("We stopped"),
}


class CopyPage:
    """Of one adoption, for one of its colleagues. `adoption` comes with stage and organisation."""

    def __init__(self, adoption: Adoption, viewer: Person) -> None:
        assert adoption.organisation is not None  # only members see it
        self.adoption, self.viewer, self.ours = adoption, viewer, adoption.organisation

    @cached_property
    def case(self) -> Case | None:
        """None when it is no longer for this person to see; our own texts stay."""
        shown = Case.objects.visible_to(self.viewer).select_related("owner")
        return shown.filter(pk=self.adoption.case_id).first()

    @cached_property
    def maker(self) -> Organisation | None:
        """The owner, or else the first that is known to have made it together with others."""
        if self.case is None or self.case.owner:
            return self.case.owner if self.case else None
        rows = Adoption.objects.open().filter(case=self.case, role=Adoption.Role.MAKER, organisation__isnull=False)
        first = rows.select_related("organisation").order_by("since", "pk").first()
        return first.organisation if first else None

    @property
    def is_early(self) -> bool:
        """Nothing is decided: whether it fits comes first."""
        return self.adoption.stage.key in UNDECIDED

    @cached_property
    def adaptation(self) -> Adaptation:
        found = Adaptation.objects.select_related("evidence", "changed_by").filter(adoption=self.adoption).first()
        return found or Adaptation(adoption=self.adoption)

    @cached_property
    def directions(self) -> list[Term]:
        return list(self.adaptation.directions.order_by("position")) if self.adaptation.pk else []

    @property
    def bar(self) -> list[str]:
        return copying.bar()

    @property
    def place(self) -> int:
        return copying.place(self.adoption, self.shared_back)

    @cached_property
    def additions(self) -> list[Addition]:
        rows = Addition.objects.shown().filter(case=self.adoption.case_id, organisation=self.ours)
        return list(rows.order_by("made_at", "pk"))

    @cached_property
    def shared_as(self) -> Case | None:
        """The own case, when this person may see it already."""
        return Case.objects.visible_to(self.viewer).filter(shared_from=self.adoption).first()

    @property
    def shared_back(self) -> bool:
        return bool(self.adoption.shared_as_id or self.additions)

    @cached_property
    def next(self) -> list[Next]:
        keys = copying.STAGES.moves.get(self.adoption.stage.key, ())
        words = {term.key: term for term in Term.objects.of(List.ADOPTION_STAGE)}
        return [Next(words[key], key in AT_ONCE, key in {NO, STOPPED}) for key in keys if key in words]

    @property
    def forward(self) -> list[Next]:
        return [one for one in self.next if not one.is_away]

    @property
    def away(self) -> list[Next]:
        return [one for one in self.next if one.is_away]

    @cached_property
    def steps(self) -> list[AdoptionStep]:
        return list(self.adoption.steps.select_related("stage", "by", "undone_by").order_by("-pk"))

    @property
    def moves(self) -> list[dict[str, Any]]:
        """The history, newest first, for the timeline."""
        return [
            {
                "when": date_format(localtime(step.at), "j F Y, H:i"),
                "text": step.stage.name,
                "detail": _detail(step),
                "kind": "" if step.undone_at else KINDS.get(step.stage.key, ""),
            }
            for step in self.steps
        ]

    @cached_property
    def last(self) -> AdoptionStep | None:
        """The step that can be undone; the first step only while nothing was written."""
        step = last_step(self.adoption)
        return step if step and (step.before or not self.adaptation.pk) else None

    @property
    def people(self) -> list[tuple[str, bool]]:
        """Names of the colleagues who took part, each with whether that is the viewer."""
        known = {step.by_id: step.by for step in reversed(self.steps) if step.by}
        if self.adaptation.changed_by:
            known.setdefault(self.adaptation.changed_by_id, self.adaptation.changed_by)
        return [(person.called, key == self.viewer.pk) for key, person in known.items()]

    @property
    def since(self) -> str:
        """From when and until when; the reason stands apart."""
        told = since_told(self.adoption, reason=False)
        return told if self.adoption.stage.key in OPEN and (self.adoption.since or self.adoption.until) else ""

    @property
    def asks_confirming(self) -> bool:
        """After half a year, and of what a register says: nobody here said it yet."""
        moved = self.adoption.moved_at
        waits = moved is None or moved < timezone.now() - IN_USE_FOR
        return self.adoption.stage.key == IN_USE and self.adoption.confirmed_at is None and waits

    @cached_property
    def others(self) -> list[Adoption]:
        """Other organisations that have it or had it, of those that everyone may know."""
        rows = Adoption.objects.open().filter(case=self.adoption.case_id, organisation__isnull=False)
        rows = rows.filter(stage__key__in=[*COPIED, STOPPED]).exclude(organisation=self.ours)
        return list(rows.select_related("organisation", "stage").order_by("since", "pk"))

    @cached_property
    def alike(self) -> list[Adoption]:
        """Those that use it and resemble us most, nearest first."""
        near = [one.organisation.pk for one in look_alikes(self.ours, EVERYBODY)]
        users = {one.organisation_id: one for one in self.others if one.stage.key in COPIED}
        return [users[pk] for pk in near if pk in users][:MOST_ALIKE]

    @property
    def first_to_ask(self) -> list[Adoption]:
        """Those who resemble us and use it, others who use it, and one who stopped."""
        users = [one for one in self.others if one.stage.key in COPIED and one not in self.alike]
        return [*self.alike, *users][:MOST_ALIKE] + [one for one in self.others if one.stage.key == STOPPED][:1]

    @cached_property
    def fit(self) -> list[copying.Fit]:
        maker = self.maker
        near = maker is not None and self.ours.neighbours.filter(pk=maker.pk).exists()
        return copying.fit(self.ours, maker, neighbours=near)

    @property
    def fit_told(self) -> str:
        return copying.fit_told(self.fit)

    @property
    def compared(self) -> Table:
        """We, the maker, and who resembles us and uses it."""
        maker = self.maker
        bodies = [one.organisation for one in self.alike if one.organisation and one.organisation != maker]
        heads = [_("What"), self.ours.called, *([_("%(maker)s (maker)") % {"maker": maker.called}] if maker else [])]
        heads += [body.called for body in bodies]
        rows = [
            _row(_("Residents"), [copying.residents(body) for body in (self.ours, *_maybe(maker), *bodies)]),
            _row(_("Size"), [str(body.size_text) for body in (self.ours, *_maybe(maker), *bodies)]),
            _row(_("How urban"), [copying.urban(body) for body in (self.ours, *_maybe(maker), *bodies)]),
            _row(_("Province"), [str(body.place_text) for body in (self.ours, *_maybe(maker), *bodies)]),
        ]
        columns = [Column(str(head)) for head in heads]
        return Table(_("We beside the maker and who uses it"), columns, rows, caption_hidden=True)

    def fit_form(self, data: QueryDict | None = None) -> FitForm:
        """The five questions with what the case says about each."""
        hints: dict[str, str] = {}
        if self.case and self.case.problem:
            hints["problem_fits"] = Truncator(self.case.problem).words(30)
        needs = self.parts(Part.Kind.CORE)
        if needs:
            hints["needs_fit"] = _("They could not do without: %(needs)s") % {"needs": "; ".join(needs[:3])}
        initial = {name: getattr(self.adaptation, name) for name in copying.QUESTIONS}
        return FitForm(data, initial=initial, hints=hints)

    def parts(self, kind: Part.Kind) -> list[str]:
        return [part.text for part in self._parts if part.kind == kind]

    @cached_property
    def _parts(self) -> list[Part]:
        return list(self.case.parts.order_by("kind", "position")) if self.case else []

    @property
    def answered(self) -> copying.Answered:
        return copying.answered(self.adaptation)


def _maybe(body: Organisation | None) -> list[Organisation]:
    return [body] if body else []


def _row(label: str, values: list[str]) -> list[Cell | str]:
    return [Cell(label), *values]


def _detail(step: AdoptionStep) -> str:
    """The person, the reason, and whether the step was taken back."""
    told = [step.by.called if step.by else _("Somebody who is gone"), step.reason]
    told.append(_("taken back") if step.undone_at else "")
    return ". ".join(part for part in told if part)
