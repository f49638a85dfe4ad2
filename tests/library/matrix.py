"""The addresses of library in the access matrix."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tests.matrix.lines import ORGANISATION, Aim, Line, as_sheets, asking, members, public

if TYPE_CHECKING:
    from tests.matrix.world import World


def themes(world: "World") -> Iterable[Aim]:
    """Words of the list of themes; other lists have no page."""
    return [Aim(str(row), {"key": row.key}) for _state, row in world.rows("vocabulary.Term") if row.list == "themes"]


ARGUMENTS: dict[str, Line] = {
    "library:cases": public(asking("?page=2", "?page=onzin")),
    "library:cases_feed": public(),
    "library:organisation_feed": public(ORGANISATION),
    "library:theme_feed": public(themes),
    "library:cases_sheet": public(as_sheets(asking("?theme=onzin"))),
    "library:ours": members(),
    "library:ours_sheet": members(as_sheets(), 404),
    "library:share_alike": members(asking("?title=pasfoto")),
    "library:study": public(),
    "library:theme": public(themes),
    "library:theme_sheet": public(as_sheets(themes)),
    "library:themes": public(),
    "library:themes_sheet": public(as_sheets()),
}
