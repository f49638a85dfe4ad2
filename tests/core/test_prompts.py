from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from olievlek.core import prompts
from olievlek.core.nouns import NOUNS, Prompting
from olievlek.core.registry import RegisteredTwiceError, Registry
from tests.factories.accounts import make_user


@pytest.fixture(autouse=True)
def _no_other_prompts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "_asking", Registry("prompts of a test"))


def task(ask: str, day: int = 1) -> prompts.Prompt:
    return prompts.Prompt(ask=ask, url="/", action="Doe het", since=datetime(2026, 3, day, tzinfo=UTC))


def ask(name: str, tasks: list[prompts.Prompt], order: int = 100) -> None:
    """As a noun does that has a prompt."""
    prompts.read(NOUNS["task"], [Prompting(name, lambda _user: tasks, order)])


@pytest.mark.django_db
def test_tasks_come_by_order_and_then_the_oldest_first() -> None:
    ask("later", [task("c")], 20)
    ask("first", [task("b", 2), task("a", 1)], 10)
    assert [one.ask for one in prompts.prompts_of(make_user())] == ["a", "b", "c"]


def test_a_name_that_asks_twice_raises_so_that_neither_is_silently_dead() -> None:
    ask("one", [task("a")])
    with pytest.raises(RegisteredTwiceError, match="'one' is registered in"):
        ask("one", [task("b")])


def test_nothing_is_asked_of_a_visitor() -> None:
    ask("one", [task("a")])
    assert prompts.prompts_of(AnonymousUser()) == []
