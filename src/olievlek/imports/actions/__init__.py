"""What people do with spreadsheets and names. Each action may be repeated without harm."""

from olievlek.imports.actions.names import match_name
from olievlek.imports.actions.sheet import (
    bring_sheet,
    cases_of,
    explain_words,
    forget_sheet,
    map_columns,
    place_table,
    take_in_sheet,
    undo_sheet,
    why_it_stays,
)

__all__ = [
    "bring_sheet",
    "cases_of",
    "explain_words",
    "forget_sheet",
    "map_columns",
    "match_name",
    "place_table",
    "take_in_sheet",
    "undo_sheet",
    "why_it_stays",
]
