"""The proof at a small size; `make proof` runs it with two hundred organisations."""

import os

import pytest

from olievlek.surveys import proof
from tests.factories.surveys import the_scan
from tests.figures import say

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = int(os.environ.get("OLIEVLEK_ORGANISATIONS", "6"))


def measured(world: str, policy: str) -> proof.Tally:
    regions = proof.build(the_scan(), organisations=_many(world), rounds=4, seed=2026, policy=policy, world=world)
    return proof.tally(regions, 4)


def _many(world: str) -> int:
    """Half of them in the worlds that take long to attack."""
    return MANY if world == "plain" else max(MANY // 2, 6)


@pytest.mark.parametrize(("world", "least"), [("plain", 0.4), ("shared", 0.2), ("owned", 0.3), ("typed", 0.0)])
def test_no_group_below_five_follows_from_everything_shown_in_four_rounds(world: str, least: float) -> None:
    told = measured(world, "auditor")
    say(
        f"{world} ({proof.WORLDS[world]}): {{groups}} groups below five derivable, {{shown:.0%}} of the cells shown",
        groups=told.groups,
        shown=told.shown / told.eligible,
    )
    assert told.groups == 0
    assert told.shown
    assert told.shown >= least * told.eligible


@pytest.mark.parametrize("world", ["shared", "owned", "typed"])
def test_an_auditor_of_one_organisation_that_counts_everybody_leaks(world: str) -> None:
    told = measured(world, "alone")
    say(
        f"{world}: an auditor of one organisation that counts everybody lets {{leaking}} of {{many}} leak",
        leaking=told.leaking,
        many=_many(world) // 2 if world == "shared" else _many(world),
    )
    assert told.leaking


def test_without_the_auditor_the_attacker_finds_many() -> None:
    told = measured("plain", "threshold")
    say("without any auditor {leaking} of {many} organisations leak", leaking=told.leaking, many=MANY)
    assert told.leaking >= 0.7 * MANY


@pytest.mark.both
def test_the_export_lists_every_cell_with_who_is_in_it() -> None:
    town = proof.export(proof.build(the_scan(), organisations=1, rounds=2, seed=1, policy="auditor"))["organisations"][
        0
    ]
    departments = {cell["attributes"]["department"] for cell in town["cells"]} - {None}
    assert len(town["cells"]) == 2 * (1 + 4 + len(departments) * 5)
    for cell in town["cells"]:
        assert cell["released"] is (cell["n"] is not None) is (cell["mean"] is not None)
        assert cell["n"] in (None, len(cell["participants"]))
