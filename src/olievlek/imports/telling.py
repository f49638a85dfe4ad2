"""How an entry of a content file becomes a case: which name in the file is which column, list or word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from olievlek.cases.models import BuildingBlock, Case, CaseTerm, Part, Result
from olievlek.vocabulary.models import List, Term

Entry = dict[str, Any]
Role = CaseTerm.Role

COLUMNS = {
    "key", "title", "summary", "problem", "problem_is_our_reading", "done", "story", "strategy_note", "team_size",
    "sounding_board_size", "external_help", "owner_text", "year", "country", "language", "licence", "source_name",
    "source_url", "source_date", "note",
}  # fmt: skip
WORDS = {
    "kind": List.CASE_KIND,
    "evidence": List.EVIDENCE,
    "drive": List.DRIVE,
    "novelty": List.NOVELTY,
    "stage": List.INITIATIVE_STAGE,
    "strategy_status": List.STRATEGY,
    "level": List.LEVEL,
}
TICKS = {"new_here", "carried_out", "better_in_kind", "value_for_people"}
LINES = {
    "keep": Part.Kind.KEEP,
    "adapt": Part.Kind.ADAPT,
    "lessons": Part.Kind.LESSON,
    "spread": Part.Kind.SPREAD,
    "own_words": Part.Kind.OWN_WORDS,
}
ROLES = {
    "themes": Role.THEME,
    "origins": Role.ORIGIN,
    "origin_single": Role.MAIN_ORIGIN,
    "drivers": Role.DRIVER,
    "initiator": Role.INITIATOR,
    "team_roles": Role.TEAM_ROLE,
    "help_kinds": Role.HELP_KIND,
    "promoting": Role.PROMOTING,
    "hindering": Role.HINDERING,
    "value_types": Role.VALUE_TYPE,
    "result_types": Role.RESULT_TYPE,
    "thresholds": Role.THRESHOLD,
    "scan_factors": Role.SCAN_FACTOR,
    "heard_at": Role.HEARD_AT,
    "process": Role.PROCESS,
}
ELSEWHERE = {"slug", "owner", "families"}  # read by `loading`; `families` names rows of register_use.csv


class ContentError(ValueError):
    """A content file says something that does not exist."""


@dataclass
class Told:
    """What an entry says, as rows that do not know their case yet."""

    columns: dict[str, Any] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    blocks: list[BuildingBlock] = field(default_factory=list)
    terms: list[CaseTerm] = field(default_factory=list)


def tell(entry: Entry, words: dict[tuple[str, str], Term]) -> Told:
    """Everything an entry says; ContentError on a name or a word that is not known."""

    def word(which: str, key: str) -> Term:
        try:
            return words[which, key]
        except KeyError:
            raise ContentError(f"{entry.get('key')}: {key!r} does not stand in the list {which!r}.") from None

    told = Told()
    for name, value in entry.items():
        if name in COLUMNS:
            told.columns[name] = value
        elif name in WORDS:
            told.columns[name] = word(WORDS[name], value)
        elif name in ROLES:
            told.terms += [CaseTerm(role=ROLES[name], term=term) for term in _words(ROLES[name], value, word)]
        elif name == "ticks" and value.keys() <= TICKS:
            told.columns |= value
        elif name in {"results", "building_blocks"}:
            _tell_rows(told, name, value, entry, word)
        elif name in {*LINES, "needs", "went_wrong", "risks"}:
            told.parts += _parts(name, value, entry)
        elif name not in ELSEWHERE:
            raise ContentError(f"{entry.get('key')}: nobody knows what {name!r} is.")
    return told


def _words(role: CaseTerm.Role, value: str | list[str], word: Callable[[str, str], Term]) -> Iterator[Term]:
    keys = [value] if isinstance(value, str) else value
    for key in dict.fromkeys(keys):
        yield word(CaseTerm.LISTS[role], key)


def _parts(name: str, value: Any, entry: Entry) -> Iterator[Part]:
    if name in LINES:
        yield from _lines(LINES[name], value)
    elif name == "needs":
        for kind, lines in value.items():
            yield from _lines(Part.Kind(kind), lines)
    elif name == "risks":
        for position, one in enumerate(value):
            yield Part(kind=Part.Kind.RISK, position=position, text=one["risk"], answer=one.get("mitigation", ""))
    else:
        for position, one in enumerate(value):
            if set(one) != {"text", "kind"}:
                raise ContentError(f"{entry.get('key')}: {one} needs a text and a kind, and no more.")
            yield Part(kind=Part.Kind(one["kind"]), position=position, text=one["text"])


def _lines(kind: Part.Kind, lines: list[str]) -> Iterator[Part]:
    for position, text in enumerate(lines):
        yield Part(kind=kind, position=position, text=text)


def _tell_rows(told: Told, name: str, value: Any, entry: Entry, word: Callable[[str, str], Term]) -> None:
    for position, one in enumerate(value):
        try:
            if name == "results":
                evidence = word(List.EVIDENCE, one["evidence"]) if "evidence" in one else None
                told.results.append(Result(**{**one, "evidence": evidence, "position": position}))
            else:
                told.blocks.append(BuildingBlock(**{**one, "kind": BuildingBlock.Kind(one["kind"])}))
        except (TypeError, KeyError, ValueError) as error:
            raise ContentError(f"{entry.get('key')}: {name} {position + 1}: {error}") from error


def columns_of_a_case() -> set[str]:
    """For the test that no name in this file points at a column that is gone."""
    return {one.name for one in Case._meta.concrete_fields}
