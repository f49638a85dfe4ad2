"""Four processes write at once: none is refused, nothing is lost."""

import os
import time
from typing import Any

import pytest

from tests.crash.site import Site
from tests.figures import say

pytestmark = pytest.mark.slow
PROCESSES = 4
EACH = int(os.environ.get("OLIEVLEK_WRITES", "150"))


def write_together(site: Site, each: int, **more: Any) -> tuple[list[int], list[str], float]:
    """Committed numbers, errors, and deeds a second."""
    start = time.perf_counter()
    writers = [
        site.start("-m", "tests.crash.writer", str(first * each), str(each), **more) for first in range(PROCESSES)
    ]
    lines = [line for writer in writers for line in writer.communicate()[0].splitlines()]
    slowest = max((float(line.split()[1]) for line in lines if line.startswith("done")), default=0.0)
    done = [int(line) for line in lines if line.isdigit()]
    errors = [line for line in lines if not line.isdigit() and not line.startswith("done")]
    return done, errors, len(done) / (slowest or time.perf_counter() - start)


def test_processes_that_write_together_wait_for_each_other(site: Site) -> None:
    done, errors, speed = write_together(site, EACH)
    say(
        "{deeds} deeds by {processes} processes, {errors} lock errors, {speed:.0f} a second",
        deeds=len(done),
        processes=PROCESSES,
        errors=len(errors),
        speed=speed,
    )
    assert not errors, errors[:5]
    assert sorted(site.numbers()) == sorted(done) == list(range(PROCESSES * EACH))


@pytest.mark.sqlite
def test_without_begin_immediate_they_would_not(site: Site) -> None:
    _done, errors, _speed = write_together(site, 100, CRASH_DEFERRED="1")
    assert any("locked" in error for error in errors)
