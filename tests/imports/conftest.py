"""The committed content, for tests that are about it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def _content_of_a_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All content, once for a module: each test rolls back to it, the module rolls back to nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content", verbosity=0, stdout=_Silent())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(_content_of_a_module: None, db: None) -> None:
    """Everything `olievlek load_content` loads, shared by the tests of a module."""


class _Silent:
    def write(self, _text: str) -> None:
        """Nothing."""

    def flush(self) -> None:
        """Nothing."""
