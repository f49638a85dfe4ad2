"""Reading leaves no trace: after all GETs of all roles every table is as it was."""

import os

import pytest

from tests.figures import say
from tests.matrix import probe
from tests.matrix.digest import changed, digests
from tests.matrix.roles import ROLES
from tests.matrix.world import World, make_world

EVERY = "OLIEVLEK_MATRIX" in os.environ  # `make proof` reads every object in both languages as everybody
READS = ("GET", "HEAD", "OPTIONS") if EVERY else ("GET",)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]


@pytest.fixture
def world() -> World:
    return make_world()


def test_no_get_changes_a_table(world: World) -> None:
    """In the suite a member reads; what a visitor and a moderator read, tests/test_headers.py looks at."""
    before, asked = digests(), 0
    for question in probe.questions(
        probe.asked_routes(), world, READS, every=EVERY, roles=ROLES if EVERY else ("member",)
    ):
        world.clients[question.role].generic(question.verb, question.url)
        asked += 1
    found = changed(before, digests())
    say("{asked} reads, {tables} tables changed", asked=asked, tables=len(found))
    assert asked > 50
    assert not found


def test_a_change_would_be_seen(world: World) -> None:
    before = digests()
    case = world.cases["published"]
    case.title += "."
    case.save(update_fields=["title"])
    assert list(changed(before, digests())) == ["library_case"]
