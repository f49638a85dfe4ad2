"""Answers that were acknowledged are there once, also when the process is killed while two hundred people answer."""

import os
import random

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
PEOPLE, KILLS = 200, int(os.environ.get("OLIEVLEK_KILLS", "2"))

PREPARE = f"""
import django; django.setup()
from tests.factories.surveys import make_round, team
print(make_round(invited=team("a", {PEOPLE})).pk)
"""
READ = """
import django; django.setup()
from olievlek.surveys.models import Answer, Register
for answer in Answer.objects.order_by("key"):
    told = answer.values
    print(told["S1"] * 125 + told["S2"] * 25 + told["S3"] * 5 + told["S4"])
print("register", len(Register.objects.get().answered))
"""


def test_no_acknowledged_answer_is_lost_or_counted_twice_when_killed(site: Site) -> None:
    dice, said = random.Random(11), set[int]()
    round_id = site.run("-c", PREPARE).strip()
    for turn in range(KILLS):
        answerer = site.start("-m", "tests.crash.answerer", round_id)
        assert answerer.stdout is not None
        for _ in range((turn + 1) * PEOPLE // (KILLS + 2) + dice.randrange(10)):
            said.add(int(answerer.stdout.readline()))
        answerer.kill()
        said |= {int(line) for line in answerer.communicate()[0].split("\n")[:-1]}
    *kept, register = site.run("-c", READ).strip().split("\n")
    numbers = [int(line) for line in kept]
    lost, doubled = len(said - set(numbers)), len(numbers) - len(set(numbers))
    say("{kills} times killed, {said} answers acknowledged, {lost} lost, {doubled} doubled",
        kills=KILLS, said=len(said), lost=lost, doubled=doubled)  # fmt: skip
    assert (lost, doubled) == (0, 0)
    assert register == f"register {len(numbers)}"
    last = {int(line) for line in site.run("-m", "tests.crash.answerer", round_id).split()}
    assert last == set(range(PEOPLE))
    again = site.run("-c", READ).strip().split("\n")
    assert sorted(int(line) for line in again[:-1]) == list(range(PEOPLE))
