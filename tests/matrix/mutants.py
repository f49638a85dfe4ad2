"""Take a policy away, in memory, to see whether the matrix notices."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.db.models import QuerySet

from tests.matrix.arguments import ARGUMENTS
from tests.matrix.routes import Route
from tests.matrix.world import World

SCOPES = (
    *("visible_to", "editable_by", "restorable_by", "moderated_by", "published", "published_once"),
    *("decidable_by", "answerable_by", "asked_by", "addressed_to", "removable_by", "told_by", "of_maker"),
)
# Scopes that are functions: who coordinates what, and for which organisation somebody acts.
FUNCTIONS = ("olievlek.organisations.views.mine.is_coordinator", "olievlek.scan.views.rounds.is_coordinator")
# Routes that are narrowed by the row of who asks, and by no scope that could be taken away.
OTHERWISE = {
    "conversations:comment_remove": "her own comment",
    "organisations:act_for": "her own membership",
    "organisations:ask_to_coordinate": "where she acts",
    "organisations:change_work": "her own membership",
    "organisations:leave": "her own membership",
    "scan:evidence": "where she acts",
    "scan:take_away": "where she acts",
    "scan:tell": "where she acts",
    "surveys:begin": "the address she came by",
    "surveys:hand_in": "what her device keeps",
    "surveys:page": "what her device keeps",
    "surveys:pause": "what her device keeps",
    "surveys:thanks": "what her device keeps",
    "surveys:welcome": "the address she came by",
}


@dataclass(frozen=True)
class Mutant:
    """One policy gone from one route: its mark, the scope of the nouns it fetches, or both.

    For members the mark alone is no mutant: the scope still keeps them out, which is why there are two.
    """

    route: Route
    loses: str

    def __str__(self) -> str:
        return f"{self.route.name} loses {self.loses}"


def every_mutant(routes: list[Route], world: World) -> list[Mutant]:
    """All policies that stand between somebody and a page."""
    found = []
    for route in routes:
        line = ARGUMENTS[route.name]
        if line.access == "moderators":
            found += [Mutant(route, "moderators for public"), Mutant(route, "moderators and scope for members")]
        if line.access == "members":
            found.append(Mutant(route, "members for public"))
        if route.name not in OTHERWISE and any(line.roles - aim.readers for aim in line.aims(world)):
            found.append(Mutant(route, "the scope of what it fetches"))
    return found


def drawn(mutants: list[Mutant], *, seed: int, count: int) -> list[Mutant]:
    """`count` of them by seed; all of them when there are fewer."""
    return random.Random(seed).sample(mutants, min(count, len(mutants)))


@contextmanager
def without_policy(mutant: Mutant) -> Iterator[None]:
    """While it lasts, the route lives without."""
    with ExitStack() as stack:
        if "scope" in mutant.loses:
            for queryset in scoped_querysets():
                for name in SCOPES:
                    if name in vars(queryset):
                        stack.enter_context(patch.object(queryset, name, everything))
            for function in FUNCTIONS:
                stack.enter_context(patch(function, lambda *_asked: True))
        if " for " in mutant.loses:
            stack.enter_context(patch.object(mutant.route.pattern, "callback", unmarked(mutant)))
        yield


def everything(self: QuerySet[Any], *_user: Any) -> QuerySet[Any]:
    return self.all()


def scoped_querysets() -> set[type[QuerySet[Any]]]:
    """The QuerySet classes of our nouns that say which rows are whose."""
    kinds = {type(model._default_manager.all()) for model in apps.get_models()}
    return {kind for kind in kinds if any(name in vars(kind) for name in SCOPES)}


def unmarked(mutant: Mutant) -> Callable[..., Any]:
    """The view with its guard taken off; for public, the login middleware lets it through too."""
    view = mutant.route.view
    inside = view.__wrapped__ if mutant.loses.startswith("moderators") else view  # type: ignore[attr-defined]  # wraps()

    def bare(*args: Any, **kwargs: Any) -> Any:
        return inside(*args, **kwargs)

    bare.login_required = not mutant.loses.endswith("public")  # type: ignore[attr-defined]  # read by the middleware
    return bare
