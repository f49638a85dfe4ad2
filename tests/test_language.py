"""The English of docstrings and comments: what STYLE.md says about words, as far as a machine can hold it."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE = Path(settings.ROOT) / "src" / "olievlek"
# Rooms that still have to be read. A room that is clean leaves this list, and stays out.
TO_DO = {"cases", "core", "imports", "index", "library", "office_files"}
TO_DO |= {"search", "writing"}

RIDDLE = re.compile(r"\A\s*(What|Who|Whom|Whose)\b(?![^.\n]*\?)")
BANNED = {
    r"\b(she|her|hers|herself)\b": "they: anyone may be meant",
    r"\bdeeds?\b": "action",
    r"\bmend(s|ed|ing)?\b": "fix, or repair",
    r"\bholes?\b": "vulnerability, or gap",
    r"\bcan not\b": "cannot",
    r"\bnoughts?\b": "zero",
}


def sources(room: str) -> list[Path]:
    return [path for path in sorted((PACKAGE / room).rglob("*.py")) if "migrations" not in path.parts]


def docstrings(text: str) -> Iterator[tuple[int, str]]:
    """The line and the text of each."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            said = ast.get_docstring(node, clean=False)
            if said is not None:
                yield node.body[0].lineno, said


def comments(text: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def wrong_words(text: str) -> list[tuple[int, str]]:
    """Line and reason, of all that STYLE.md does not want."""
    found = [(line, f"begins with {said.split()[0]!r}") for line, said in docstrings(text) if RIDDLE.match(said)]
    for line, said in [*docstrings(text), *comments(text)]:
        for word, better in BANNED.items():
            found += [(line, f"{hit.group(0)!r}: {better}") for hit in re.finditer(word, said, re.I)]
    return found


def wrong_in(room: str) -> list[str]:
    return [
        f"{path.relative_to(PACKAGE)}:{line}: {why}"
        for path in sources(room)
        for line, why in wrong_words(path.read_text())
    ]


ROOMS = sorted(path.parent.name for path in PACKAGE.glob("*/apps.py"))


@pytest.mark.parametrize("room", [room for room in ROOMS if room not in TO_DO])
def test_docstrings_and_comments_are_plain_english(room: str) -> None:
    assert wrong_in(room) == []


@pytest.mark.parametrize("room", sorted(TO_DO))
def test_a_room_that_is_clean_leaves_the_list(room: str) -> None:
    assert wrong_in(room), f"take {room} out of TO_DO"


def test_the_sweep_finds_each_kind() -> None:
    text = '''
def one() -> None:
    """What asks something of her now."""
    # a deed can not mend a hole of nought
'''
    assert len(wrong_words(text)) == 7
    assert not wrong_words('"""What is missing? A question is a heading."""\n# They cannot.\n')
