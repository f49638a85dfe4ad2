"""Organisations that copy an example: a few examples everywhere, most of them nowhere."""

import uuid
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bench.worlds import TODAY, World, Zipf, chunks, own_moments
from bench.worlds.words import Words

from olievlek.adoptions.events import ADOPTION_BEGUN, ADOPTION_MOVED
from olievlek.adoptions.models import Adoption, AdoptionStep
from olievlek.adoptions.models.adoption import (
    COPIED,
    IN_USE,
    INTEREST,
    INTRODUCING,
    NO,
    SEEN,
    STOPPED,
    WITH_A_REASON,
)
from olievlek.core.nouns import key_of
from olievlek.timeline.models import Entry, EntryToken
from olievlek.vocabulary.models import List, Term

STAGES = {SEEN: 10, INTEREST: 8, NO: 7, INTRODUCING: 25, IN_USE: 43, STOPPED: 7}


def fill(world: World) -> None:
    words = Words(world.draw, [])
    colleagues: dict[int, list[int]] = {}
    for person, body in world.works_at.items():
        colleagues.setdefault(body, []).append(person)
    stages = {one.key: one for one in Term.objects.filter(list=List.ADOPTION_STAGE, key__in=STAGES)}

    def rows() -> Iterator[tuple[Adoption, int, datetime]]:
        for case, body in _pairs(world, sorted(colleagues)):
            adoption, at = _adoption(world, words, case, body, stages)
            yield adoption, world.draw.choice(colleagues[body]), at

    for chunk in chunks(rows()):
        Adoption.objects.bulk_create([one for one, _, _ in chunk])
        _steps(world, chunk)


def _pairs(world: World, bodies: list[int]) -> Iterator[tuple[int, int]]:
    """Case and organisation, each pair once, and nobody copies from oneself."""
    taken: set[tuple[int, int]] = set(
        Adoption.objects.exclude(organisation=None).values_list("case_id", "organisation_id")
    )
    wanted, tries = world.size.adoptions - Adoption.objects.count(), 0
    cases, copiers = Zipf(world.cases, world.draw), Zipf(bodies, world.draw, slope=0.5)
    while wanted > 0:
        tries += 1
        if tries > 1_000:
            raise ValueError("There are not enough examples and organisations for so many adoptions.")
        for pair in zip(cases.some(wanted), copiers.some(wanted), strict=True):
            if pair in taken or world.owners.get(pair[0]) == pair[1]:
                continue
            taken.add(pair)
            wanted -= 1
            yield pair


def _adoption(world: World, words: Words, case: int, body: int, stages: dict[str, Term]) -> tuple[Adoption, datetime]:
    key = world.draw.choices(list(STAGES), list(STAGES.values()))[0]
    begun = world.moments[case]
    at = begun + (TODAY - begun) * world.draw.random()
    day = at.date().isoformat()
    given: dict[str, Any] = {}
    if key in COPIED or key == STOPPED:
        given = {"since": day, "since_kind": Adoption.SinceKind.STARTED}
    if key == STOPPED:
        given["until"] = TODAY.date().isoformat()
    if key in WITH_A_REASON:
        given["reason"] = words.problem()
    if world.draw.random() < 0.04:
        given["private_since"] = at
    return Adoption(case_id=case, organisation_id=body, stage=stages[key], moved_at=at, **given), at


def _steps(world: World, chunk: list[tuple[Adoption, int, datetime]]) -> None:
    """The step that brought each to its stage, and its entry on the timeline."""
    with own_moments(AdoptionStep._meta.get_field("at"), Entry._meta.get_field("at")):
        steps = AdoptionStep.objects.bulk_create(
            AdoptionStep(
                adoption=one, stage=one.stage, reason=one.reason, at=at, by_id=by,
                once=uuid.UUID(int=world.draw.getrandbits(128)),
            )
            for one, by, at in chunk
        )  # fmt: skip
        entries = Entry.objects.bulk_create(
            Entry(
                event=(ADOPTION_BEGUN if step.stage.key == SEEN else ADOPTION_MOVED).key, about_kind=key_of(step),
                about_id=step.pk, by_id=step.by_id, at=step.at,
                details={"stage": step.stage.key, "case": step.adoption.case_id, "adoption": step.adoption_id},
            )
            for step in steps
        )  # fmt: skip
    EntryToken.objects.bulk_create(
        EntryToken(entry=entry, token=token)
        for entry, step in zip(entries, steps, strict=True)
        for token in step.audience_tokens()
    )
