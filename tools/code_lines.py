"""Count lines of Python that are code: no blank lines, comments, docstrings or migrations. Prints one line a room."""

import ast
import io
import sys
import tokenize
from collections import Counter
from pathlib import Path

QUIET = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
WITH_DOCSTRING = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def code_lines(text: str) -> int:
    """How many lines hold code."""
    used: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in QUIET:
            used |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, WITH_DOCSTRING) and ast.get_docstring(node, clean=False) is not None:
            used -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return len(used)


def main(root: Path) -> None:
    """Rooms by size, then the sum."""
    rooms: Counter[str] = Counter()
    for path in root.rglob("*.py"):
        if "migrations" not in path.parts:
            rooms[path.relative_to(root).parts[0]] += code_lines(path.read_text(encoding="utf-8"))
    for room, lines in rooms.most_common():
        print(f"{lines:7,} {room}")
    print(f"{rooms.total():7,} together")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "src/olievlek")
