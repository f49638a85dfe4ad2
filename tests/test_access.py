"""Who may do what, asked of every address in the resolver: verbs × roles × objects × languages."""

import pytest

from tests.figures import say
from tests.matrix import arguments, crawl, grow, mutants, nouns, probe, routes
from tests.matrix.nouns import readers
from tests.matrix.world import World, empty_tables, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def world() -> World:
    return make_world()


def asked_routes() -> list[routes.Route]:
    return [route for route in routes.every_route() if route.name in arguments.ARGUMENTS]


def test_every_address_has_a_line_in_the_matrix() -> None:
    names = {route.name for route in routes.every_route()}
    missing = sorted(names - set(arguments.ARGUMENTS))
    assert not missing, arguments.HOW_TO_MEND.format(missing="\n    ".join(missing))
    assert not set(arguments.ARGUMENTS) - names, "these lines lead nowhere any more"


def test_every_address_is_really_reached(world: World) -> None:
    reached = {question.route.name for question in probe.questions(routes.every_route(), world, ("GET",))}
    assert reached == {route.name for route in routes.every_route()}


def test_every_view_says_its_verbs() -> None:
    assert not [route.name for route in routes.every_route() if not route.verbs], "add @require_safe or @require_POST"


def test_mark_and_matrix_agree() -> None:
    wrong = {route.name: route.mark for route in asked_routes() if route.mark != arguments.ARGUMENTS[route.name].access}
    assert not wrong


def test_nobody_gets_where_she_may_not_and_everybody_where_she_may(world: World) -> None:
    asked, wrong = probe.problems(asked_routes(), world)
    say("{asked} questions, {wrong} wrong answers", asked=asked, wrong=len(wrong))
    assert not wrong, f"{len(wrong)} of {asked}:\n" + "\n".join(wrong[:30])


@pytest.mark.parametrize("seed", [2026])
def test_the_matrix_notices_a_policy_that_is_gone(world: World, seed: int) -> None:
    everything = mutants.every_mutant(asked_routes(), world)
    drawn = mutants.drawn(everything, seed=seed, count=20)
    assert len(drawn) == 20, f"only {len(everything)} policies to take away"
    survived = [str(one) for one in drawn if not noticed(one, world)]
    say("{caught} of {drawn} mutants caught", caught=len(drawn) - len(survived), drawn=len(drawn))
    assert not survived


def noticed(mutant: mutants.Mutant, world: World) -> bool:
    with mutants.without_policy(mutant):
        return bool(probe.problems([mutant.route], world)[1])


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
    assert ("library.Case.title", "removed") not in met


def met_fields(world: World, role: str) -> set[tuple[str, str]]:
    met = {word for _url, words in crawl.words_met(world, role, asked_routes(), search=False) for word in words}
    return {(canary.field, canary.state) for canary in world.canaries if canary.word in met}
