"""Who may do what, asked of every address in the resolver: verbs × roles × objects × languages."""

import os
from importlib import import_module

import pytest

from tests.figures import say
from tests.matrix import arguments, mutants, probe, routes
from tests.matrix.probe import asked_routes
from tests.matrix.world import World, make_world

SHARDS = 4
EVERY = "OLIEVLEK_MATRIX" in os.environ  # `make proof` asks everything; the suite one object of each relation

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]


@pytest.fixture
def world() -> World:
    return make_world()


def test_every_address_has_a_line_in_the_matrix() -> None:
    names = {route.name for route in routes.every_route()}
    missing = sorted(names - set(arguments.ARGUMENTS))
    assert not missing, arguments.HOW_TO_MEND.format(missing="\n    ".join(missing))
    assert not set(arguments.ARGUMENTS) - names, "these lines lead nowhere any more"


def test_an_address_stands_in_the_matrix_of_its_own_room() -> None:
    for room in arguments.ROOMS:
        names = import_module(f"tests.{room}.matrix").ARGUMENTS
        assert not [name for name in names if ":" in name and name.split(":")[0] != room], room


def test_an_address_that_two_rooms_claim_raises() -> None:
    with pytest.raises(ValueError, match="tasks:drop"):
        arguments.gathered(["tasks", "tasks"])


def test_every_address_is_really_reached(world: World) -> None:
    reached = {question.route.name for question in probe.questions(routes.every_route(), world, ("GET",))}
    assert reached == {route.name for route in routes.every_route()}


def test_every_view_says_its_verbs() -> None:
    assert not [route.name for route in routes.every_route() if not route.verbs], "add @require_safe or @require_POST"


def test_mark_and_matrix_agree() -> None:
    wrong = {route.name: route.mark for route in asked_routes() if route.mark != arguments.ARGUMENTS[route.name].access}
    assert not wrong


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """`make proof` draws them all."""
    if not EVERY:
        probe.draw_no_refusals(monkeypatch)


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("shard", range(SHARDS))
def test_nobody_gets_where_she_may_not_and_everybody_where_she_may(world: World, shard: int) -> None:
    answers = list(probe.problems(asked_routes()[shard::SHARDS], world, every=EVERY))
    wrong = [one for one in answers if one]
    say("{asked} questions, {wrong} wrong answers", asked=len(answers), wrong=len(wrong))
    assert not wrong, f"{len(wrong)} of {len(answers)}:\n" + "\n".join(wrong[:30])


@pytest.mark.parametrize("seed", [2026])
def test_the_matrix_notices_a_policy_that_is_gone(world: World, seed: int) -> None:
    everything = mutants.every_mutant(asked_routes(), world)
    drawn = mutants.drawn(everything, seed=seed, count=len(everything) if EVERY else 20)
    assert len(drawn) >= 20, f"only {len(everything)} policies to take away"
    survived = [str(one) for one in drawn if not noticed(one, world)]
    say("{caught} of {drawn} mutants caught", caught=len(drawn) - len(survived), drawn=len(drawn))
    assert not survived


def noticed(mutant: mutants.Mutant, world: World) -> bool:
    with mutants.without_policy(mutant):
        return any(probe.problems([mutant.route], world, every=False, every_object=True))
