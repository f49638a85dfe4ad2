"""The lines of all rooms, one per address, from `tests/<room>/matrix.py`.

This is said twice on purpose, there and by the mark of the view: a policy lost in one place is found by the other.
"""

from importlib import import_module
from pathlib import Path

from tests.matrix.lines import Aim, Line

__all__ = ["ARGUMENTS", "HOW_TO_MEND", "Aim", "Line"]
TESTS = Path(__file__).resolve().parent.parent


def gathered(rooms: "list[str]") -> dict[str, Line]:
    """The lines of these rooms; an address that two rooms claim is an error."""
    found: dict[str, Line] = {}
    for room in rooms:
        lines: dict[str, Line] = import_module(f"tests.{room}.matrix").ARGUMENTS
        if twice := found.keys() & lines.keys():
            raise ValueError(f"{room}: {', '.join(sorted(twice))} stand in the matrix of another room too")
        found |= lines
    return found


ROOMS = sorted(path.parent.name for path in TESTS.glob("*/matrix.py"))
ARGUMENTS = gathered(ROOMS)

HOW_TO_MEND = """
These addresses have no line in `matrix.py` of the tests of their room:
    {missing}
Add one for each, with who may open it and how its arguments are filled:
    "room:name": public(),                              no arguments, everyone
    "room:name": moderators(each("cases.Case", slug="slug")),   one row of a noun
"""
