"""The addresses of search in the access matrix."""

from tests.matrix.lines import NO_TOKEN, OWN_ROW, Line, as_sheets, asking, hers, members, moderators, public, when

SAVED_SEARCH = when("search.SavedSearch", hers("member", "user_id"), pk="pk")

ARGUMENTS: dict[str, Line] = {
    "search:add_words": moderators(),
    "search:learnt": moderators(),
    "search:opened": members(),
    "search:remove_learnt": moderators(OWN_ROW, 404),
    "search:remove_words": moderators(),
    "search:results_sheet": public(as_sheets(asking("?q=pasfoto"))),
    "search:results": public(asking("?q=pasfoto", "?q=zzzz")),
    "search:save": members(),
    "search:saved_list": members(),
    "search:saved_remove": members(SAVED_SEARCH),
    "search:saved_stop": public(NO_TOKEN, 404),
    "search:suggestions": public(asking("?q=pas")),
    "search:words": moderators(asking("", "?q=parkeren")),
}
