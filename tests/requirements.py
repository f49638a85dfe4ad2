"""What the mark `requirement` promises of a test, looked at while the test runs.

    @pytest.mark.requirement("004-01", at="/deel/*/")       opens that page, sends a form it filled in
    @pytest.mark.requirement("004-36", at="/bieb/*/", reads=True)   opens that page

`at` is an address in Dutch, with `*` for what differs from row to row. A test that goes elsewhere fails: rows that a
factory made show nothing about what a person can do.
"""

import fnmatch
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import pytest
from django.test import Client

OURS = {"csrfmiddlewaretoken", "once", "edition", "seen", "next"}
GOOD = 400  # and above is a refusal
FORM = "application/x-www-form-urlencoded"


@dataclass
class Visits:
    """Where a test went, and where it sent something that it had typed."""

    opened: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)

    def lacks(self, at: str, *, reads: bool) -> str:
        """What a mark promises and the test did not do; empty when it did."""
        if not fnmatch.filter(self.opened | self.filled, at):
            return f"it never opened {at}, only {sorted(self.opened | self.filled)}"
        if not reads and not self.filled:
            return "it sent no form that it filled in: do so, or say `reads=True`"
        return ""


def is_filled(request: dict[str, Any]) -> bool:
    """Whether somebody typed or chose something; a button alone, or a key of ours, is nothing typed."""
    if request.get("REQUEST_METHOD") not in {"POST", "PUT", "PATCH"}:
        return False
    body = request["wsgi.input"].read()
    request["wsgi.input"] = type(request["wsgi.input"])(body)
    if not request.get("CONTENT_TYPE", "").startswith(FORM):
        return bool(body.strip(b" {}\r\n"))
    return any(value.strip() for name, value in parse_qsl(body.decode()) if name not in OURS)


@pytest.fixture(autouse=True)
def _does_what_its_mark_says(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    marks = list(request.node.iter_markers("requirement"))
    if not marks:
        yield
        return
    visits, ask = Visits(), Client.request

    def noted(self: Client, **given: Any) -> Any:
        typed = is_filled(given)
        response = ask(self, **given)
        if response.status_code < GOOD:
            (visits.filled if typed else visits.opened).add(given.get("PATH_INFO", "/"))
        return response

    monkeypatch.setattr(Client, "request", noted)
    yield
    for mark in marks:
        lack = visits.lacks(mark.kwargs["at"], reads=mark.kwargs.get("reads", False))
        assert not lack, f"marked {', '.join(mark.args)}, but {lack}"
