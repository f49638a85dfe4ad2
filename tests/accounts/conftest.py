"""This room on its own: what higher rooms ask of who arrives is tried in their tests."""

import pytest

from olievlek.accounts import arrival


@pytest.fixture(autouse=True)
def _nothing_is_asked_on_arrival(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrival, "_stops", [])
