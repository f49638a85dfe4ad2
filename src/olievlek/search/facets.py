"""The filters beside the answers: which there are, what their values are called, and how many answers each leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from olievlek.organisations.sizes import SizeClass
from olievlek.search.rows import Row
from olievlek.search.sources import SOURCES
from olievlek.vocabulary.models import List, Term

Chosen = Mapping[str, Sequence[str]]
MOST_VALUES, MOST_CHOSEN = 14, 20


@dataclass(frozen=True)
class Facet:
    """One question of the filters; `name` is that of the index and of the address."""

    name: str
    question: str | Promise
    of: Callable[[Row], Iterable[str]]


FACETS = (
    Facet("kind", _("What are you looking for?"), lambda one: [one.facet_kind]),
    Facet("theme", _("What is it about?"), lambda one: one.themes),
    Facet("size", _("How big is the organisation?"), lambda one: [one.size_class]),
    Facet("stage", _("How far has it come?"), lambda one: [one.stage]),
    Facet("province", _("In which province?"), lambda one: [one.province]),
)


@dataclass(frozen=True)
class Value:
    """One box to tick."""

    value: str
    label: str | Promise
    count: int
    chosen: bool


@dataclass(frozen=True)
class Labels:
    """What the values are called in the active language, by name of facet and value."""

    names: Mapping[tuple[str, str], str | Promise]
    top_themes: Collection[str]

    def of(self, name: str, value: str) -> str | Promise:
        return self.names.get((name, value), value)


@dataclass(frozen=True)
class Group:
    """One question with its boxes."""

    name: str
    question: str | Promise
    values: list[Value] = field(default_factory=list)


def chosen_in(query: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The filters in an address: names of FACETS only, few values, none of them trusted."""
    asked = {facet.name: [value for value in query.get(facet.name, ()) if value][:MOST_CHOSEN] for facet in FACETS}
    return {name: values for name, values in asked.items() if values}


def misses(document: Row, chosen: Chosen) -> set[str]:
    """The names of the filters of which a document has no chosen value; empty when it passes them all."""
    return {
        facet.name
        for facet in FACETS
        if facet.name in chosen and not any(value in chosen[facet.name] for value in facet.of(document))
    }


def groups(documents: Sequence[Row], chosen: Chosen, labels: Labels) -> list[Group]:
    """Every question that divides the answers; a count is how many a tick leaves, near copies counted once."""
    made = []
    missed = [(document, misses(document, chosen) if chosen else set()) for document in documents]
    for facet in FACETS:
        counted: dict[str, set[str | int]] = {}
        for document, names in missed:
            if not names or names == {facet.name}:
                for value in facet.of(document):
                    counted.setdefault(value, set()).add(document.family or document.pk)
        picked = chosen.get(facet.name, ())
        wanted = [
            value
            for value in counted
            if value and (facet.name != "theme" or value in labels.top_themes or value in picked)
        ]
        wanted += [value for value in picked if value not in wanted and (facet.name, value) in labels.names]
        values = [
            Value(value, labels.of(facet.name, value), len(counted.get(value, ())), value in picked) for value in wanted
        ]
        values.sort(key=lambda one: (not one.chosen, -one.count, str(one.label)))
        if len(values) > 1 or picked:
            made.append(Group(facet.name, facet.question, _in_order(facet.name, values[:MOST_VALUES])))
    return made


def _in_order(name: str, values: list[Value]) -> list[Value]:
    """Sizes from small to large; all others by number."""
    return sorted(values, key=lambda one: one.value, reverse=True) if name == "size" else values


def labels() -> Labels:
    """All of them, in one query."""
    lists: dict[str, str] = {List.CASE_KIND: "kind", List.ADOPTION_STAGE: "stage", List.THEME: "theme"}
    names: dict[tuple[str, str], str | Promise] = {("size", size.value): size.label for size in SizeClass}
    names |= {("kind", kind): source.label for kind, source in SOURCES.items()}
    top_themes = set()
    terms = Term.objects.filter(list__in=lists).order_by("list", "position")
    for kind, key, name, parent in terms.values_list("list", "key", Term.name_field(), "parent_id"):
        names[lists[kind], key] = name
        if kind == List.THEME and parent is None:
            top_themes.add(key)
    return Labels(names, top_themes)
