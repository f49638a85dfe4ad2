"""`make check` calls nothing ok that nobody looked at."""

import json
import subprocess
from typing import Any

import pytest
from tools import check


def told(document: Any, code: int = 0) -> Any:
    text = document if isinstance(document, str) else json.dumps(document)
    return lambda command: subprocess.CompletedProcess(command, code, text, "no network")


UNKNOWN = {"name": "django", "skip_reason": "not found"}
SOUND = {"name": "django", "vulns": []}
HOLE = {"name": "django", "vulns": [{"id": "PYSEC-1"}]}


@pytest.mark.parametrize(
    ("packages", "state"),
    [
        ([UNKNOWN] * 99, "NOT AUDITED"),
        ([SOUND] * 98 + [UNKNOWN], "NOT AUDITED"),
        ([SOUND] * 99, "ok"),
        ([UNKNOWN] * 98 + [HOLE], "FAILED"),
        ([], "NOT AUDITED"),
    ],
)
def test_python_packages_are_ok_only_when_each_was_looked_up(packages: list[Any], state: str) -> None:
    assert check.holes_in_python(told({"dependencies": packages})).state == state


def test_without_an_answer_nothing_is_ok() -> None:
    assert check.holes_in_python(told("", 1)).state == check.holes_in_npm(told("", 1)).state == "NOT AUDITED"
    assert check.holes_in_npm(told({"statusCode": 405, "error": {}}, 1)).state == "NOT AUDITED"


def test_npm_is_asked_too() -> None:
    counted = {"metadata": {"dependencies": {"total": 37}}}
    assert check.holes_in_npm(told({**counted, "vulnerabilities": {}})).state == "ok"
    assert check.holes_in_npm(told({**counted, "vulnerabilities": {"ws": {}}}, 1)).state == "FAILED"


def test_a_room_that_is_too_large_fails_and_an_exception_only_goes_down() -> None:
    fits = {**check.LARGER, "cases": check.MOST_LINES}
    assert check.size_of_rooms(fits).state == "ok"
    too_large = check.size_of_rooms({**fits, "cases": check.MOST_LINES + 1})
    assert too_large == check.Verdict("FAILED", "cases: 3,001 lines, 3,000 at most")
    assert "lower its exception" in check.size_of_rooms({**fits, "core": 3_100}).text


def test_the_rooms_of_today_fit() -> None:
    rooms = check.lines_of_rooms()
    assert len(rooms) > 15
    assert check.size_of_rooms(rooms).state == "ok", check.size_of_rooms(rooms).text
