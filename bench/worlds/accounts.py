"""People with a proved address and a profile, each a member of one organisation; the first of each coordinates it."""

from collections.abc import Iterator

from bench.worlds import World, Zipf, chunks
from bench.worlds.words import JOBS, Words

from olievlek.accounts.models import Address, Profile, User
from olievlek.organisations.models import Layer, Membership


def fill(world: World) -> None:
    words, draw = Words(world.draw, []), world.draw
    there = User.objects.count()
    bodies = Zipf(world.organisations, draw)
    led: set[int] = set()

    def rows() -> Iterator[User]:
        for number in range(there, world.size.people):
            email = f"persoon{number}@wereld.example"
            yield User(email=email, name=words.person(), password="!", joined_at=world.some_day())

    for people in chunks(rows()):
        User.objects.bulk_create(people)
        Address.objects.bulk_create(Address(user=one, email=one.email, verified_at=one.joined_at) for one in people)
        Profile.objects.bulk_create(
            Profile(
                user=one, skills=words.problem(), motivation=words.done(),
                findable_since=one.joined_at if draw.random() < 0.6 else None,
            )
            for one in people
        )  # fmt: skip
        members = []
        for one, body in zip(people, bodies.some(len(people)), strict=True):
            since = None if body in led else one.joined_at
            led.add(body)
            members.append(
                Membership(
                    user=one, organisation_id=body, layer=draw.choice(Layer.values), job=words.pick(JOBS),
                    joined_at=one.joined_at, coordinator_since=since,
                )
            )  # fmt: skip
            world.people.append(one.pk)
            world.works_at[one.pk] = body
        Membership.objects.bulk_create(members)
