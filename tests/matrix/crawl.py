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


def words_met(world: World, role: str, routes: list[Route], **which: bool) -> Iterator[tuple[str, set[str]]]:
    """Each of the `addresses` with the canaries in its answer: pages, files, errors, redirects, searches for baits."""
    for url in addresses(world, role, routes, **which):
        yield url, met_at(world, role, url)


def met_at(world: World, role: str, url: str) -> set[str]:
    """The canaries in one answer; a page may repeat its own address, in the link to the other language."""
    response: Any = world.clients[role].get(url)  # some are files
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return canaries(text_of(body), response.headers) - set(CANARY.findall(url))


def text_of(body: bytes) -> str:
    """What stands in it; a spreadsheet or other office file is unpacked first."""
    if not body.startswith(b"PK\x03\x04"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def canaries(text: str, headers: Any) -> set[str]:
    return set(CANARY.findall(text.lower())) | set(CANARY.findall(str(dict(headers)).lower()))


def addresses(
    world: World, role: str, routes: list[Route], *, search: bool = True, every: bool = True, every_object: bool = False
) -> Iterator[str]:
    """Every page; then every search for what she may not know.

    Without `every`: in one language, one object of each relation (or `every_object`), one bait in eighty.
    """
    which = {"every": every, "every_object": every_object, "known_verbs_only": True}
    asked = {one.url for one in questions(routes, world, ("GET",), roles=(role,), **which)}
    yield from sorted(asked)
    if search:
        kept = [canary for canary in world.canaries if role not in readers(canary.field, canary.state)]
        for canary in kept if every else kept[::80]:
            yield from searches(canary.bait)


def searches(bait: str) -> Iterator[str]:
    return (url.format(quote(bait), begin=bait[:6]) for url in TYPED)
