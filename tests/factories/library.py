"""Cases, adoptions and lineage for tests."""

import uuid
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify

from olievlek.accounts.models import User
from olievlek.adoptions.models import Adoption
from olievlek.cases import actions
from olievlek.cases.models import Case, CaseTerm, Lineage, Part
from olievlek.organisations.models import Organisation
from olievlek.timeline.models import Entry
from olievlek.vocabulary.models import List, Term
from tests.factories.vocabulary import make_term

SINGLE = {
    "kind": List.CASE_KIND,
    "evidence": List.EVIDENCE,
    "drive": List.DRIVE,
    "novelty": List.NOVELTY,
    "stage": List.INITIATIVE_STAGE,
    "strategy_status": List.STRATEGY,
    "level": List.LEVEL,
}


def word(which: str, key: str) -> Term:
    """The word of a list; made when it is not there."""
    return Term.objects.filter(list=which, key=key).first() or make_term(list=which, key=key)


def make_case(**given: Any) -> Case:
    """A published case. Words may be given by key (`kind="service"`), themes and other roles as lists of keys."""
    number = Case.objects.count() + 1
    told: dict[str, Any] = {"title": f"Betere balie {number}", "kind": "practice", "published_at": timezone.now()}
    told |= given
    told.setdefault("slug", f"{slugify(told['title'])[:100]}-{number}")
    roles = {role: told.pop(role) for role in list(told) if role in CaseTerm.Role.values}
    lines = {kind: told.pop(kind) for kind in list(told) if kind in Part.Kind.values}
    for name, which in SINGLE.items():
        if isinstance(told.get(name), str):
            told[name] = word(which, told[name])
    case = Case.objects.create(**told)
    for role, keys in roles.items():
        for key in keys:
            CaseTerm.objects.create(case=case, role=role, term=word(CaseTerm.LISTS[CaseTerm.Role(role)], key))
    for kind, texts in lines.items():
        for position, text in enumerate(texts):
            Part.objects.create(case=case, kind=kind, position=position, text=text)
    return case


def make_draft(**given: Any) -> Case:
    """A case that only moderators see."""
    return make_case(published_at=None, **given)


def tell_case(by: User, organisation: Organisation, **told: Any) -> Case:
    """A draft as a member tells it: only she sees it."""
    given = {
        "title": "Inwoners appen een losse tegel",
        "problem": "Wij wisten niet waar.",
        "done": "Een foto en de plek.",
    }
    word(List.CASE_KIND, "practice")
    return actions.begin(once=uuid.uuid4(), by=by, organisation=organisation, given={**given, **told})


def make_adoption(case: Case, body: Organisation | str, stage: str = "in_use", **given: Any) -> Adoption:
    """A body that copied the case; a name stands for a body that nobody knows."""
    given |= {"organisation_text": body} if isinstance(body, str) else {"organisation": body}
    return Adoption.objects.create(case=case, stage=word(List.ADOPTION_STAGE, stage), **given)


def make_lineage(child: Case, parent: Case, kind: str = "builds_on") -> Lineage:
    return Lineage.objects.create(child=child, parent=parent, kind=word(List.LINEAGE_KIND, kind))


def events_of(noun: Model) -> list[str]:
    """What the timeline says about a noun, oldest first."""
    return [entry.event for entry in Entry.objects.about(noun).order_by("id")]
