"""Several web processes on one index: each finds what another process took in, through rebuilds, and misses nothing.

What another process hides is gone from every page at once, before any index knows.
"""

import json
import os
import subprocess
from typing import Any

import pytest

from tests.crash.reader import STANDING
from tests.crash.site import Site
from tests.figures import say

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]  # the index is beside the database, the same for both
READERS, TURNS = 3, int(os.environ.get("OLIEVLEK_READERS_TURNS", "2"))

WRITE = """
import django; django.setup()
from django.utils import timezone
from olievlek.index import indexer
from olievlek.index import projection
from olievlek.cases.models import Case
from olievlek.vocabulary import content
from olievlek.vocabulary.models import Term
content.load()
kind = Term.objects.get(list="case_kinds", key="practice")
case = Case.objects.create(slug="{word}", title="Het {word}", kind=kind, published_at=timezone.now())
projection.refresh_many([case])
print(indexer.{deed}())
"""


HIDE = """
import django; django.setup()
from olievlek.index import projection
from olievlek.cases.models import Case
case = Case.objects.get(slug="{word}")
case.published_at = None
case.save(update_fields=["published_at"])
projection.refresh_many([case])
"""


def told(reader: "subprocess.Popen[str]", word: str) -> None:
    assert reader.stdin
    reader.stdin.write(f"{word}\n")
    reader.stdin.flush()


def heard(reader: "subprocess.Popen[str]") -> str:
    assert reader.stdout
    return reader.stdout.readline().strip()


def counted(readers: "list[subprocess.Popen[str]]", word: str) -> list[int]:
    for reader in readers:
        told(reader, f"-{word}")
    return [json.loads(heard(reader))["counted"] for reader in readers]


def test_every_web_process_finds_what_another_took_in_and_misses_nothing(site: Site) -> None:
    shown = leaks = 0
    site.run("-c", WRITE.format(word=STANDING, deed="catch_up"))
    readers = [site.start("-m", "tests.crash.reader", listens=True) for _ in range(READERS)]
    try:
        assert [heard(reader) for reader in readers] == ["ready"] * READERS
        answers: list[dict[str, Any]] = []
        for turn in range(TURNS):
            word = f"kunstwerk{'abcdefgh'[turn]}"
            for reader in readers:
                told(reader, word)
            site.run("-c", WRITE.format(word=word, deed="rebuild" if turn % 2 else "catch_up"))
            answers += [json.loads(heard(reader)) for reader in readers]
            shown += sum(counted(readers, word))
            site.run("-c", HIDE.format(word=word))
            leaks += sum(counted(readers, word))
    finally:
        for reader in readers:
            reader.kill()
            reader.communicate()
    missing, late = sum(one["missing"] for one in answers), sum("late" in one for one in answers)
    words = f"{{readers}} web processes, {{turns}} changes by another on {site.vendor}: {{missing}} answers missing, "
    words += "{leaks} of {shown} shown after they were hidden"
    say(words, readers=READERS, turns=TURNS, missing=missing, leaks=leaks, shown=shown)
    assert (missing, late, leaks, shown) == (0, 0, 0, READERS * TURNS)
    assert sum(one["times"] for one in answers) > len(answers)
