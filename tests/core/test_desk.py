from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from olievlek.core import desk
from tests.factories.accounts import make_user


@pytest.fixture(autouse=True)
def _an_empty_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_asking", [])


def task(ask: str, day: int = 1) -> desk.Task:
    return desk.Task(ask=ask, url="/", action="Doe het", since=datetime(2026, 3, day, tzinfo=UTC))


@pytest.mark.django_db
def test_tasks_come_by_order_and_then_the_oldest_first() -> None:
    desk.register("later", lambda _user: [task("c")], 20)
    desk.register("first", lambda _user: [task("b", 2), task("a", 1)], 10)
    assert [one.ask for one in desk.tasks(make_user())] == ["a", "b", "c"]


@pytest.mark.django_db
def test_registering_a_name_again_replaces_it() -> None:
    desk.register("one", lambda _user: [task("a")])
    desk.register("one", lambda _user: [task("b")])
    assert [one.ask for one in desk.tasks(make_user())] == ["b"]


def test_nothing_is_asked_of_a_visitor() -> None:
    desk.register("one", lambda _user: [task("a")])
    assert desk.tasks(AnonymousUser()) == []
