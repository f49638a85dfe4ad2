"""The noun of search."""

from olievlek.core.nouns import MyData, record_of
from olievlek.search import saved
from olievlek.search.models import SavedSearch

NOUNS = (
    record_of(
        "saved_search",
        SavedSearch,
        "one person keeps it for themselves; its news comes with the daily mail",
        my_data=[MyData(lambda user: SavedSearch.objects.filter(user=user))],
        erasure=saved.forget,
    ),
)
