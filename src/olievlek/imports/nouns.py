"""The nouns of imports."""

from olievlek.core.nouns import (
    Follows,
    MyData,
    Retention,
    record_of,
)
from olievlek.imports import leaving, retention
from olievlek.imports.models import LoadedFile, SheetImport

SHEET = record_of(
    "sheet",
    SheetImport,
    "who brought it works through it alone",
    parts={"loaded_file": LoadedFile},
    merging=[Follows("owner")],
    my_data=[MyData(leaving.sheets_of)],
    erasure=leaving.forget,
    retention=[Retention("imports.sheets", retention.forget_sheets, every=3600)],
)

NOUNS = (SHEET,)
