"""Who runs which test: the slow first, one at a time, and together what shares something that is dear to make."""

import os
import unittest
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

LONGEST = 12
TOGETHER = ("tests/test_headers.py", "tests/browser/test_payloads.py::test_hostile_text_in_every_field_stays_text")


class SlowFirst(LoadScopeScheduling):
    """The marker `xdist_group` does nothing in pytest 9.2, which no longer lets a plugin rename a test."""

    def _split_scope(self, nodeid: str) -> str:
        return next((begin for begin in TOGETHER if nodeid.startswith(begin)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> SlowFirst:
    return SlowFirst(config, log)


def asks_a_database(item: pytest.Item) -> bool:
    """Whether the other database could make a difference; classes of unittest say it in their own way."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(
        item.get_closest_marker("django_db")
        or fixtures & {"db", "transactional_db", "site"}
        or issubclass(getattr(item, "cls", None) or object, unittest.TestCase)
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("DATABASE_URL"):  # the run on SQLite asks the others
        left_out = [item for item in items if not asks_a_database(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if asks_a_database(item)]
    items.sort(key=lambda item: item.get_closest_marker("slow") is None and "browser" not in item.keywords)
    migrating = [item for item in items if "/crash/" in item.nodeid]
    others = [item for item in items if "/crash/" not in item.nodeid]
    # The first makes the database that the rest copy; meanwhile the other processes have something else to do.
    items[:] = [*migrating[:1], *others[:LONGEST], *migrating[1:], *others[LONGEST:]]
