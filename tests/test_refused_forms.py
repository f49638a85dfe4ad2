"""A form that was not filled in well comes back with 422, on every address: for people, scripts and htmx alike."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.forms import BaseForm
from django.test import Client

from olievlek.core import page
from tests.figures import say
from tests.matrix import probe
from tests.matrix.probe import FORM, Question
from tests.matrix.routes import Route
from tests.matrix.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]
READERS = ("visitor", "member", "coordinator", "moderator")
HTMX = {"HX-Request": "true"}
NONSENSE = "x" * 20_000


@pytest.fixture
def world() -> World:
    return make_world()


@contextmanager
def listening() -> Iterator[list[BaseForm]]:
    """Every bound form whose answers somebody looked at."""
    looked_at: list[BaseForm] = []
    real = BaseForm.full_clean

    def full_clean(form: BaseForm) -> None:
        real(form)
        if form.is_bound:
            looked_at.append(form)

    with patch.object(BaseForm, "full_clean", full_clean):
        yield looked_at


def send(client: Client, question: Question, body: str = "", **headers: str) -> tuple[Any, list[BaseForm]]:
    """The answer, and the forms that were read; what it did is undone."""
    cookies = copy.deepcopy(client.cookies)
    with transaction.atomic(), listening() as forms:
        response: Any = client.post(question.url, body, content_type=FORM, headers=headers)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response, forms


def refusals(world: World, routes: list[Route]) -> Iterator[tuple[str, int]]:
    """Each POST address, with nothing and with nonsense in every box, with and without htmx: those a form refused."""
    met = set[str]()
    for question in probe.questions(routes, world, ("POST",), roles=READERS, every=False, known_verbs_only=True):
        if question.role not in question.aim.readers or question.route.name in met:
            continue
        client = world.clients[question.role]
        response, forms = send(client, question)
        if response.status_code not in {200, 302, 422} or probe.goes_to_login(response):
            continue
        met |= {question.route.name} if forms or response.status_code == 302 else set()
        boxes = {form.add_prefix(name): NONSENSE for form in forms for name in form.fields}
        for what, body in (("nothing", ""), ("nonsense", urlencode(boxes))) if forms else ():
            for headers in ({}, HTMX):
                response, forms = send(client, question, body, **headers)
                if any(form.errors for form in forms):
                    told = f"{question.role} {question.url} {what}{' htmx' if headers else ''}"
                    yield f"{told}: {response.status_code}", response.status_code


def test_a_form_that_is_refused_is_422_everywhere(world: World) -> None:
    found = list(refusals(world, probe.asked_routes()))
    wrong = [asked for asked, status in found if status != 422]
    say("{asked} refused forms, {wrong} without 422", asked=len(found), wrong=len(wrong))
    assert len(found) > 40
    assert not wrong, "\n".join(wrong)


def test_the_sweep_sees_a_page_that_says_that_all_is_well(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: a page that does not look at its forms is counted."""
    monkeypatch.setattr(page, "is_refused", lambda *_given: False)
    wrong = [asked for asked, status in refusals(world, probe.asked_routes()[::5]) if status != 422]
    say("control: without the rule {wrong} without 422", wrong=len(wrong))
    assert wrong
