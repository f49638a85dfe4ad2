"""Taking turns: what one commit leaves out, the next ones see."""

from collections import Counter
from typing import Any

import pytest

from tests import scheduling, turns

NAMES = [f"library:page{number}" for number in range(300)]


@pytest.fixture(autouse=True)
def _nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "EVERY", False)
    monkeypatch.setattr(turns, "changed_rooms", frozenset)


def seen_at(turn: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr(turns, "turn", lambda: turn)
    return [name for name in NAMES if turns.page_has_turn(name, of=3)]


def test_so_many_commits_see_everything_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Counter(name for turn in (47, 48, 49) for name in seen_at(turn, monkeypatch))
    assert set(seen) == set(NAMES)
    assert set(seen.values()) == {1}


def test_a_page_that_changed_is_always_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "changed_rooms", lambda: frozenset({"library"}))
    assert seen_at(47, monkeypatch) == NAMES


def test_where_nearly_all_rooms_changed_a_larger_share_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    few = len(seen_at(47, monkeypatch))
    monkeypatch.setattr(turns, "changed_rooms", lambda: frozenset({"library", "a", "b", "c", "d"}))
    assert few < len(seen_at(47, monkeypatch)) < len(NAMES)


@pytest.mark.parametrize(
    ("line", "rooms"),
    [
        ("3\t1\tsrc/olievlek/scan/templates/scan/page.html", {"scan"}),
        ("3\t1\tsrc/olievlek/scan/views/start.py", {"scan"}),
        ("3\t1\tsrc/olievlek/{library => cases}/templates/case.html", {"cases"}),
        ("0\t0\tsrc/olievlek/{library => cases}/templates/case.html", set()),
        ("9\t9\tsrc/olievlek/scan/actions/start.py", set()),
        ("-\t-\tsrc/olievlek/core/static/core/favicon.png", set()),
        ("9\t9\tdocs/testing.md", set()),
    ],
)
def test_which_files_draw_pages(line: str, rooms: set[str]) -> None:
    assert turns.rooms_of([line]) == rooms


class Item:
    """A test with the marker, as the collector sees it."""

    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid

    def get_closest_marker(self, name: str) -> Any:
        return pytest.mark.turns(3).mark if name == "turns" else None


def test_each_case_of_a_dear_test_is_taken_once_in_so_many_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: Counter[str] = Counter()
    for now in (47, 48, 49):
        monkeypatch.setattr(turns, "turn", lambda now=now: now)
        monkeypatch.setattr(scheduling, "has_turn", turns.has_turn)
        taken.update(name for name in NAMES if scheduling.takes_turns(Item(name)))  # type: ignore[arg-type]  # as one
    assert taken == dict.fromkeys(NAMES, 1)
