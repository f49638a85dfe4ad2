"""What every answer carries and what it does not: the policy, no sniffing, no cache, few cookies, no other host."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.figures import say
from tests.matrix import probe
from tests.matrix.digest import changed, digests
from tests.matrix.roles import FEW
from tests.matrix.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]

POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "manifest-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
}  # fmt: skip
FILE = {"default-src 'none'", "sandbox"}  # what people uploaded: nothing in it runs, wherever it is opened
LOADED = re.compile(r"<(?:script|img|iframe|link|source|video|audio|object|embed|form|use)\b[^>]*?"
                    r"\s(?:src|href|action|srcset|data)=[\"'](?:https?:)?//([^/\"']+)[^>]*>", re.I)  # fmt: skip
UPLOADED = {"cases:attachment", "cases:photo", "organisations:logo"}
ALTERNATES = re.compile(r'<link rel="(?:alternate|canonical)"[^>]*>')


Answers = list[tuple[probe.Question, Any]]


@pytest.fixture(scope="module")
def reading(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Answers, dict[str, str]]:
    """Every page to every role, asked once for all tests below, and the tables that changed meanwhile."""
    own_index = override_settings(OLIEVLEK_DATA=tmp_path_factory.mktemp("data"))
    with django_db_blocker.unblock(), own_index, transaction.atomic():
        world = make_world()
        before = digests()
        found = list(ask_all(world))
        tables = changed(before, digests())
        transaction.set_rollback(True)
    return found, tables


@pytest.fixture
def answers(reading: tuple[Answers, dict[str, str]]) -> Answers:
    return reading[0]


def ask_all(world: World) -> Iterator[tuple[probe.Question, Any]]:
    asking = FEW if "OLIEVLEK_MATRIX" in os.environ else ("visitor", "moderator")
    for question in probe.questions(probe.asked_routes(), world, ("GET",), every=False, roles=asking):
        client = world.clients[question.role]
        client.cookies.pop("csrftoken", None)
        yield question, client.get(question.url)


def is_html(response: Any) -> bool:
    return str(response.headers.get("Content-Type", "")).startswith("text/html")


def policy_of(response: Any) -> set[str]:
    return {part.strip() for part in response.headers.get("Content-Security-Policy", "").split(";") if part.strip()}


def test_every_answer_carries_the_exact_policy_and_forbids_sniffing(answers: Answers) -> None:
    seen = 0
    for question, response in answers:
        seen += 1
        uploaded = question.route.name in UPLOADED and response.status_code == 200
        assert policy_of(response) == (FILE if uploaded else POLICY), question
        assert response.headers["X-Content-Type-Options"] == "nosniff", question
        assert response.headers["X-Frame-Options"] == "DENY", question
        assert response.headers["Referrer-Policy"] == "same-origin", question
        assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin", question
    say("{seen} answers, each with the exact policy", seen=seen)
    assert seen > 50


def test_what_signed_in_people_see_is_stored_nowhere(answers: Answers) -> None:
    for question, response in answers:
        if question.role != "visitor" and question.route.name not in SAME_FOR_ALL:
            assert "no-store" in response.headers.get("Cache-Control", ""), question
            assert "private" in response.headers.get("Cache-Control", ""), question


SAME_FOR_ALL: set[str] = set()


def test_a_visitor_gets_a_cookie_only_with_a_form_to_send(answers: Answers) -> None:
    without = 0
    for question, response in answers:
        if question.role != "visitor":
            continue
        has_key = is_html(response) and b'name="csrfmiddlewaretoken"' in response.content
        allowed = {"csrftoken"} if has_key or question.route.name == "core:fresh_key" else set()
        assert set(response.cookies) <= allowed, question
        without += not response.cookies
    assert without > 10


def test_cookies_can_not_be_read_by_script_or_sent_by_others(answers: Answers) -> None:
    for _question, response in answers:
        for cookie in response.cookies.values():
            assert cookie["httponly"]
            assert cookie["samesite"] == "Lax"


def other_hosts(html: str) -> list[str]:
    """Hosts a browser would call by itself."""
    return LOADED.findall(ALTERNATES.sub("", html))


def test_no_page_loads_anything_from_another_host(answers: Answers) -> None:
    for question, response in answers:
        if is_html(response):
            assert not other_hosts(response.content.decode()), question


def test_reading_changes_no_table(reading: tuple[Answers, dict[str, str]]) -> None:
    assert not reading[1]


def test_another_host_would_be_noticed() -> None:
    assert other_hosts('<img alt="" src="https://cdn.example/x.png">') == ["cdn.example"]
    assert other_hosts('<script src="//cdn.example/x.js"></script>') == ["cdn.example"]
    assert not other_hosts('<a href="https://www.example.org/">elders</a><img src="/static/x.png">')


KEY = 'name="csrfmiddlewaretoken"'


def open_to_a_cache(found: Answers) -> list[str]:
    """Pages with a key of one person that a cache may keep."""
    pages = [(question, response) for question, response in found if is_html(response)]
    with_key = [one for one in pages if KEY in one[1].content.decode()]
    assert with_key
    return [question.url for question, response in with_key if "no-store" not in response.get("Cache-Control", "")]


def test_a_page_with_a_key_of_one_person_is_kept_by_no_cache(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Visitors too; the answers that somebody ticked on a scan stand beside such a key."""
    assert not open_to_a_cache(answers)
    visited = [question.url for question, response in answers
               if question.role == "visitor" and is_html(response) and KEY in response.content.decode()]  # fmt: skip
    say("{pages} pages of visitors with a key, none kept by a cache", pages=len(visited))
    assert len(visited) > 5
    monkeypatch.setattr("olievlek.core.guard._is_for_one", lambda *_given: False)
    quiet = Client(raise_request_exception=False)  # the world is gone, so not every page is there
    bare = [quiet.get(url) for url in visited]
    assert any(response.status_code == 200 and "Cache-Control" not in response for response in bare), "the control"
