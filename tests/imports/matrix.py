"""The addresses of imports in the access matrix."""

from tests.matrix.lines import Line, as_sheets, asking, hers, members, moderators, when

SHEET = when("imports.SheetImport", hers("member", "loaded_by_id"), pk="pk")

ARGUMENTS: dict[str, Line] = {
    "imports:name_match": moderators(asking("?text=Ergens")),
    "imports:names": moderators(),
    "imports:sheet_bring": members(),
    "imports:sheet_columns": members(SHEET),
    "imports:sheet_done": members(SHEET),
    "imports:sheet_example": members(as_sheets()),
    "imports:sheet_forget": members(SHEET),
    "imports:sheet_look": members(SHEET),
    "imports:sheet_table": members(SHEET),
    "imports:sheet_take_in": members(SHEET),
    "imports:sheet_undo": members(SHEET),
    "imports:sheet_words": members(SHEET),
    "imports:sheet_wrong": members(as_sheets(SHEET)),
}
