"""What was said to be saved is saved, also when the process is killed in the middle of its work."""

import os
import random

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("OLIEVLEK_KILLS", "2"))


def test_no_acknowledged_deed_is_lost_when_the_process_is_killed(site: Site) -> None:
    dice, said = random.Random(2026), set[int]()
    for turn in range(KILLS):
        writer = site.start("-m", "tests.crash.writer", str(turn * 1_000_000), "1000000")
        assert writer.stdout is not None
        for _ in range(dice.randrange(1, 60)):
            said.add(int(writer.stdout.readline()))
        writer.kill()
        said |= {int(line) for line in writer.communicate()[0].split("\n")[:-1]}
    kept = site.numbers()
    lost = len(said - set(kept))
    say("{kills} times killed, {said} deeds acknowledged, {lost} lost", kills=KILLS, said=len(said), lost=lost)
    assert not said - set(kept)
    assert len(kept) == len(set(kept))
