"""Two processes do the same thing at the same moment: one outcome, whatever the database."""

import json
import os
import subprocess
import time
from collections import Counter

import pytest

from tests.crash.site import Site
from tests.figures import say

Pair = list["subprocess.Popen[str]"]
pytestmark = pytest.mark.slow
ROUNDS = int(os.environ.get("OLIEVLEK_ROUNDS", "8"))
# What the pair may say: the first who comes, and what the other hears.
RIGHT = {
    "decide": ({"accepted"}, {"declined"}),
    "move": ({"moved", "late"},),
    "begin": ({"seen"},),
    "answer": ({"decided", "second"},),
    "sign_in": ({"in", "out"},),
    "accept": ({"joined", "gone"},),
}
WORDS = {
    "decide": "two coordinators decide one request",
    "move": "two colleagues move one copy",
    "begin": "two colleagues begin to copy one case",
    "answer": "two colleagues answer one question",
    "sign_in": "one code is used twice",
    "accept": "one invitation is accepted twice",
}


def started(site: Site) -> Pair:
    pair = [site.start("-m", "tests.crash.racer", "run", str(who), listens=True) for who in range(2)]
    for one in pair:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    return pair


def race(pair: Pair, kind: str) -> list[set[str]]:
    """What both said, of each round."""
    said = []
    for turn in range(ROUNDS):
        moment = time.time() + 0.015
        for one in pair:
            assert one.stdin is not None
            one.stdin.write(f"{kind} {turn} {moment}\n")
            one.stdin.flush()
        said.append({one.stdout.readline().strip() for one in pair if one.stdout})
    return said


def test_of_two_who_do_the_same_at_once_there_is_one_outcome(site: Site) -> None:
    site.run("-m", "tests.crash.racer", "prepare", str(ROUNDS))
    pair = started(site)
    for kind, right in RIGHT.items():
        said = race(pair, kind)
        wrong = Counter(" and ".join(sorted(one)) for one in said if one not in right)
        words = f"{WORDS[kind]} on {site.vendor}: {{rounds}} rounds, {{wrong}} with another outcome than one"
        say(words, rounds=len(said), wrong=wrong.total())
        assert not wrong, wrong
    for one in pair:
        one.communicate()
    stands = json.loads(site.run("-m", "tests.crash.racer", "count").splitlines()[-1])
    assert stands["accepted"] + stands["declined"] == ROUNDS == stands["letters"]
    assert stands["let in"] == stands["accepted"]
    assert stands["joined"] == stands["accepted"] + ROUNDS
    assert stands["said yes"] + stands["said no"] == ROUNDS == stands["answers told"]
    once = ("steps", "begun", "codes used", "people by code", "addresses by code", "guests", "invitations used")
    assert {name: stands[name] for name in once} == dict.fromkeys(once, ROUNDS)
