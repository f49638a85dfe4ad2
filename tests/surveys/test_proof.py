"""The proof at a small size; `make proof` runs it with two hundred organisations."""

import os

import pytest

from olievlek.surveys import proof
from tests.factories.surveys import the_scan
from tests.figures import say

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = int(os.environ.get("OLIEVLEK_ORGANISATIONS", "6"))


@pytest.mark.requirement("004-16")
def test_no_group_below_five_follows_from_everything_shown_in_four_rounds() -> None:
    towns = proof.build(the_scan(), organisations=MANY, rounds=4, seed=2026, policy="auditor")
    told = proof.tally(towns, 4)
    say(
        "{groups} groups below five derivable, {shown:.0%} of the cells shown",
        groups=told.groups,
        shown=told.shown / told.eligible,
    )
    assert told.groups == 0
    assert told.shown >= 0.4 * told.eligible


def test_without_the_auditor_the_attacker_finds_many() -> None:
    towns = proof.build(the_scan(), organisations=MANY, rounds=4, seed=2026, policy="threshold")
    told = proof.tally(towns, 4)
    say("without the auditor {leaking} of {many} organisations leak", leaking=told.leaking, many=MANY)
    assert told.leaking >= 0.7 * MANY


def test_the_export_lists_every_cell_with_who_is_in_it() -> None:
    town = proof.export(proof.build(the_scan(), organisations=1, rounds=2, seed=1, policy="auditor"))["organisations"][
        0
    ]
    departments = {cell["attributes"]["department"] for cell in town["cells"]} - {None}
    assert len(town["cells"]) == 2 * (1 + 4 + len(departments) * 5)
    for cell in town["cells"]:
        assert cell["released"] is (cell["n"] is not None) is (cell["mean"] is not None)
        assert cell["n"] in (None, len(cell["participants"]))
