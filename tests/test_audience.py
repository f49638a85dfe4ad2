"""What a visitor or a stranger gets is the same, byte for byte, whatever is private to others.

Two moments of one world are compared: before and after many private things were added to it. Asked are all pages, and
searches, suggestions and the API with words that are one slip away from private ones.
"""

import os
import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any
from urllib.parse import quote

import pytest

from olievlek.cases import actions as library
from olievlek.cases.models import Case, Lineage
from olievlek.conversations.models import Request
from olievlek.index import indexer, projection, store
from olievlek.index.models import Document, DocumentQuerySet, Learnt
from olievlek.search.models import SavedSearch
from tests.factories.library import make_case
from tests.figures import say
from tests.matrix import crawl
from tests.matrix.grow import NOW, own_models
from tests.matrix.nouns import DERIVED, STATES
from tests.matrix.probe import asked_routes
from tests.matrix.world import World, make_findable, make_world

EVERY = "OLIEVLEK_MATRIX" in os.environ  # `make proof` asks every word; the suite one in twenty

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]

ROLES = ("visitor", "resident", "other")  # `other` works somewhere else; her own organisation shares things with her
PRIVATE = [state for state, who in STATES.items() if not who & {*ROLES}]
SUBJECTS = (
    "afval",
    "balie",
    "drone",
    "energie",
    "groen",
    "jeugd",
    "parkeren",
    "riool",
    "schuld",
    "toegang",
    "veiligheid",
)
SECRET = ("flapdrolakkoord", "boterbloemstra", "zwavelhofontslag", "krinkelwindcontract", "dronepilotvergunning")
ADDRESSES = ("/zoeken/?q={}", "/en/zoeken/?q={}", "/zoeken/suggesties/?q={}", "/api/v1/search?query={}&pageSize=100")
PASSING = re.compile(  # another one with every answer: tokens against forgery, once keys, the time
    r'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<="key": ")[^"]+'
    r'|(?<=name="once" value=")[^"]+|\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+'
)
NO_PAGES: dict[str, list[str]] = {role: [] for role in ROLES}
Answers = dict[tuple[str, str], str]


@pytest.fixture
def world() -> World:
    """With enough public cases to learn from."""
    made = make_world()
    made.clients["visitor"].get("/organisaties/als/ods/")  # the first such file of a process has fewer namespaces
    for number in range(60):
        first, second = SUBJECTS[number % len(SUBJECTS)], SUBJECTS[(number * 7 + 3) % len(SUBJECTS)]
        problem = f"Meldingen over {first} en {second} bleven liggen bij team {number % 7}."
        make_case(
            title=f"Sneller {first} regelen met {second} {number}", problem=problem, done=f"Wij bundelden {first}."
        )
    make_findable()
    build_anew()
    return made


def build_anew() -> None:
    """As in the night, and what the worker does after it."""
    indexer.rebuild()
    make_findable()


def plant(world: World) -> int:
    """Private things of every kind: cases in every state with all that hangs on them, and what people did there."""
    before, known = len(world.canaries), set(Document.objects.values_list("pk", flat=True))
    for number, state in enumerate(PRIVATE):
        word, subject = SECRET[number % len(SECRET)], SUBJECTS[number % len(SUBJECTS)]
        given = {
            **world.garden.stamps(state),
            "title": f"Ontslag {word} en {subject}",
            "problem": f"{word} {subject} " * 3,
        }
        case: Any = world.garden.grow(Case, state, **given)
        _grow_on(world, case, state)
    projection.refresh_many(Case.objects.all())
    for person in (one for role, one in world.garden.people.items() if role not in ROLES):
        SavedSearch.objects.create(user=person, key=f"geheim-{person.pk}", text=" ".join(SECRET), upto=0)
    indexer.catch_up()
    for document in Document.objects.live().restricted().exclude(pk__in=known):
        Learnt.objects.create(document=document, word="kunstgras", learnt_at=NOW)
    make_findable()
    return len(world.canaries) - before


def _grow_on(world: World, case: Case, state: str) -> None:
    for model in own_models():
        if model in (Case, Request) or model._meta.label in DERIVED:
            continue  # how many questions a body got is told to who asks one, on purpose
        if model is Lineage and state == "removed":
            continue  # a case that everyone could read leaves a line without words, on purpose
        links = [one.name for one in model._meta.concrete_fields if one.related_model is Case and not one.null]
        if links:
            world.garden.grow_variants(model, state, **{links[0]: case})
        elif {"about_kind", "about_id"} <= {one.name for one in model._meta.concrete_fields}:
            world.garden.grow_variants(model, state, about_id=case.pk)


def near(word: str) -> Iterator[str]:
    """Itself, and what somebody types who slips or guesses."""
    yield word
    yield word[:-2]
    yield word[: len(word) // 2]
    yield word[len(word) // 2 :]
    for at in (1, len(word) // 2, len(word) - 2):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        yield word[:at] + ("q" if word[at] != "q" else "z") + word[at + 1 :]


def asked_words() -> list[str]:
    """Public words, and slips of private ones."""
    words = [*SUBJECTS, *(f"{one} melden" for one in SUBJECTS[::3]), "ontslag", "kunstgras", "kunstgars"]
    for word in SECRET if EVERY else SECRET[::3]:
        words += near(word)
    return words


def answers(world: World, pages: dict[str, list[str]], words: list[str]) -> Answers:
    """Everything that these readers get, by who and where."""
    found: Answers = {}
    for role in ROLES:
        searches = [address.format(quote(word)) for word in words for address in ADDRESSES]
        for url in [*pages[role], *searches]:
            response: Any = world.clients[role].get(url)  # some are files
            body = b"".join(response.streaming_content) if response.streaming else response.content
            found[role, url] = f"{response.status_code} {PASSING.sub('', crawl.text_of(body))}"
    return found


def pages_of(world: World) -> dict[str, list[str]]:
    return {role: list(crawl.addresses(world, role, asked_routes(), search=False, every=EVERY)) for role in ROLES}


def differing(before: Answers, after: Answers) -> list[str]:
    """Who gets another answer where, and the first lines that differ."""
    return [
        f"{role} {url}: {first_difference(before[role, url], answer)}"
        for (role, url), answer in after.items()
        if before[role, url] != answer
    ]


def first_difference(before: str, after: str) -> str:
    lines = zip_longest(before.splitlines(), after.splitlines(), fillvalue="")
    return " | ".join(next(([a.strip()[:150], b.strip()[:150]] for a, b in lines if a != b), []))


def test_nothing_private_changes_what_others_get(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    pages, words = pages_of(world), asked_words()
    before, later, some = answers(world, pages, words), pages if EVERY else NO_PAGES, words if EVERY else words[::3]
    planted = plant(world)
    at_once = differing(before, answers(world, later, some))
    build_anew()
    rebuilt = differing(before, answers(world, pages, words))
    publish_and_hide(world, monkeypatch)
    hidden = differing(before, answers(world, later, some))
    say(
        "{texts} private texts added: {answers} answers for others, {at_once} changed at once, {rebuilt} after a "
        "rebuild, {hidden} after one was public and hidden",
        texts=planted, answers=len(before), at_once=len(at_once), rebuilt=len(rebuilt), hidden=len(hidden),
    )  # fmt: skip
    assert planted > 100
    assert not at_once + rebuilt + hidden, "\n".join([*at_once, *rebuilt, *hidden][:30])


def publish_and_hide(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are learnt while everyone may read it; soon after it was hidden they are unlearnt."""
    case = make_case(title=f"Ontslag {SECRET[0]}", problem=f"{SECRET[0]} afval " * 5)
    projection.refresh_many([case])
    make_findable()
    build_anew()
    build = store.current()
    assert build
    assert SECRET[0] in build.language.counts
    library.hide(case, reason="Naam van een collega", by=world.garden.people["moderator"])
    indexer.catch_up()
    monkeypatch.setattr(indexer, "SOON", 0)
    monkeypatch.setattr(indexer, "RESTS", 0)
    make_findable()
    indexer.learn_associations()
    make_findable()
    build = store.current()
    assert build
    assert SECRET[0] not in build.language.counts


def test_the_sweep_notices_an_index_that_learns_from_everything(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    words = asked_words()[::4]
    before = answers(world, NO_PAGES, words)
    monkeypatch.setattr(DocumentQuerySet, "public", lambda self: self)
    monkeypatch.setattr(DocumentQuerySet, "restricted", lambda self: self.none())
    build_anew()
    plant(world)
    build_anew()
    changed = differing(before, answers(world, NO_PAGES, words))
    say("control, an index that learns from everything: {changed} answers changed", changed=len(changed))
    assert len(changed) > 20
