"""What a case tells, as plain values: read from its rows, written back to them, and kept as a version."""

from collections.abc import Mapping
from typing import Any

from olievlek.cases.models import Case, CaseTerm, Part, Result
from olievlek.vocabulary.models import List, Term

Told = dict[str, Any]
Role = CaseTerm.Role

COLUMNS = ("title", "problem", "done", "story", "year")
WORDS = {
    "stage": List.INITIATIVE_STAGE,
    "evidence": List.EVIDENCE,
    "novelty": List.NOVELTY,
    "drive": List.DRIVE,
    "level": List.LEVEL,
}
TICKS = ("new_here", "carried_out", "better_in_kind", "value_for_people")
LINES = {
    "needs": Part.Kind.CORE,
    "keep": Part.Kind.KEEP,
    "adapt": Part.Kind.ADAPT,
    "failed": Part.Kind.FAILED,
    "warnings": Part.Kind.WARNING,
    "lessons": Part.Kind.LESSON,
    "own_words": Part.Kind.OWN_WORDS,
}
ROLES = {
    "themes": Role.THEME,
    "origins": Role.ORIGIN,
    "initiators": Role.INITIATOR,
    "team_roles": Role.TEAM_ROLE,
    "help_kinds": Role.HELP_KIND,
    "promoting": Role.PROMOTING,
    "hindering": Role.HINDERING,
    "heard_at": Role.HEARD_AT,
}
NAMES = (*COLUMNS, *WORDS, *TICKS, *LINES, "results", *ROLES)


def read(case: Case) -> Told:
    """Everything a maker can tell, by name; words by their key, lists as lists of lines."""
    told: Told = {name: getattr(case, name) for name in (*COLUMNS, *TICKS)}
    for name in WORDS:
        term = getattr(case, name)
        told[name] = term.key if term else ""
    parts = list(case.parts.order_by("kind", "position"))
    for name, kind in LINES.items():
        told[name] = [part.text for part in parts if part.kind == kind]
    told["results"] = [result.text for result in case.results.order_by("position")]
    links = list(case.case_terms.select_related("term").order_by("role", "term__position", "pk"))
    for name, role in ROLES.items():
        told[name] = [link.term.key for link in links if link.role == role]
    return told


def write(case: Case, told: Mapping[str, Any]) -> list[str]:
    """Make the case tell this; names that are not given stay. Answers which names changed; the caller saves `case`."""
    now = read(case)
    changed = sorted(name for name, value in told.items() if now[name] != value)
    for name in changed:
        value = told[name]
        if name in WORDS:
            setattr(case, name, Term.objects.of(WORDS[name]).get(key=value) if value else None)
        elif name in LINES:
            rewrite_lines(case, LINES[name], value)
        elif name in ROLES:
            _rewrite_words(case, ROLES[name], value)
        elif name == "results":
            _rewrite_results(case, value)
        else:
            setattr(case, name, value)
    return changed


def write_fresh(told: list[tuple[Case, Told]]) -> None:
    """Store new cases with all they tell, in as many queries for many as for one."""
    keys = {key for _case, one in told for name in (*ROLES, *WORDS) for key in _keys(one.get(name))}
    terms = {(term.list, term.key): term for term in Term.objects.filter(key__in=keys).order_by("pk")}
    parts, results, links = [], [], []
    for case, one in told:
        for name in set(one) & {*COLUMNS, *TICKS}:
            setattr(case, name, one[name])
        for name in set(one) & set(WORDS):
            setattr(case, name, terms[WORDS[name], one[name]] if one[name] else None)
        for name in set(one) & set(LINES):
            parts += [Part(case=case, kind=LINES[name], position=at, text=text) for at, text in enumerate(one[name])]
        results += [Result(case=case, position=at, text=text) for at, text in enumerate(one.get("results", []))]
        for name in set(one) & set(ROLES):
            role = ROLES[name]
            links += [CaseTerm(case=case, role=role, term=terms[CaseTerm.LISTS[role], key]) for key in one[name]]
    Case.objects.bulk_create(case for case, _one in told)
    Part.objects.bulk_create(parts)
    Result.objects.bulk_create(results)
    CaseTerm.objects.bulk_create(links)


def _keys(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def columns_of(names: list[str]) -> list[str]:
    """Those that are columns of the case itself."""
    return [name for name in names if name in (*COLUMNS, *WORDS, *TICKS)]


def rewrite_lines(case: Case, kind: Part.Kind, texts: list[str]) -> bool:
    """Put new lines in the place of the old, the answer to a risk stays; False when they are the same."""
    old = list(case.parts.filter(kind=kind).order_by("position"))
    if [part.text for part in old] == texts:
        return False
    answers = {part.text: part.answer for part in old}
    case.parts.filter(kind=kind).delete()
    Part.objects.bulk_create(
        Part(case=case, kind=kind, position=position, text=text, answer=answers.get(text, ""))
        for position, text in enumerate(texts)
    )
    return True


def _rewrite_results(case: Case, texts: list[str]) -> None:
    """A result that keeps its words keeps its figure, its place and its proof."""
    old = {result.text: result for result in case.results.order_by("-position")}
    case.results.all().delete()
    for position, text in enumerate(texts):
        kept = old.pop(text, None) or Result(text=text)
        kept.pk, kept.case, kept.position = None, case, position
        kept._state.adding = True
        kept.save()


def _rewrite_words(case: Case, role: CaseTerm.Role, keys: list[str]) -> None:
    case.case_terms.filter(role=role).exclude(term__key__in=keys).delete()
    there = set(case.case_terms.filter(role=role).values_list("term__key", flat=True).order_by("pk"))
    terms = Term.objects.of(CaseTerm.LISTS[role]).filter(key__in=set(keys) - there)
    CaseTerm.objects.bulk_create(CaseTerm(case=case, role=role, term=term) for term in terms)
