"""Examples with parts, results, themes, what came from what, and their entries on the timeline."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bench.worlds import TODAY, World, Zipf, chunks, own_moments
from bench.worlds.words import BROUGHT, NEEDLE, Words
from django.utils.text import slugify

from olievlek.cases.events import CASE_BEGUN, CASE_HIDDEN, CASE_PUBLISHED, CASE_REMOVED, CASE_SHARED
from olievlek.cases.models import Case, CaseTerm, Lineage, Part, Result
from olievlek.core.nouns import key_of
from olievlek.timeline.models import Entry, EntryToken
from olievlek.vocabulary.models import List, Term

STATES = {"published": 90, "shared": 4, "mine": 4, "hidden": 1, "removed": 1}
EVENTS = {
    "published": CASE_PUBLISHED, "shared": CASE_SHARED, "mine": CASE_BEGUN, "hidden": CASE_HIDDEN,
    "removed": CASE_REMOVED,
}  # fmt: skip


def fill(world: World) -> None:
    shipped = Case.objects.published().order_by("pk").values_list("problem", "done", "story")
    words = Words(world.draw, [text for texts in shipped for text in texts])
    there = Case.objects.filter(removed_at=None).count()
    for case in Case.objects.published().order_by("pk"):
        _remember(world, case)
    terms = {which: list(Term.objects.filter(list=which).order_by("pk")) for which in (List.CASE_KIND, List.THEME)}
    authors = Zipf(world.people, world.draw)
    states = world.draw.choices(list(STATES), list(STATES.values()), k=max(0, world.size.cases - there))
    lineage_kinds = list(Term.objects.filter(list=List.LINEAGE_KIND).order_by("pk"))
    themes = Zipf(terms[List.THEME], world.draw)

    def rows() -> Iterator[tuple[Case, str]]:
        for number, state in enumerate(states, there):
            yield _case(world, words, number, state, authors.one(), world.draw.choice(terms[List.CASE_KIND])), state

    first = True
    for chunk in chunks(rows()):
        cases = [case for case, _ in chunk]
        if first:
            needle = next(case for case, state in chunk if state == "published")
            needle.story, first = f"{needle.story} De {NEEDLE} hielp.", False
        with own_moments(Case._meta.get_field("made_at")):
            Case.objects.bulk_create(cases)
        _about(words, cases, themes)
        _descent(world, cases, lineage_kinds)
        _entries([(case, EVENTS[state].key) for case, state in chunk])
        for case in cases:
            if case.is_published:
                _remember(world, case)


def _case(world: World, words: Words, number: int, state: str, author: int, kind: Term) -> Case:
    day, draw = world.some_day(), world.draw
    stamps: dict[str, Any] = {}
    if state in ("published", "hidden", "removed"):
        stamps = {"published_at": day, "published_by_id": author}
    if state == "shared":
        stamps = {"shared_at": day, "shared_by_id": author}
    if state == "hidden":
        stamps |= {"hidden_at": min(day + timedelta(days=9), TODAY), "hidden_reason": words.problem()}
    if state == "removed":
        stamps |= {"removed_at": min(day + timedelta(days=9), TODAY), "removed_by_id": author}
    title = words.title()
    return Case(
        slug=f"w{number}-{slugify(title)[:100]}", kind=kind, title=title, summary=words.done(), problem=words.text(2),
        done=words.text(4), story=words.text(draw.randint(2, 12)), owner_id=world.works_at[author], author_id=author,
        once=uuid.UUID(int=draw.getrandbits(128)), year=day.year, made_at=day, **stamps,
    )  # fmt: skip


def _about(words: Words, cases: list[Case], themes: Zipf) -> None:
    """Parts, results and themes."""
    parts, results, links = [], [], []
    for case in cases:
        for place, kind in enumerate((Part.Kind.CORE, Part.Kind.KEEP, Part.Kind.RISK, Part.Kind.LESSON)):
            answer = words.done() if kind == Part.Kind.RISK else ""
            parts.append(Part(case=case, kind=kind, position=place, text=words.text(1), answer=answer))
        figure = f"{words.draw.randint(5, 80)} %"
        results.append(Result(case=case, position=0, text=words.pick(BROUGHT), figure=figure, year=case.year))
        for theme in (
            sorted(set(themes.some(words.draw.randint(1, 3))), key=lambda one: one.pk) if themes.things else ()
        ):
            links.append(CaseTerm(case=case, role=CaseTerm.Role.THEME, term=theme))
    Part.objects.bulk_create(parts)
    Result.objects.bulk_create(results)
    CaseTerm.objects.bulk_create(links)


def _descent(world: World, cases: list[Case], kinds: list[Term]) -> None:
    """One in thirty came from one that is older in the table, so there is no circle."""
    if not kinds or not world.cases:
        return
    children = [case for case in cases if world.draw.random() < 1 / 30]
    Lineage.objects.bulk_create(
        Lineage(child=case, parent_id=world.draw.choice(world.cases), kind=world.draw.choice(kinds))
        for case in children
    )


def _entries(told: list[tuple[Case, str]]) -> None:
    """One entry of each, for who may see the case now. `people` is empty: nobody was asked to write along."""
    with own_moments(Entry._meta.get_field("at")):
        entries = Entry.objects.bulk_create(
            Entry(event=event, about_kind=key_of(case), about_id=case.pk, by_id=case.author_id, at=case.made_at)
            for case, event in told
        )
    EntryToken.objects.bulk_create(
        EntryToken(entry=entry, token=token)
        for entry, (case, _) in zip(entries, told, strict=True)
        for token in _tokens(case)
    )


def _tokens(case: Case) -> list[str]:
    """As `audience_tokens()` says, without asking each time for people that are not there."""
    case._prefetched_objects_cache = {"people": case.people.none()}  # type: ignore[attr-defined]  # of Django
    return case.audience_tokens()


def _remember(world: World, case: Case) -> None:
    world.cases.append(case.pk)
    if case.owner_id:
        world.owners[case.pk] = case.owner_id
    if case.published_at:
        world.moments[case.pk] = case.published_at
