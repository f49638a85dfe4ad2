"""What every test gets: strict queries, no network, users to sign in."""

import gc
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.test import Client
from django.utils import translation

from olievlek.core.mail import BY_ITSELF
from tests.factories.accounts import make_moderator, make_user

pytest_plugins = ["tests.costs", "tests.requirements", "tests.scheduling"]


FIRST_KEY = 1200


def pytest_collection_finish() -> None:
    """What stands in memory now stays; looking through it again and again for garbage took a twentieth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:  # after the database is made
    """Rows begin at a thousand and more: a key that is written as an amount ("1.200") is seen at once."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            tables = [name for name in connection.introspection.table_names() if name != "sqlite_sequence"]
            cursor.executemany(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [(n, FIRST_KEY) for n in tables]
            )
            return
        for one in connection.introspection.sequence_list():
            cursor.execute(f"ALTER SEQUENCE {one['name']} RESTART WITH {FIRST_KEY}")


@pytest.fixture(autouse=True)
def _unordered_means_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """A queryset without an order comes back shuffled, so that no test depends on luck."""
    fetch_all = QuerySet._fetch_all
    dice = random.Random(4)

    def shuffled(self: Any) -> None:
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and not self.ordered and self._result_cache:
            dice.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", shuffled)


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    """The test client leaves the language of its last answer behind."""
    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def _a_program_wrote_it() -> Iterator[None]:
    """Every mail of every test asks absence messages to stay away: codes, invitations, the daily mail, all of them."""
    yield
    for letter in getattr(mail, "outbox", []):
        assert BY_ITSELF.items() <= letter.extra_headers.items(), letter.subject


@pytest.fixture(autouse=True)
def _no_other_hosts() -> Iterator[None]:
    """Only this machine may be called."""
    from pytest_socket import enable_socket, socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def _an_index_of_its_own(settings: Any, tmp_path: Path) -> None:
    """No test finds what another wrote; what a test makes is findable after `index_all()`."""
    settings.OLIEVLEK_DATA = tmp_path


@pytest.fixture(autouse=True)
def _statements_of_this_test() -> None:
    """Rows of the next test have the same keys again."""
    from olievlek.scan import landscape

    landscape.statements_of.cache_clear()


@pytest.fixture
def moderator_client(db: None) -> Client:
    """Somebody who may moderate, signed in."""
    client = Client()
    client.force_login(make_moderator())
    return client


@pytest.fixture
def member_client(db: None) -> Client:
    """Somebody who is signed in and no more."""
    client = Client()
    client.force_login(make_user())
    return client
