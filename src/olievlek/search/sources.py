"""What can be found: one line for each noun. The rows always come through `visible_to(user)` of the noun itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE
from olievlek.cases.models import Case
from olievlek.core import audience
from olievlek.core import nouns as nouns_of_the_house
from olievlek.core.audience import Person
from olievlek.core.navigation import front_page
from olievlek.core.nouns import Finding
from olievlek.index import projection
from olievlek.index.projection import Projection
from olievlek.organisations.models import Organisation
from olievlek.vocabulary.models import List, Term


class Findable(Protocol):
    """A document, or as much of one as tells which noun it is about."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def object_id(self) -> int: ...


@dataclass(frozen=True)
class Source:
    """A noun that can be found: its word, and who may see which rows. Its address stands in the document."""

    label: str | Promise
    visible_to: Callable[[Person], QuerySet[Any]]
    read: Callable[[QuerySet[Any]], Iterable[Any]] = lambda rows: rows  # with what a page of answers shows


BODY = ("name", "short_name", "slug", "code", "study_key")  # what a page of answers says of an organisation


@cache
def _copiers() -> QuerySet[Adoption]:
    """Who uses a case, as its own page counts. Kept, for writing the query takes as long as asking it."""
    adoptions = Adoption.objects.by_copiers().filter(stage__key=IN_USE).select_related("organisation")
    return adoptions.only("case", "organisation_text", *(f"organisation__{name}" for name in BODY))


def _with_users(cases: QuerySet[Case]) -> Iterable[Case]:
    """Cases with who copied them, in one more query; by hand, for prefetching takes as long as both queries."""
    shown = cases.select_related("owner").only("source_name", *(f"owner__{name}" for name in BODY))
    case_of: dict[int, Any] = {case.pk: case for case in shown}
    for case in case_of.values():
        case.copiers = []
    for adoption in _copiers().filter(case__in=case_of) if case_of else ():
        case_of[adoption.case_id].copiers.append(adoption)
    return case_of.values()


SOURCES = {
    "case": Source(_("Case"), lambda user: Case.objects.visible_to(user), _with_users),
    "organisation": Source(_("Organisation"), lambda user: Organisation.objects.visible_to(user).bodies()),
    "theme": Source(_("Theme"), lambda _user: Term.objects.of(List.THEME)),
}


def register() -> None:
    """The nouns of rooms below the index, which cannot say themselves how they are found."""
    nouns_of_the_house.answer("organisation", finding=Finding(_project_organisation))
    nouns_of_the_house.answer("theme", finding=Finding(_project_theme))


def refresh_lower_rooms() -> int:
    """Bring the documents of organisations and themes in line: rooms below the index, that can not call it."""
    return projection.refresh_many(
        [*Organisation.objects.prefetch_related("other_names").order_by("pk"), *Term.objects.of(List.THEME)]
    )


def visible_ids(documents: Iterable[Findable], user: Person) -> set[int]:
    """The primary keys of those documents whose noun this person may see now; one query for each kind."""
    return {
        of_kind[noun_id]
        for kind, of_kind in _by_kind(documents).items()
        for noun_id in _rows(kind, of_kind, user).values_list("pk", flat=True)
    }


def nouns(documents: Iterable[Findable], user: Person) -> dict[int, Any]:
    """The noun behind each document, by the primary key of the document, with all that a page of answers shows.

    What this person may not see is left out.
    """
    return {
        of_kind[noun.pk]: noun
        for kind, of_kind in _by_kind(documents).items()
        for noun in SOURCES[kind].read(_rows(kind, of_kind, user))
    }


def localised(path: str) -> str:
    """The address of a document, which is the Dutch one; the other languages have the same words behind a prefix."""
    return f"{front_page().rstrip('/')}{path}"


def _by_kind(documents: Iterable[Findable]) -> dict[str, dict[int, int]]:
    """For each kind that can be shown: primary key of the noun to that of the document."""
    found: dict[str, dict[int, int]] = {}
    for document in documents:
        if document.kind in SOURCES:
            found.setdefault(document.kind, {})[document.object_id] = document.pk
    return found


def _rows(kind: str, ids: Collection[int], user: Person) -> QuerySet[Any]:
    return SOURCES[kind].visible_to(user).filter(pk__in=list(ids)).order_by("pk")


def _project_organisation(organisation: Organisation) -> Projection | None:
    if organisation.study_key or organisation.merged_into_id:
        return None
    with override("nl"):
        url = organisation.get_absolute_url()
        kind = organisation.get_kind_display()
    return Projection(
        title=organisation.name,
        url=url,
        audience=[audience.PUBLIC],
        own_words="\n".join([organisation.short_name, *(one.name for one in organisation.other_names.all())]),
        body=kind,
        organisation=organisation.name,
        organisation_code=organisation.code,
        province=organisation.province,
        size_class=organisation.size_class,
    )


def _project_theme(theme: Term) -> Projection | None:
    if theme.list != List.THEME:
        return None
    with override("nl"):
        url = reverse("library:theme", kwargs={"key": theme.key})
    above = [theme.parent.key] if theme.parent else []
    return Projection(
        title=theme.name_nl,
        url=url,
        audience=[audience.PUBLIC],
        own_words="\n".join([theme.name_en, theme.key.replace("-", " "), *theme.details.get("also", [])]),
        body=theme.description_nl,
        themes=[theme.key, *above],
    )
