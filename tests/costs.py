"""What a test costs in seconds of processor time, which a busy machine does not change as it changes the clock.

`tests/costs.txt` keeps the dear ones; `TESTS_WEIGH=FILE` in the environment of a run writes that run's costs, and
`python -m tests.costs FILE…` makes the list of them anew.
"""

import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("costs.txt")
KEPT = 0.05  # cheaper ones are not listed
WEIGHED: dict[str, float] = {}


def _spent() -> float:
    """By this process and the programs that it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    began = _spent()
    result = yield
    WEIGHED[item.nodeid] = _spent() - began
    return result


def pytest_sessionfinish(session: pytest.Session) -> None:
    where = os.environ.get("TESTS_WEIGH")
    if where and WEIGHED:
        Path(f"{where}.{os.getpid()}").write_text(json.dumps(WEIGHED), encoding="utf-8")


@cache
def _known() -> dict[str, float]:
    lines = (line.split(" ", 1) for line in LIST.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {name: float(seconds) for seconds, name in lines}


def of(name: str) -> float:
    """Seconds that the test with this id costs; 0 when it is cheap, or new."""
    return _known().get(name, _known().get(name.split("[")[0], 0.0))


def write(found: dict[str, float]) -> None:
    """One line for each function of tests, the dearest of its cases; dear ones first."""
    dearest: dict[str, float] = {}
    for name, seconds in found.items():
        short = name.split("[")[0]
        dearest[short] = max(dearest.get(short, 0.0), seconds)
    kept = sorted(((seconds, name) for name, seconds in dearest.items() if seconds >= KEPT), reverse=True)
    head = "# Seconds of processor time of the tests that cost most (tests/costs.py); the others are cheap.\n"
    LIST.write_text(head + "".join(f"{seconds:.2f} {name}\n" for seconds, name in kept), encoding="utf-8")


if __name__ == "__main__":
    read = [json.loads(Path(name).read_text(encoding="utf-8")) for name in sys.argv[1:]]
    write({name: seconds for one in read for name, seconds in one.items()})
