"""Read everything a role can reach, and give the canaries that stand in it."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tests.matrix.nouns import readers
from tests.matrix.probe import questions
from tests.matrix.routes import Route
from tests.matrix.world import World

CANARY = re.compile(r"kan(?:[bdfghklmnprstvz][aeiou]){4}x")
# Addresses that take words: each is asked every bait. `{}` is the bait, `{begin}` its first letters.
TYPED = (
    "/zoeken/?q={}",
    "/en/zoeken/?q={}&literal=1",
    "/zoeken/suggesties/?q={}",
    "/zoeken/suggesties/?q={begin}",
    "/zoeken/als/csv/?q={}",
    "/api/v1/search?query={}&pageSize=100",
)


def words_met(world: World, role: str, routes: list[Route], *, search: bool = True) -> Iterator[tuple[str, set[str]]]:
    """Each address with the canaries in its answer: pages, errors, redirects, and searches for every bait."""
    client = world.clients[role]
    for url in addresses(world, role, routes, search=search):
        response = client.get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        known = set(CANARY.findall(url))  # a page may repeat its own address, in the link to the other language
        yield url, canaries(read(body), response.headers) - known


def read(body: bytes) -> str:
    """The words of an answer, also of a spreadsheet, which is a zip of XML."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace")


def canaries(text: str, headers: Any) -> set[str]:
    return set(CANARY.findall(text.lower())) | set(CANARY.findall(str(dict(headers)).lower()))


def addresses(world: World, role: str, routes: list[Route], *, search: bool) -> Iterator[str]:
    yield from sorted({question.url for question in questions(routes, world, ("GET",)) if question.role == role})
    if search:
        for canary in world.canaries:
            if role not in readers(canary.field, canary.state):
                yield from (url.format(quote(canary.bait), begin=canary.bait[:6]) for url in TYPED)
