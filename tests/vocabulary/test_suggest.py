"""What helps: asked below, answered above."""

from collections.abc import Iterator

import pytest

from olievlek.core.registry import RegisteredTwiceError, Registry
from olievlek.organisations.models import Organisation
from olievlek.vocabulary import suggest as module
from olievlek.vocabulary.suggest import Suggestion, register, suggest


@pytest.fixture(autouse=True)
def _nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_providers", Registry("what helps in a test"))


def cases(key: str, _organisation: Organisation | None) -> Iterator[Suggestion]:
    for number in (1, 2, 3):
        yield Suggestion(f"Voorbeeld {number}", f"/praktijken/{number}/", f"Overwon {key}")


def helpers(_key: str, _organisation: Organisation | None) -> list[Suggestion]:
    return [Suggestion("Een jurist", "/mensen/1/", "Hielp hierbij"), Suggestion("Dubbel", "/praktijken/1/", "Ook")]


def test_nobody_who_answers_is_no_suggestion() -> None:
    assert suggest("K1") == []


def test_everyone_gets_a_turn_in_order_and_nothing_comes_twice() -> None:
    register(helpers, order=20)
    register(cases, order=10)
    with pytest.raises(RegisteredTwiceError):
        register(cases, order=10)
    found = suggest("K1", limit=3)
    assert [one.url for one in found] == ["/praktijken/1/", "/mensen/1/", "/praktijken/2/"]
    assert found[0].reason == "Overwon K1"


def test_never_more_than_the_limit() -> None:
    register(cases)
    register(helpers)
    assert len(suggest("K1", limit=1)) == 1
    assert len(suggest("K1", limit=9)) == 4
