"""Two organisations that asked the same people close at the same moment: what neither could show stays hidden."""

import os
import time
from pathlib import Path

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("OLIEVLEK_CLOSINGS", "6"))


def outcomes(site: Site, rounds: range, *mode: str) -> list[list[str]]:
    """What both said, sorted, of each round."""
    command = ["-m", "tests.crash.closer", mode[0]]
    pair = [site.start(*command, str(who), *mode[1:], listens=True) for who in range(2)]
    said = []
    for one in pair:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for turn in rounds:
        moment = time.time() + 0.05
        for one in pair:
            assert one.stdin is not None
            one.stdin.write(f"{turn} {moment}\n")
            one.stdin.flush()
        said.append(sorted(one.stdout.readline().strip() for one in pair if one.stdout))
    for one in pair:
        one.communicate()
    return said


def test_two_rounds_about_the_same_people_that_close_at_once_are_never_both_shown(site: Site) -> None:
    site.run("-m", "tests.crash.closer", "prepare", str(ROUNDS))
    said = outcomes(site, range(ROUNDS), "run")
    wrong = [one for one in said if one != ["hidden", "shown"]]
    words = f"two organisations close at once on {site.vendor}: {{rounds}} rounds, {{wrong}} other than one shown"
    say(words, rounds=len(said), wrong=len(wrong))
    assert not wrong, wrong


@pytest.mark.postgresql
def test_without_waiting_for_each_other_both_would_be_shown(site: Site, tmp_path: Path) -> None:
    """SQLite lets nobody in while somebody writes, so there only the guard of PostgreSQL can be taken away."""
    site.run("-m", "tests.crash.closer", "prepare", "1")
    said = outcomes(site, range(1), "unguarded", str(tmp_path))
    say("without waiting: {both} of {rounds} both shown", both=said.count(["shown", "shown"]), rounds=len(said))
    assert said == [["shown", "shown"]]
