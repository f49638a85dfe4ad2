"""Tasks: added once, changed, finished with what they brought, let go, and taken up again."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from olievlek.core import prompts
from olievlek.organisations import merging
from olievlek.tasks import actions
from olievlek.tasks.models import Task
from olievlek.tasks.places import place_of
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.tasks import make_task

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def events(task: Task) -> list[str]:
    return [entry.event for entry in Entry.objects.about(task).order_by("pk")]


@pytest.fixture
def colleague() -> Client:
    client = Client()
    client.force_login(make_membership().user)
    return client


def of(client: Client, **given: Any) -> Task:
    from olievlek.accounts.models import User

    me = User.objects.get(pk=client.session["_auth_user_id"])
    return make_task(me.memberships.get().organisation, by=me, **given)


@pytest.mark.both
def test_the_same_form_sent_twice_makes_one_task() -> None:
    place, by, once = make_organisation(), make_user(), uuid.uuid4()
    for _ in range(2):
        task = actions.add(place, organisation=place, text="Bellen", once=once, by=by)
    assert Task.objects.count() == 1
    assert events(task) == ["task.added"]


@pytest.mark.both
def test_finishing_keeps_what_it_brought_and_twice_is_recorded_once() -> None:
    task, by = make_task(), make_user()
    for words in ("Drie gesprekken", "Vier gesprekken"):
        actions.finish(task, outcome=words, by=by)
    task.refresh_from_db()
    assert (task.outcome, task.finished_by) == ("Vier gesprekken", by)
    assert events(task) == ["task.added", "task.finished"]


def test_taking_up_again_forgets_that_it_was_done_and_twice_changes_nothing() -> None:
    task, by = make_task(), make_user()
    actions.finish(task, outcome="Klaar", by=by)
    for _ in range(2):
        actions.reopen(task, by=by)
    task.refresh_from_db()
    assert (task.finished_at, task.outcome) == (None, "")
    assert events(task)[-1] == "task.reopened"
    assert len(events(task)) == 3


def test_what_is_let_go_stays_in_the_database_and_a_finished_task_is_not_let_go() -> None:
    task, done, by = make_task(), make_task(), make_user()
    actions.finish(done, outcome="", by=by)
    for one in (task, done):
        actions.drop(one, by=by)
        actions.finish(one, outcome="Toch", by=by)
    task.refresh_from_db()
    assert (task.dropped_by, task.finished_at) == (by, None)
    assert events(done) == ["task.added", "task.finished"]
    assert list(Task.objects.standing()) == [done]


def test_changing_to_the_same_is_no_change() -> None:
    task, by = make_task(), make_user()
    for _ in range(2):
        actions.change(task, text="Bel drie makers", owner=by, due=None, by=by)
    assert events(task) == ["task.added", "task.changed"]


@pytest.mark.both
def test_the_database_refuses_an_outcome_without_an_end() -> None:
    task = make_task()
    with pytest.raises(IntegrityError), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(outcome="Iets")


@pytest.mark.both
def test_tasks_follow_a_merger() -> None:
    old, new = make_organisation(), make_organisation()
    task = make_task(old)
    merging.merge(old, into=new, on=timezone.localdate(), by=None)
    task.refresh_from_db()
    assert task.organisation == new


def test_a_colleague_changes_finishes_and_takes_up_a_task_through_the_browser(colleague: Client) -> None:
    task = of(colleague)
    page = text(colleague.get(f"/acties/{task.pk}/"))
    assert "Nog niemand" in page
    sent = {"text": "Bel drie makers", "owner": task.added_by_id, "due": "2027-03-01", "once": str(uuid.uuid4())}
    assert colleague.post(f"/acties/{task.pk}/", sent).headers["Location"] == place_of(task)
    task.refresh_from_db()
    assert (task.text, task.owner, task.due) == ("Bel drie makers", task.added_by, date(2027, 3, 1))
    colleague.post(f"/acties/{task.pk}/klaar/", {"outcome": "Twee makers belden terug"})
    assert "Twee makers belden terug" in text(colleague.get(f"/acties/{task.pk}/"))
    colleague.post(f"/acties/{task.pk}/weer-open/")
    colleague.post(f"/acties/{task.pk}/laten-vallen/")
    assert "Dit lieten jullie vallen" in text(colleague.get(f"/acties/{task.pk}/"))


def test_a_task_can_not_be_given_to_somebody_who_works_elsewhere(colleague: Client) -> None:
    task, stranger = of(colleague), make_membership().user
    answer = colleague.post(f"/acties/{task.pk}/", {"text": "Bel", "owner": stranger.pk, "once": str(uuid.uuid4())})
    assert answer.status_code == 422
    task.refresh_from_db()
    assert (task.owner, "Bel" in answer.content.decode()) == (None, True)


def test_a_stranger_and_a_moderator_learn_nothing_of_a_task(colleague: Client, moderator_client: Client) -> None:
    task = make_task()
    for client in (colleague, moderator_client):
        assert client.get(f"/acties/{task.pk}/").status_code == 404
        for verb in ("klaar", "weer-open", "laten-vallen"):
            assert client.post(f"/acties/{task.pk}/{verb}/").status_code == 404
    assert events(task) == ["task.added"]


def test_an_outcome_that_is_too_long_says_so_and_finishes_nothing(colleague: Client) -> None:
    task = of(colleague)
    answer = colleague.post(f"/acties/{task.pk}/klaar/", {"outcome": "x" * 401}, follow=True)
    assert "hooguit 400 tekens" in text(answer)
    assert events(task) == ["task.added"]


def test_the_workplace_asks_about_my_own_tasks_whose_day_is_near() -> None:
    member = make_membership()
    today = timezone.localdate()
    for days, owner in ((3, member.user), (-2, member.user), (40, member.user), (3, None)):
        make_task(member.organisation, text=f"over {days} {owner}", owner=owner, due=today + timedelta(days=days))
    asks = [one for one in prompts.prompts_of(member.user) if one.url.startswith("/acties/")]
    assert [one.why for one in asks] == ["De dag is bijna daar.", "De dag is voorbij."]
