"""Translations without gettext: read messages from code and templates, keep the .po files complete, compile them.

Message ids are English. Each room holds its own catalogue in `locale/nl/LC_MESSAGES/django.po`.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.template.base import Lexer, TokenType
from django.utils.translation import trim_whitespace

PACKAGE = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
Message = tuple[str | tuple[str, str], str | None]
_TRANSLATE = re.compile(
    r"""(?:trans|translate)\s+("(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)')"""
    r"""(?:.*?\scontext\s+["'](?P<context>[^"']+)["'])?"""
)
_UNDERSCORE = re.compile(r"""_\(("([^"\\]*)"|'([^'\\]*)')\)""")
_BLOCK_CONTEXT = re.compile(r"""\scontext\s+["']([^"']+)["']""")


def rooms() -> list[Path]:
    """Folders of the rooms, each with a catalogue of its own."""
    return sorted(path.parent for path in PACKAGE.glob("*/apps.py"))


def _in_python(path: Path) -> Iterator[Message]:
    with path.open("rb") as handle:
        for _line, text, _comments, context in extract("python", handle, keywords=KEYWORDS):
            yield (text if isinstance(text, str) else (text[0], text[1])), context


def _in_template(path: Path) -> Iterator[Message]:
    block: list[str] = []
    plural: list[str] | None = None
    context: str | None = None
    inside = False
    for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
        tag = token.contents
        if token.token_type == TokenType.BLOCK and tag.startswith(("blocktrans ", "blocktranslate ")):
            found = _BLOCK_CONTEXT.search(tag)
            inside, block, plural, context = True, [], None, found.group(1) if found else None
        elif inside and token.token_type == TokenType.BLOCK and tag.startswith("plural"):
            plural = []
        elif inside and token.token_type == TokenType.BLOCK and tag.startswith("endblocktrans"):
            inside = False
            singular = trim_whitespace("".join(block))
            yield ((singular, trim_whitespace("".join(plural))) if plural is not None else singular), context
        elif inside:
            (block if plural is None else plural).append(
                f"%({tag})s" if token.token_type == TokenType.VAR else tag.replace("%", "%%")
            )
        elif token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            yield from _in_tag(tag)


def _in_tag(tag: str) -> Iterator[Message]:
    if match := _TRANSLATE.match(tag):
        text = match["double"] if match["double"] is not None else match["single"]
        yield text.replace("%", "%%"), match["context"]
    for found in _UNDERSCORE.finditer(tag):
        yield (found[2] if found[2] is not None else found[3]), None


def extracted(room: Path) -> set[tuple[str | tuple[str, str], str | None]]:
    """Every message of a room with its context."""
    found: set[Message] = set()
    for path in sorted(room.rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(_in_python(path))
    for path in [*sorted(room.rglob("*.html")), *sorted(room.rglob("*.txt"))]:
        if "templates" in path.parts:
            found.update(_in_template(path))
    return found


def catalogue_path(room: Path, language: str = "nl") -> Path:
    """Where a room keeps its catalogue."""
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def empty() -> Catalog:
    """A catalogue without messages. Its head holds no date of today, so that a run without news changes no file."""
    return Catalog(
        locale="nl", charset="utf-8", fuzzy=False, project="Olievlek", version="1", copyright_holder="",
        header_comment="# The Dutch of one room. The English stands in the code; `olievlek messages` compares them.",
        msgid_bugs_address="see CONTRIBUTING.md", last_translator="the makers of Olievlek", language_team="Dutch",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC), revision_date=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip


def read(room: Path) -> Catalog:
    """The room's catalogue; an empty one when it has none yet."""
    path = catalogue_path(room)
    if not path.exists():
        return empty()
    with path.open("rb") as handle:
        return read_po(handle, locale="nl")


def update(room: Path) -> int:
    """Bring the catalogue in line with the messages: new ones empty, unused ones out. Returns how many are empty."""
    old, fresh = read(room), empty()
    for text, context in sorted(extracted(room), key=str):
        one = text if isinstance(text, str) else text[0]
        known = old.get(one, context)
        fresh.add(text, known.string if known and known.string else "", context=context)
    if not len(fresh) and not catalogue_path(room).exists():
        return 0
    path = catalogue_path(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as handle:
        write_po(handle, fresh, width=120, omit_header=False, sort_output=True, include_lineno=False)
    return sum(1 for message in fresh if message.id and not is_complete(message))


def is_complete(message: Any) -> bool:
    """A message with a translation in every plural form, and not fuzzy."""
    texts = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(texts) and not message.fuzzy


def compile_all() -> int:
    """Write every .mo file; returns how many rooms have one."""
    done = 0
    for room in rooms():
        path = catalogue_path(room)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as handle:
                write_mo(handle, read(room))
            done += 1
    return done
