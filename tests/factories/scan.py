"""The scan for tests: rounds that people of an organisation answered."""

from typing import Any

from olievlek.organisations.models import Organisation
from olievlek.surveys.actions import closing
from olievlek.surveys.models import Round
from tests.factories.surveys import answer_all, make_round, team


def make_result(organisation: Organisation | None = None, *, low: int = 1, high: int = 3, **given: Any) -> Round:
    """A closed round: eight people of management who are content, twelve who do the work and are less so."""
    given.setdefault("invited", [*team("a", 12, "practice"), *team("m", 8, "management")])
    round_ = make_round(organisation=organisation, **given)
    answer_all(round_, _all(low), among="a")
    answer_all(round_, _all(high), among="m")
    closing.close(round_, by=None)
    closing.shuffle(round_)
    round_.refresh_from_db()
    return round_


def _all(value: int) -> dict[str, int]:
    from tests.factories.surveys import all_items

    return all_items(value)
