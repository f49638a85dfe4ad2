"""From an address or a form to a question."""

from django.http import QueryDict

from olievlek.core import text
from olievlek.search.answers import Asked, Order
from olievlek.search.facets import chosen_in

MOST_CHARACTERS = 300


def asked_in(given: QueryDict) -> Asked:
    """Words, filters and order; what is too long is cut, what is strange is left out."""
    order = given.get("order", "")
    return Asked(
        text.clean(given.get("q", "")[:MOST_CHARACTERS]),
        chosen_in(dict(given.lists())),
        literal="literal" in given,
        order=order if order in Order.values else Order.FITTING,
    )
