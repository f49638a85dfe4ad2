"""Read XML out of a zip piece by piece, without a tree: only what a target keeps takes memory."""

import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from olievlek.office_files.spreadsheets.bounds import (
    DOCUMENT_TYPE,
    LOCKED,
    NOT_SOUND,
    UNPACKS,
    UNSOUND,
    BrokenFileError,
    Budget,
)

CHUNK = 32_768
DEEPEST = 200


class Target:
    """What hears of each element. Names come without their namespace, except those in `prefixed`."""

    def __init__(self) -> None:
        self.depth = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise ValueError("XML that goes too deep")
        self.begin(tag.rpartition("}")[2], given)

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.finish(tag.rpartition("}")[2])

    def data(self, text: str) -> None:
        """Between the tags; in pieces."""

    def begin(self, name: str, given: dict[str, str]) -> None:
        """An element begins."""

    def finish(self, name: str) -> None:
        """An element ends."""

    def close(self) -> None:
        """The file ends."""


def local(given: dict[str, str], name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    return next((value for key, value in given.items() if key.rpartition("}")[2] == name), default)


def walk(archive: zipfile.ZipFile, part: str, target: Target, budget: Budget) -> Generator[None]:
    """Feed a part to a target; stops after each piece, so that what was read can be taken out."""
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
    with sound(), archive.open(part) as handle:
        while chunk := handle.read(CHUNK):
            budget.unpack(len(chunk))
            parser.feed(chunk)
            yield
        parser.close()
    yield


def read_part(archive: zipfile.ZipFile, part: str, target: Target, budget: Budget) -> None:
    """All of a part; one that is not there tells nothing."""
    if part in archive.NameToInfo:
        for _piece in walk(archive, part, target, budget):
            pass


@contextmanager
def sound() -> Iterator[None]:
    """Whatever breaks inside becomes a BrokenFileError."""
    try:
        yield
    except DefusedXmlException as error:
        raise BrokenFileError(DOCUMENT_TYPE) from error
    except zipfile.BadZipFile as error:
        raise BrokenFileError(LOCKED) from error
    except UNSOUND as error:
        raise BrokenFileError(NOT_SOUND, kind="XLSX/ODS") from error


@contextmanager
def opened(path: Path, budget: Budget) -> Iterator[zipfile.ZipFile]:
    """The zip of a file."""
    with sound(), zipfile.ZipFile(path) as archive:
        _promised(archive, budget)
        if any(member.flag_bits & 1 for member in archive.infolist()):
            raise BrokenFileError(LOCKED)
        yield archive


def _promised(archive: zipfile.ZipFile, budget: Budget) -> None:
    """What the parts that are text say they unpack to; what they really unpack to is counted while reading."""
    text = (one.file_size for one in archive.infolist() if one.filename.endswith((".xml", ".rels")))
    if sum(text) > budget.bounds.unpacked:
        raise BrokenFileError(UNPACKS, most=budget.bounds.unpacked // 1_000_000)
