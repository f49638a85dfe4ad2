"""Every field says what it is, and no id stands twice on a page: asked of every page of every kind of person."""

import pytest

from tests.figures import say
from tests.matrix import probe
from tests.matrix.html import Page
from tests.matrix.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]

ROLES = ("visitor", "coordinator", "resident", "moderator", "member")


@pytest.fixture
def world() -> World:
    return make_world()


def test_every_field_has_a_name_and_every_id_is_one(world: World) -> None:
    fields, nameless, pages, twice, read = 0, [], 0, [], set()
    for question in probe.questions(probe.asked_routes(), world, ("GET",), roles=ROLES, every=False):
        view = (question.route.name, question.role, question.aim.query)
        if "GET" not in question.route.verbs or view in read:
            continue
        response = world.clients[question.role].get(question.url)
        if "text/html" not in response.headers.get("Content-Type", "") or response.status_code == 302:
            continue
        read.add(view)
        page = Page(response.content.decode())
        pages += 1
        fields += len(page.named_fields)
        nameless += [f"{question.url} {one.attributes}" for one, named in page.named_fields if not named]
        twice += [f"{question.url} as {question.role}: {page.repeated}"] if page.repeated else []
    say(
        "{bad} fields without a name of {fields}, {twice} ids twice, on {pages} pages",
        bad=len(nameless),
        fields=fields,
        twice=len(twice),
        pages=pages,
    )
    assert fields > 200
    assert not nameless + twice, "\n".join([*sorted(set(nameless)), *sorted(set(twice))])


@pytest.mark.parametrize(
    ("page", "nameless", "twice"),
    [
        ('<label for="q">Zoek</label><input id="q" name="q">', 0, []),
        ('<label for="q">Zoek</label><input id="q" name="q"><input id="q" name="r">', 2, ["q"]),
        ('<input name="q">', 1, []),
        ('<label for="id_file"></label><input type="file" id="id_file">', 1, []),
        ('<label>Zoek <select name="a"><option>1</option></select></label>', 0, []),
        ('<textarea aria-labelledby="weg"></textarea>', 1, []),
        ('<input type="checkbox" aria-label=" ">', 1, []),
    ],
)
def test_the_reader_of_pages_sees_what_is_wrong(page: str, nameless: int, twice: list[str]) -> None:
    """Control."""
    read = Page(page)
    assert [named for _one, named in read.named_fields].count(False) == nameless
    assert read.repeated == twice
