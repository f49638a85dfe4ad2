"""What the page of a case shows, fetched in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from olievlek.cases.models import BuildingBlock, Case, CaseFile, CasePerson, CaseTerm, Contact, Lineage, Part, Result
from olievlek.core import audience
from olievlek.vocabulary.models import Term

Role = CaseTerm.Role
IN_STORY = (
    Role.ORIGIN, Role.DRIVER, Role.INITIATOR, Role.TEAM_ROLE, Role.HELP_KIND, Role.HEARD_AT, Role.PROMOTING,
    Role.HINDERING, Role.PROCESS, Role.THRESHOLD,
)  # fmt: skip


@dataclass(frozen=True)
class Relative:
    """A case that this one came from, or that came from it. Removed ones stay as a stub without a title."""

    case: Case
    kind: Term

    @property
    def is_stub(self) -> bool:
        return self.case.removed_at is not None


@dataclass
class CasePage:
    """A case with everything under it."""

    case: Case
    parts: dict[str, list[Part]]
    terms: dict[str, list[Term]]
    results: list[Result]
    building_blocks: list[BuildingBlock]
    contacts: list[Contact]
    people: list[CasePerson] = field(default_factory=list)
    files: list[CaseFile] = field(default_factory=list)
    parents: list[Relative] = field(default_factory=list)
    children: list[Relative] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)
    """What rooms above fetched for this page, by their name, so that each fetches once."""

    @property
    def photos(self) -> list[CaseFile]:
        return [file for file in self.files if file.kind == CaseFile.Kind.PHOTO]

    @property
    def attachments(self) -> list[CaseFile]:
        return [file for file in self.files if file.kind == CaseFile.Kind.ATTACHMENT]

    def lines(self, *kinds: Part.Kind) -> list[Part]:
        return [part for kind in kinds for part in self.parts.get(kind, [])]

    @property
    def figures(self) -> list[Result]:
        return [result for result in self.results if result.figure]

    @property
    def told(self) -> list[Result]:
        """Results in words only."""
        return [result for result in self.results if not result.figure]

    @property
    def needs(self) -> list[Part]:
        return self.lines(Part.Kind.CORE, Part.Kind.HELP, Part.Kind.OPTIONAL)

    @property
    def risks(self) -> list[Part]:
        return self.lines(Part.Kind.RISK)

    @property
    def keep(self) -> list[Part]:
        return self.lines(Part.Kind.KEEP)

    @property
    def adapt(self) -> list[Part]:
        return self.lines(Part.Kind.ADAPT)

    @property
    def lessons(self) -> list[Part]:
        return self.lines(Part.Kind.LESSON)

    @property
    def spread(self) -> list[Part]:
        """Sentences of the source about its spread."""
        return self.lines(Part.Kind.SPREAD)

    @property
    def went_wrong(self) -> list[Part]:
        return self.lines(*Part.WENT_WRONG)

    @property
    def tells_stopping(self) -> bool:
        """Whether the case itself already tells who stopped."""
        return bool(self.lines(Part.Kind.STOPPED))

    @property
    def themes(self) -> list[Term]:
        return self.terms.get(Role.THEME, [])

    @property
    def brought(self) -> list[Term]:
        """What it brought about and what it is good for, as words of the lists."""
        return [*self.terms.get(Role.RESULT_TYPE, []), *self.terms.get(Role.VALUE_TYPE, [])]

    @property
    def scan_factors(self) -> list[Term]:
        return self.terms.get(Role.SCAN_FACTOR, [])

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """How it came to be, as question and answer; what is not known stays away."""
        case, asked = self.case, questions()
        told = [(asked[role], ", ".join(term.name for term in self.terms.get(role, []))) for role in IN_STORY]
        told += [(_("Where did the push come from?"), _name(case.drive)), (_("How new is it?"), _name(case.novelty))]
        told.append((_("How big was the team?"), str(case.team_size or "")))
        told.append((_("How many thought along?"), str(case.sounding_board_size or "")))
        if case.external_help is not None:
            told.append((_("Was there help from outside?"), _("Yes") if case.external_help else _("No")))
        told.append((_("Is there a strategy on paper?"), _name(case.strategy_status)))
        told.append((_("On which level?"), _name(case.level)))
        told += [(text, _("Yes") if ticked else _("No")) for text, ticked in self.ticks if ticked is not None]
        return [(question, answer) for question, answer in told if answer]

    @property
    def ticks(self) -> list[tuple[str, bool | None]]:
        """The four ticks of 004-02; None is not known."""
        case = self.case
        return [
            (_("New for this organisation?"), case.new_here),
            (_("Really carried out?"), case.carried_out),
            (_("Better in kind, and not only more of the same?"), case.better_in_kind),
            (_("Of value for the people it is for?"), case.value_for_people),
        ]

    @property
    def relatives(self) -> set[int]:
        """What it came from and what came from it."""
        return {one.case.pk for one in [*self.parents, *self.children]}


def _name(term: Term | None) -> str:
    return term.name if term else ""


def questions() -> dict[str, str]:
    """What a person would ask about each role."""
    return {
        Role.ORIGIN: _("Where did the idea come from?"),
        Role.DRIVER: _("What drove them?"),
        Role.INITIATOR: _("Who took the initiative?"),
        Role.TEAM_ROLE: _("Who did it?"),
        Role.HELP_KIND: _("Who helped from outside?"),
        Role.HEARD_AT: _("Where did they hear of it?"),
        Role.PROMOTING: _("What helps in this organisation?"),
        Role.HINDERING: _("What is in the way in this organisation?"),
        Role.PROCESS: _("How did it go?"),
        Role.THRESHOLD: _("Which thresholds did they overcome?"),
    }


def page_of(case: Case, user: audience.Person) -> CasePage:
    """Everything about one case, in nine queries."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for part in case.parts.order_by("kind", "position"):
        parts[part.kind].append(part)
    terms: dict[str, list[Term]] = defaultdict(list)
    for link in case.case_terms.select_related("term").order_by("role", "pk"):
        terms[link.role].append(link.term)
    return CasePage(
        case=case,
        parts=dict(parts),
        terms=dict(terms),
        results=list(case.results.select_related("evidence").order_by("position")),
        building_blocks=list(case.building_blocks.order_by("kind", "title")),
        contacts=list(case.contacts.order_by("pk")),
        people=list(case.people.contacts().select_related("user").order_by("pk")),
        files=list(case.files.shown().select_related("case").order_by("pk")),
        parents=_relatives(case.parent_links.order_by("pk"), "parent", user),
        children=_relatives(case.child_links.order_by("pk"), "child", user),
    )


def _relatives(links: models.QuerySet[Lineage], side: str, user: audience.Person) -> list[Relative]:
    """The other side of each link: what this person may see, and stubs of what everyone could read until it went."""
    found = list(links.select_related("kind"))
    if not found:
        return []
    keys = [getattr(link, f"{side}_id") for link in found]
    around = Case.objects.select_related("owner")
    shown = {one.pk: one for one in around.visible_to(user).filter(pk__in=keys)}
    shown |= {one.pk: one for one in around.published_once().filter(pk__in=keys, removed_at__isnull=False)}
    return [Relative(shown[key], link.kind) for link, key in zip(found, keys, strict=True) if key in shown]
