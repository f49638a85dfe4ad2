from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from olievlek.core import prompts
from tests.factories.accounts import make_user


@pytest.fixture(autouse=True)
def _no_prompts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "_asking", [])


def task(ask: str, day: int = 1) -> prompts.Prompt:
    return prompts.Prompt(ask=ask, url="/", action="Doe het", since=datetime(2026, 3, day, tzinfo=UTC))


@pytest.mark.django_db
def test_tasks_come_by_order_and_then_the_oldest_first() -> None:
    prompts.register("later", lambda _user: [task("c")], 20)
    prompts.register("first", lambda _user: [task("b", 2), task("a", 1)], 10)
    assert [one.ask for one in prompts.prompts_of(make_user())] == ["a", "b", "c"]


@pytest.mark.django_db
def test_registering_a_name_again_replaces_it() -> None:
    prompts.register("one", lambda _user: [task("a")])
    prompts.register("one", lambda _user: [task("b")])
    assert [one.ask for one in prompts.prompts_of(make_user())] == ["b"]


def test_nothing_is_asked_of_a_visitor() -> None:
    prompts.register("one", lambda _user: [task("a")])
    assert prompts.prompts_of(AnonymousUser()) == []
