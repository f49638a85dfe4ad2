"""Who looks at the demo sees a scan in each of its states."""

import pytest
from django.test import Client

from olievlek.accounts import demo
from olievlek.scan import demo as scan
from olievlek.scan.models import Evidence
from olievlek.surveys.models import Cell, Round
from olievlek.tasks.models import Task
from tests.factories.surveys import the_scan

pytestmark = pytest.mark.django_db


@pytest.mark.both
@pytest.mark.slow
def test_the_demo_has_results_a_plan_and_an_open_round_and_loads_once(client: Client) -> None:
    the_scan()
    before = []
    people = demo.load()
    for _ in range(2):
        scan.load(people)
        before.append((list(Round.objects.order_by("pk").values()), Task.objects.count(), Evidence.objects.count()))
    assert before[0] == before[1]
    assert (Round.objects.closed().count(), Round.objects.open().count()) == (3, 2)
    for round_ in Round.objects.closed():
        cells = Cell.objects.filter(round=round_)
        assert cells.released().exists()
        assert cells.filter(people=None).exists()
        assert Task.objects.about(round_).count() == 2
    client.force_login(people["lid-a"])
    newest = Round.objects.closed().filter(organisation__demo_key="a").order_by("-closed_at")[0]
    page = client.get(f"/scan/{newest.code}/").content.decode()
    assert "(demo)" in page
    assert "sinds de vorige keer" in page


def test_without_the_questions_there_are_demo_people_and_no_rounds() -> None:
    assert demo.load()
    assert not Round.objects.exists()
