"""Tasks for tests."""

import uuid
from typing import Any

from olievlek.accounts.models import User
from olievlek.organisations.models import Organisation
from olievlek.tasks import actions
from olievlek.tasks.models import Task
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation


def make_task(organisation: Organisation | None = None, by: User | None = None, **given: Any) -> Task:
    """Something to do about an organisation itself."""
    place = organisation or make_organisation()
    given.setdefault("text", "Half uur terugkijken na elke proef")
    return actions.add(given.pop("about", place), organisation=place, once=uuid.uuid4(), by=by or make_user(), **given)
