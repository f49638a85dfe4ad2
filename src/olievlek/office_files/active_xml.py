"""The XML inside an office file, read as the programs read it: does it start something, or fetch a part by itself?

A parser and no pattern, because `scr&#105;pt` is `script`, and Word takes the words of a field from several runs.
"""

import re
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

PIECE = 1 << 16
DEEPEST, LONGEST_TAG = 1_000, 2_000_000  # elements in each other, bytes; a parser holds all of both
MOST_WORDS = 200_000  # of fields and formulas of one part; more is no document
_ELSEWHERE = re.compile(r"\s*(?:(?:https?|ftps?|smb|webdavs?|dav|ldap):|file:(?://[^/]|/{4,})|//|\\\\)", re.I)
_RUNS = re.compile(r"\s*(?:javascript|vbscript|vnd\.sun\.star\.script):", re.I)
_MACROS = re.compile(r"macroEnabled|vbaProject", re.I)
_FIELD = re.compile(
    r"\bDDE(?:AUTO)?\s+[\"“\w\\]"
    r"|\b(?:INCLUDEPICTURE|INCLUDETEXT|IMPORT|INCLUDE)\s+[\"“]?\s*(?:https?:|ftps?:|file:|//|\\\\)",
    re.I,
)
_FORMULA = re.compile(r"\b(?:WEBSERVICE|DDE|RTD|CALL|REGISTER\.ID|IMAGE)\s*\(", re.I)
_PROGRAMS = {"event-listener", "dde-source", "dde-connection-decl", "applet", "plugin", "control-macro"}
_FOLLOWED = {"a", "hyperlink", "form"}  # only when somebody clicks
_WORDS = {"instrText": "field", "delInstrText": "field", "f": "formula"}


class _FoundError(Exception):
    """Something runs or fetches; no more needs to be read."""


class _Reader:
    """Looks at one part. `words` holds what fields and formulas say so far."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.words: dict[str, list[str]] = {"field": [], "formula": []}
        self.inside = ""
        self.size = self.depth = self.fed = 0

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece, False)
        self.fed += len(piece)
        if self.fed - self.parser.CurrentByteIndex > LONGEST_TAG:
            raise _FoundError

    def entity(self, *_told: object) -> None:
        raise _FoundError

    def begin(self, name: str, given: dict[str, str]) -> None:
        element = name.rpartition(":")[2]
        self.depth += 1
        self.inside = _WORDS.get(element, self.inside)
        if element in _PROGRAMS or self.depth > DEEPEST:
            raise _FoundError
        for key, value in given.items():
            if _is_bad(element, key.rpartition(":")[2], value):
                raise _FoundError

    def end(self, name: str) -> None:
        self.depth -= 1
        if name.rpartition(":")[2] in _WORDS:
            if self.inside == "formula":
                self.words["formula"].append("\n")
            self.inside = ""

    def text(self, text: str) -> None:
        if not self.inside:
            return
        self.words[self.inside].append(text)
        self.size += len(text)
        if self.size > MOST_WORDS:
            self.look()
            self.words, self.size = {"field": [], "formula": []}, 0

    def look(self) -> None:
        if _FIELD.search("".join(self.words["field"])) or _FORMULA.search("".join(self.words["formula"])):
            raise _FoundError


def _is_bad(element: str, key: str, value: str) -> bool:
    """Whether an attribute starts something, or names a part that stands elsewhere and is fetched without a click."""
    if _RUNS.match(value) or _MACROS.search(value):
        return True
    if key == "href":
        return element not in _FOLLOWED and bool(_ELSEWHERE.match(value))
    if key == "instr":
        return bool(_FIELD.search(value))
    return key == "formula" and bool(_FORMULA.search(value))


def starts_something(part: IO[bytes]) -> bool:
    """True also for XML that can not be read."""
    reader = _Reader()
    try:
        for piece in _pieces(part):
            reader.feed(piece)
        reader.parser.Parse(b"", True)
        reader.look()
    except (_FoundError, expat.ExpatError):
        return True
    return False


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    while piece := part.read(PIECE):
        yield piece
