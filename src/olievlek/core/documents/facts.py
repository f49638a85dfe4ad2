"""A report as facts: what stands in it, before it is a file of any kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from olievlek.core.tables import Table


@dataclass(frozen=True)
class Heading:
    """A section; the title of the document is the only one of level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Points:
    """A list with bullets."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Grid:
    """A table with its caption and a row of heads."""

    table: Table


@dataclass(frozen=True)
class Picture:
    """An SVG with all its looks inside, and the same in words for who does not see it."""

    svg: str
    words: str
    centimetres: float = 9


@dataclass(frozen=True)
class Beside:
    """Blocks with a picture to the right of them, where the paper allows."""

    blocks: "Sequence[Block]"
    picture: Picture


Block = Heading | Text | Points | Grid | Picture | Beside


@dataclass(frozen=True)
class Document:
    """`language` is a code such as "nl"; `about` stands under the title."""

    title: str
    about: str
    language: str
    blocks: Sequence[Block]
