"""Canary words in every text field of every noun: nobody meets one who may not, on any page, search or error."""

import pytest

from olievlek.core import audience
from tests.figures import say
from tests.matrix import crawl, grow, mutants, nouns
from tests.matrix.nouns import readers
from tests.matrix.probe import asked_routes
from tests.matrix.world import World, empty_tables, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def test_every_noun_and_every_text_field_is_understood() -> None:
    labels = {model._meta.label for model in grow.own_models()}
    assert labels == set(nouns.READERS), "say in tests/matrix/nouns.py who may read it"
    fields = {f"{model._meta.label}.{one.name}" for model in grow.own_models() for one in grow.text_fields(model)}
    stale = {label for label in nouns.CLOSED if label not in fields and not has_field(label)}
    assert not stale, "these fields are gone"


def has_field(label: str) -> bool:
    return any(
        f"{model._meta.label}.{field.name}" == label
        for model in grow.own_models()
        for field in model._meta.concrete_fields
    )


def test_every_text_field_of_every_noun_holds_a_canary(world: World) -> None:
    assert not empty_tables()
    planted = {canary.field for canary in world.canaries}
    wanted = {
        f"{model._meta.label}.{one.name}"
        for model in grow.own_models()
        for one in grow.text_fields(model)
        if model._meta.label not in nouns.DERIVED
    }
    assert not wanted - planted - set(nouns.CLOSED), "these text fields hold no canary"


def forbidden(world: World, role: str) -> dict[str, grow.Canary]:
    """The words this role may meet nowhere."""
    return {canary.word: canary for canary in world.canaries if role not in readers(canary.field, canary.state)}


@pytest.mark.parametrize("role", ["visitor", "member"])
def test_no_page_search_suggestion_or_api_tells_what_is_not_public(world: World, role: str) -> None:
    kept = forbidden(world, role)
    assert len(kept) > 100, "there is something to keep"
    met = list(crawl.words_met(world, role, asked_routes()))
    leaks = [f"{canary} at {url}" for url, words in met for canary in (kept[word] for word in words & set(kept))]
    say("{kept} canaries, {met} answers, {leaks} leaks", kept=len(kept), met=len(met), leaks=len(leaks))
    assert not leaks, f"{len(leaks)} leaks:\n" + "\n".join(leaks[:30])


def test_a_visitor_meets_what_is_public(world: World) -> None:
    met = met_fields(world, "visitor")
    for label in ("library.Case.title", "library.Case.problem", "library.Part.text", "library.Result.text"):
        assert (label, "published") in met, label
    assert ("organisations.Organisation.name", "shared") in met


def test_a_moderator_meets_what_she_keeps_for_others(world: World) -> None:
    met = met_fields(world, "moderator")
    for state in ("published", "draft", "hidden"):
        assert ("library.Case.title", state) in met, state
    assert ("conversations.Message.text", "hidden") in met
    assert ("accounts.User.password", "shared") not in met


def met_fields(world: World, role: str) -> set[tuple[str, str]]:
    met = {word for _url, words in crawl.words_met(world, role, asked_routes(), search=False) for word in words}
    return {(canary.field, canary.state) for canary in world.canaries if canary.word in met}


def test_a_leak_in_search_suggestions_or_api_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "tokens", lambda _user: frozenset({audience.PUBLIC, audience.MODERATORS}))
    title = next(one for one in world.canaries if (one.field, one.state) == ("library.Case.title", "hidden"))
    found = set()
    for queryset in mutants.scoped_querysets():
        for name in mutants.SCOPES:
            if name in vars(queryset):
                monkeypatch.setattr(queryset, name, mutants.everything)
    for address in crawl.TYPED:
        answer = world.clients["visitor"].get(address.format(title.bait, begin=title.bait[:6]))
        found |= {address} if title.word in answer.content.decode().lower() else set()
    assert found == set(crawl.TYPED)
