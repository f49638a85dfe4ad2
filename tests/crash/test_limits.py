"""Four processes use up one limit at the same moment: as many come through as it says, on both databases."""

import os
import time

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("OLIEVLEK_LIMIT_ROUNDS", "6"))
PROCESSES, LIMIT, EACH = 4, 5, 3


def taken(site: Site, kind: str) -> list[int]:
    """How many came through, of each round."""
    racers = [site.start("-m", "tests.crash.racer", "run", str(who), listens=True) for who in range(PROCESSES)]
    found = []
    for one in racers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for turn in range(ROUNDS):
        moment = time.time() + 0.05
        for one in racers:
            assert one.stdin is not None
            one.stdin.write(f"{kind} {turn} {moment}\n" * EACH)
            one.stdin.flush()
        said = [one.stdout.readline().strip() for one in racers if one.stdout for _ in range(EACH)]
        assert set(said) <= {"taken", "full"}, said
        found.append(said.count("taken"))
    for one in racers:
        one.communicate()
    return found


def test_a_limit_is_exact_when_processes_try_at_the_same_moment(site: Site) -> None:
    site.run("-m", "tests.crash.racer", "prepare", "1")
    through = taken(site, "take")
    before = taken(site, "unsure")
    say(f"{PROCESSES} processes use up a limit of {LIMIT} on {site.vendor}: {{rounds}} rounds, at most {{max_through}} "
        "come through, {wrong} rounds with another number (counting first and writing then: {unsure})",
        rounds=ROUNDS, max_through=max(through), wrong=sum(one != LIMIT for one in through),
        unsure=sum(one != LIMIT for one in before))  # fmt: skip
    assert through == [LIMIT] * ROUNDS
