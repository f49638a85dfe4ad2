"""Fill the status and test columns of docs/method.md from the `requirement` marks in tests/.

.venv/bin/python tools/method_table.py           writes the table
.venv/bin/python tools/method_table.py --check   says what differs, and changes nothing
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
METHOD = ROOT / "docs" / "method.md"
ROW = re.compile(r"^\| (?P<id>\d{3}-\d{2}) \|(?P<words>(?:[^|]*\|){2}) (?P<status>[^|]*?) \|(?P<tests>[^|]*)\|$", re.M)


def marks(root: Path = ROOT) -> dict[str, list[str]]:
    """Requirement id to the tests that carry it, as `path::name`, sorted."""
    found: dict[str, list[str]] = {}
    for path in sorted((root / "tests").rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for_all = [one for node in tree.body for one in _of_module(node)]
        for test in _tests(tree):
            own = [one for decorator in test.decorator_list for one in _ids(decorator)]
            for one in sorted({*own, *for_all}):
                found.setdefault(one, []).append(f"{path.relative_to(root).as_posix()}::{test.name}")
    return {one: sorted(tests) for one, tests in sorted(found.items())}


def _tests(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def _of_module(node: ast.stmt) -> Iterator[str]:
    """Ids in `pytestmark = …`."""
    if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "pytestmark" for to in node.targets):
        for inner in ast.walk(node.value):
            yield from _ids(inner)


def _ids(node: ast.AST) -> Iterator[str]:
    """Ids of one `pytest.mark.requirement("…", …)`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "requirement":
        for argument in node.args:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def rendered(text: str, found: dict[str, list[str]]) -> str:
    """The page with its two last columns as the marks say."""

    def row(match: re.Match[str]) -> str:
        tests = found.get(match["id"], [])
        cell = f" {'<br>'.join(f'`{test}`' for test in tests)} " if tests else " "
        return f"| {match['id']} |{match['words']} {'works' if tests else 'not yet'} |{cell}|"

    return ROW.sub(row, text)


def main() -> None:
    text, found = METHOD.read_text(encoding="utf-8"), marks()
    fresh = rendered(text, found)
    if "--check" in sys.argv:
        sys.exit("docs/method.md is behind: run .venv/bin/python tools/method_table.py" if fresh != text else 0)
    METHOD.write_text(fresh, encoding="utf-8")
    print(f"{len(found)} of {len(ROW.findall(fresh))} requirements work")


if __name__ == "__main__":
    main()
