"""Fill the last columns of docs/method.md from the `requirement` marks in tests/ (tests/requirements.py).

.venv/bin/python tools/method_table.py           writes the table
.venv/bin/python tools/method_table.py --check   says what differs, and changes nothing
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
METHOD = ROOT / "docs" / "method.md"
ROW = re.compile(
    r"^\| (?P<id>\d{3}-\d{2}) \| (?P<kind>[A-Z/]+) \|(?P<words>(?:[^|]*\|){2})"
    r" (?P<status>[^|]*?) \|(?P<rest>[^|]*\|[^|]*)\|$",
    re.M,
)
MISSING = "*Still missing:"
TYPED = {"E", "F"}  # kinds for which somebody must fill in a form


@dataclass(frozen=True, order=True)
class Mark:
    """One test that shows a requirement, and at which address."""

    test: str
    at: str
    reads: bool


def marks(root: Path = ROOT) -> dict[str, list[Mark]]:
    """Requirement id to the tests that carry it, sorted."""
    found: dict[str, list[Mark]] = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for test in _tests(tree):
            name = f"{path.relative_to(root).as_posix()}::{test.name}"
            for decorator in test.decorator_list:
                for one, at, reads in _marked(decorator, name):
                    found.setdefault(one, []).append(Mark(name, at, reads))
    return {one: sorted(tests) for one, tests in sorted(found.items())}


def _tests(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def _marked(node: ast.AST, test: str) -> Iterator[tuple[str, str, bool]]:
    """Id, address and whether it only reads, of one `pytest.mark.requirement("…", …, at="…")`."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "requirement"):
        return
    named = {one.arg: one.value.value for one in node.keywords if isinstance(one.value, ast.Constant)}
    if not isinstance(named.get("at"), str):
        raise SystemExit(f"{test}: say where a person does it: requirement(…, at='/an/address/')")
    for argument in node.args:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value, str(named["at"]), bool(named.get("reads"))


def status(kind: str, words: str, tests: list[Mark]) -> str:
    """`works` when a person can do it, by a test that fills in a form where there is something to fill in."""
    if not tests:
        return "not yet"
    if MISSING in words:
        return "in part"
    filled = any(not test.reads for test in tests)
    return "works" if filled or not TYPED & set(kind.split("/")) else "not yet"


def rendered(text: str, found: dict[str, list[Mark]]) -> str:
    """The page with its last columns as the marks say."""

    def row(match: re.Match[str]) -> str:
        tests = found.get(match["id"], [])
        says = status(match["kind"], match["words"], tests)
        places = _cell(sorted({test.at.removeprefix("*") for test in tests}))
        names = _cell(sorted({test.test for test in tests}))
        return f"| {match['id']} | {match['kind']} |{match['words']} {says} |{places}|{names}|"

    return ROW.sub(row, text)


def _cell(found: list[str]) -> str:
    return f" {'<br>'.join(f'`{one}`' for one in found)} " if found else " "


def main() -> None:
    text, found = METHOD.read_text(encoding="utf-8"), marks()
    fresh = rendered(text, found)
    if "--check" in sys.argv:
        sys.exit("docs/method.md is behind: run .venv/bin/python tools/method_table.py" if fresh != text else 0)
    METHOD.write_text(fresh, encoding="utf-8")
    said = [match["status"] for match in ROW.finditer(fresh)]
    print(", ".join(f"{said.count(one)} {one}" for one in ("works", "in part", "not yet")), f"of {len(said)}")


if __name__ == "__main__":
    main()
