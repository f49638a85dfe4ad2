"""Which tests a run takes, and who runs which: the dear ones first, together what shares something dear to make.

`--take=complete` (as `make test`): on SQLite all; on PostgreSQL what can differ there (marker `both`, and what asks a
site of its own or commits), and of the rest the share that has its turn. `--take=quick`: what costs little, and of the
rest the share that has its turn. `--take=room:cases`: everything of that room, and of other rooms what `quick` takes.
"""

import os
import unittest
from typing import Any

import pytest
from django.test import TestCase, TransactionTestCase
from xdist.scheduler import LoadScopeScheduling

from tests import costs
from tests.turns import EVERY, has_turn

LONGEST = 12
TOGETHER = ("tests/test_headers.py", "tests/browser/test_payloads.py::test_hostile_text_in_every_field_stays_text")
CHEAP = 0.1  # seconds of processor time
PARTS = {"quick": 60, "room": 60, "PostgreSQL": 8}  # so many commits see all of what costs more


class SlowFirst(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """The marker `xdist_group` does nothing in pytest 9.2, which no longer lets a plugin rename a test."""

    def _split_scope(self, nodeid: str) -> str:
        return next((begin for begin in TOGETHER if nodeid.startswith(begin)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SlowFirst:
    return SlowFirst(config, log)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--take", default="all", help="all, complete, quick or room:NAME (tests/scheduling.py)")


def asks_a_database(item: pytest.Item) -> bool:
    """Whether the other database could make a difference; classes of unittest say it in their own way."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(
        item.get_closest_marker("django_db")
        or fixtures & {"db", "transactional_db", "site"}
        or issubclass(getattr(item, "cls", None) or object, unittest.TestCase)
    )


def can_differ(item: pytest.Item) -> bool:
    """Races, locks, constraints, order, text, migrations: what the databases may answer otherwise."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("both") or fixtures & {"transactional_db", "site"} or commits(item))


def commits(item: pytest.Item) -> bool:
    """`django_db(transaction=True)` brings no fixture by name; of unittest it is the base class that says it."""
    asked, kind = item.get_closest_marker("django_db"), getattr(item, "cls", None) or object
    if asked and (asked.args[:1] == (True,) or asked.kwargs.get("transaction")):
        return True
    return issubclass(kind, TransactionTestCase) and not issubclass(kind, TestCase)


def takes_turns(item: pytest.Item) -> bool:
    """Whether a test with the marker `turns(of)` has its turn; each case of its parameters has one of its own."""
    marker = item.get_closest_marker("turns")
    return marker is None or has_turn(item.nodeid, of=marker.args[0])


def is_taken(item: pytest.Item, take: str) -> bool:
    """Whether this run takes the test."""
    name, (kind, _, room) = item.nodeid, take.partition(":")
    on_postgresql = bool(os.environ.get("DATABASE_URL"))
    if item.get_closest_marker("sqlite" if on_postgresql else "postgresql"):
        return False
    if on_postgresql and not asks_a_database(item):
        return False  # the run on SQLite asks it
    if kind == "all" or EVERY:
        return True
    if kind == "complete" and not takes_turns(item):
        return False
    if kind == "complete":
        return not on_postgresql or can_differ(item) or has_turn(name, of=PARTS["PostgreSQL"])
    if "browser" in item.keywords:
        return False
    if room and name.startswith(f"tests/{room}/"):
        return True
    cheap = costs.of(name) <= CHEAP and item.get_closest_marker("slow") is None
    return cheap or has_turn(name, of=PARTS[kind])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    take = config.getoption("--take")
    left_out = [item for item in items if not is_taken(item, take)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if is_taken(item, take)]
    items.sort(key=_dearest_first)
    migrating = [item for item in items if "/crash/" in item.nodeid]
    others = [item for item in items if "/crash/" not in item.nodeid]
    # The first makes the database that the rest copy; meanwhile the other processes have something else to do.
    items[:] = [*migrating[:1], *others[:LONGEST], *migrating[1:], *others[LONGEST:]]


def _dearest_first(item: pytest.Item) -> tuple[bool, float]:
    return item.get_closest_marker("slow") is None and "browser" not in item.keywords, -costs.of(item.nodeid)
