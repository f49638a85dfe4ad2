"""A name or a title that is written from right to left leaves the order of the words beside it alone."""

import re
from collections import Counter

import pytest
from django.db import models

from olievlek.core import text
from tests.figures import say
from tests.matrix import probe
from tests.matrix.direction import FIRST, LAST, Directions
from tests.matrix.grow import own_models
from tests.matrix.routes import Route
from tests.matrix.world import World, make_findable, make_world

ROLES = ("visitor", "coordinator", "moderator", "member", "other")
IN_ENGLISH_TOO = ("visitor", "moderator")
NAMED = {
    "name", "title", "name_nl", "name_en", "called", "contact_name", "job", "subject", "role", "part",
    "other_name", "organisation_name", "team", "text_name", "description_name",
}  # fmt: skip
TRIES = 5  # objects of one address that nobody of this kind may see
LEFT_TO_RIGHT = "\u202aabc"

pytestmark = [pytest.mark.django_db]


def turn() -> int:
    """Every name and title becomes one of another direction; half of them try to set a direction for what follows."""
    turned = 0
    for model in own_models():
        for column in model._meta.concrete_fields:
            if (
                not isinstance(column, models.CharField | models.TextField)
                or column.name not in NAMED
                or column.choices
            ):
                continue
            for number, row in enumerate(model._default_manager.exclude(**{column.name: ""}).order_by("pk")):
                tried = LEFT_TO_RIGHT if number % 2 else ""
                value = f"{FIRST}לום{tried}{row.pk}{LAST}"
                turned += model._default_manager.filter(pk=row.pk).update(**{column.name: value})
    return turned


@pytest.fixture
def world() -> World:
    world = make_world()
    turn()
    make_findable()
    return world


def wrong_places(world: World, routes: list[Route]) -> tuple[int, int, list[str]]:
    """Pages, names on them, and the places where one is not set apart."""
    pages, names, wrong, tried = 0, 0, [], Counter[tuple[str, str, str, bool]]()
    for question in probe.questions(routes, world, ("GET",), roles=ROLES, known_verbs_only=True):
        in_english = question.url.startswith("/en/")
        view = (question.route.name, question.role, question.aim.query, in_english)
        if tried[view] >= TRIES or (in_english and question.role not in IN_ENGLISH_TOO):
            continue
        tried[view] += 1
        answer = world.clients[question.role].get(question.url)
        if "text/html" not in answer.headers.get("Content-Type", "") or answer.status_code != 200:
            continue
        tried[view] += TRIES - 1
        page = Directions(answer.content.decode())
        pages, names = pages + 1, names + page.names
        wrong += [f"{question.route.name}: {re.sub('[0-9]+', '9', one)}" for one in page.wrong]
    return pages, names, wrong


@pytest.mark.slow
@pytest.mark.sweep
def test_no_name_turns_the_words_beside_it_around(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    routes = probe.asked_routes()
    pages, names, wrong = wrong_places(world, routes)
    monkeypatch.setattr(text, "apart", str)
    _pages, _names, control = wrong_places(world, [one for one in routes if one.name in {"home", "cases:case"}])
    say(
        "{names} names on {pages} pages, {wrong} turn what stands beside them; without the guard {control} on two",
        names=names, pages=pages, wrong=len(wrong), control=len(control),
    )  # fmt: skip
    assert names > 500
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert control


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        ("<p>{} vroeg iets</p>", 1),
        ("<p>{}</p><p>vroeg iets</p>", 0),
        ("<p><bdi>{}</bdi> vroeg iets</p>", 0),
        ("<p><a href='/'><strong>{}</strong></a> vroeg iets</p>", 1),
        ('<p><a href="/" dir="auto">{}</a> vroeg iets</p>', 0),
        ("<p>\u2068{}\u2069 vroeg iets</p>", 0),
        ('<img alt="Foto van {}">', 1),
        ('<img alt="Foto van \u2068{}\u2069">', 0),
        ("<ul><li>{}</li><li>12 keer</li></ul>", 0),
        ("<title>{} · Olievlek</title>", 1),
        ("<option>{}</option><option>anders</option>", 0),
    ],
)
def test_the_reader_of_directions_sees_what_is_wrong(page: str, wrong: int) -> None:
    """Control."""
    assert len(Directions(page.format(f"{FIRST}לום{LAST}")).wrong) == wrong
