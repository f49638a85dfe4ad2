"""A document as PDF/UA-1. The template is ours and fixed; what people wrote goes in as JSON, so it is never code."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from olievlek.core.documents.facts import Beside, Block, Document, Grid, Heading, Picture, Points, Text
from olievlek.core.text import FIRST_STRONG, POP

TEMPLATE = Path(__file__).parent / "document.typ"
UP_TO = 0x24F  # Latin with all its accents
SIGNS = frozenset("‐–—‘’‚“”„•…€™−≤≥\n")
UNKNOWN = "?"


def written(document: Document) -> bytes:
    """The file. The same document gives the same bytes: no moment stands in it."""
    told = {
        "title": document.title.strip() or UNKNOWN,  # PDF/UA refuses a heading without a text
        "about": document.about,
        "language": document.language,
        "blocks": [_told(block) for block in document.blocks],
    }
    made = typst.compile(
        _template(),
        format="pdf",
        sys_inputs={"document": json.dumps(_showable(told))},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made


def _showable(told: Any) -> Any:
    """PDF/UA refuses a letter that the font does not have, such as an emoji: it becomes a question mark."""
    if isinstance(told, str):
        return "".join(letter if _has(letter) else UNKNOWN for letter in told if letter not in (FIRST_STRONG, POP))
    if isinstance(told, dict):
        return {key: _showable(value) for key, value in told.items()}
    return [_showable(one) for one in told] if isinstance(told, list) else told


def _has(letter: str) -> bool:
    return letter in SIGNS or (ord(letter) <= UP_TO and letter.isprintable())


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _told(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text.strip() or UNKNOWN, "level": level}
        case Text(text, small):
            return {"kind": "text", "text": text, "small": small}
        case Points(lines):
            return {"kind": "points", "lines": list(lines)}
        case Grid(table):
            rows = [[str(cell.text) for _head, cell in row] for row in table.body()]
            heads = [str(head.label) for head in table.heads()]
            return {"kind": "grid", "caption": str(table.caption), "heads": heads, "rows": rows}
        case Picture(svg, words, centimetres):
            return {"kind": "picture", "svg": svg, "words": words, "centimetres": centimetres}
        case Beside(blocks, picture):
            return {"kind": "beside", "blocks": [_told(one) for one in blocks], "picture": _told(picture)}
