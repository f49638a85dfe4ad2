"""Read JSON lines: one object on each line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from olievlek.office_files.spreadsheets.bounds import NOT_UTF8


@dataclass(frozen=True)
class Row:
    """One row of the file; `number` is what the reader's program shows. A `problem` stands in place of values."""

    number: int
    values: dict[str, str]
    problem: str = ""


def read_lines(path: Path) -> Iterator[Row]:
    with path.open("rb") as handle:
        for number, raw in enumerate(handle, start=1):
            if not raw.strip():
                continue
            try:
                text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
            except UnicodeDecodeError:
                yield Row(number, {}, NOT_UTF8)
            else:
                yield _object(number, text)


def _object(number: int, text: str) -> Row:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return Row(number, {}, "This line is not valid JSON. Put one object on one line.")
    if not isinstance(told, dict):
        return Row(number, {}, 'This line is no object. Write {"id": …, "title": …}.')
    if any(isinstance(value, dict | list) for value in told.values()):
        return Row(number, {}, "A value is a list or an object. Write it as text.")
    return Row(number, {key: _as_text(value) for key, value in told.items()})


def _as_text(value: Any) -> str:
    """A value as somebody would type it: 12 and not 12.0."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
