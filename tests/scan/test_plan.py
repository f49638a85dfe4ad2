"""From an advice to a plan, and what came of it next time."""

import uuid
from typing import Any

import pytest
from django.test import Client

from olievlek.organisations.models import Organisation
from olievlek.tasks import actions
from olievlek.tasks.models import Task
from tests.answers import not_here
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.scan import make_result
from tests.factories.surveys import team, the_scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    the_scan()
    return make_organisation(name="Gemeente Waterdam", short_name="Waterdam", employees_estimate=500)


@pytest.fixture
def colleague(place: Organisation) -> Client:
    client = Client()
    client.force_login(make_membership(organisation=place).user)
    return client


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_an_advice_becomes_a_task_with_somebody_and_a_day(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place)
    page = text(colleague.get(f"/scan/{round_.code}/"))
    assert "Er staat nog niets in het plan" in page
    address = f"/scan/{round_.code}/plan/samen_leren/"
    assert address in page
    assert "een half uur terugkijken" in text(colleague.get(address))
    me = place.memberships.get().user
    sent = {"text": "Terugkijken na elke proef", "owner": me.pk, "due": "2027-01-15", "once": str(uuid.uuid4())}
    for _ in range(2):
        assert colleague.post(address, sent).headers["Location"] == f"/scan/{round_.code}/"
    task = Task.objects.get()
    assert (task.topic, task.owner, list(Task.objects.about(round_))) == ("samen_leren", me, [task])
    shown = text(colleague.get(f"/scan/{round_.code}/"))
    assert "Terugkijken na elke proef" in shown
    assert "15 januari 2027" in shown
    assert f"/scan/{round_.code}/#plan" in text(colleague.get(f"/acties/{task.pk}/"))


def test_the_next_result_shows_what_was_done_and_what_it_brought(colleague: Client, place: Organisation) -> None:
    first = make_result(place)
    by = place.memberships.get().user
    task = actions.add(first, organisation=place, text="Drie makers bellen", once=uuid.uuid4(), by=by)
    dropped = actions.add(first, organisation=place, text="Iets anders", once=uuid.uuid4(), by=by)
    actions.finish(task, outcome="Twee kwamen langs", by=by)
    actions.drop(dropped, by=by)
    page = text(colleague.get(f"/scan/{make_result(place).code}/"))
    assert "Wat deden we sinds de vorige keer, en wat bracht het?" in page
    assert "Twee kwamen langs" in page
    assert "Iets anders" not in page


def test_no_plan_for_a_factor_that_is_hidden_and_none_for_others(colleague: Client, place: Organisation) -> None:
    hidden = make_result(place, invited=team("a", 4))
    elsewhere = make_result(make_organisation(employees_estimate=500))
    for round_ in (hidden, elsewhere):
        assert not_here(colleague.get(f"/scan/{round_.code}/plan/samen_leren/"))
    assert not_here(colleague.get(f"/scan/{make_result(place, invited=team('z', 6)).code}/plan/onzin/"))
    assert not Task.objects.exists()
