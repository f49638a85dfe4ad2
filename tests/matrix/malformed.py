"""Requests nobody should send, made by a seed: the answer may be anything but a server error."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.matrix.nasty import FIELDS, HEADERS, NASTY, TYPES
from tests.matrix.routes import Route

VERBS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")


@dataclass(frozen=True)
class Request:
    """One request, as the server would hand it over."""

    verb: str
    path: str
    query: str
    body: bytes
    kind: str
    headers: dict[str, str] = field(hash=False)
    role: str = "visitor"

    def __str__(self) -> str:
        shown = {key: value[:60] for key, value in self.headers.items()}
        where = f"{self.verb} {self.path[:120]!r}?{self.query[:160]!r}"
        return f"{self.role} {where} {self.kind[:60]!r} {self.body[:160]!r} {shown}"


def requests(routes: list[Route], real_paths: dict[str, list[str]], *, seed: int, count: int) -> Iterator[Request]:
    """`count` requests over all routes; `real_paths` are addresses that lead somewhere, per route name."""
    dice = random.Random(seed)
    for number in range(count):
        route = routes[number % len(routes)]
        # Half of them arrive somewhere and are wrong in what they carry; the other half is wrong in the address.
        known = real_paths.get(route.name)
        path = dice.choice(known) if known and dice.random() < 0.5 else broken_path(route, dice)
        kind = dice.choice(TYPES)
        yield Request(
            verb=dice.choice(VERBS),
            path=path,
            query=broken_query(dice) if dice.random() < 0.8 else "",
            body=broken_body(kind, dice),
            kind=kind,
            headers={
                name: dice.choice(HEADERS[name]) for name in dice.sample(sorted(HEADERS), dice.choice((0, 0, 1, 1, 2)))
            },
            role=dice.choice(("visitor", "visitor", "member", "moderator")),
        )


def encoded(text: str, dice: random.Random) -> str:
    """Percent-encoding: right, doubled, cut off, raw bytes that are no UTF-8, or hardly any."""
    right = quote(text.encode("utf-8", "surrogatepass"), safe="")
    return dice.choice(
        (
            right,
            right,
            right,
            right.replace("%", "%25"),
            right + "%",
            right + "%f",
            right + "%ff%fe%c3",
            "%zz" + right,
            right[:-1],
        )
    )


def broken_path(route: Route, dice: random.Random) -> str:
    """The address of a route with something else where its arguments stand."""
    template = str(getattr(route.pattern.pattern, "_route", route.pattern.pattern.regex.pattern))
    parts, depth = [], 0
    for letter in template:
        depth += letter == "<"
        if depth == 0:
            parts.append(letter)
        if letter == ">":
            depth -= 1
            parts.append(encoded(dice.choice(NASTY), dice)[:6000])
    prefix = dice.choice(("/", "/", "/en/", "/nl/", "//", "/%00/", "/en/../", "/xx/"))
    return prefix + "".join(parts) + dice.choice(("", "", "", "/", "//", "%00", "%ff", "?", ";a=b", "." * 50))


def broken_query(dice: random.Random) -> str:
    pairs = []
    for _ in range(dice.choice((1, 1, 2, 3, 3, 260))):
        pairs.append(
            f"{dice.choice(FIELDS)}{dice.choice(('=', '=', '=', '', '=='))}{encoded(dice.choice(NASTY), dice)[:4000]}"
        )
    return dice.choice(("&", "&", "&", ";", "&&")).join(pairs)


def broken_body(kind: str, dice: random.Random) -> bytes:
    """Something of the kind that is announced, often cut short or of another kind."""
    if kind.startswith("application/json"):
        body = broken_json(dice)
    elif kind.startswith("multipart"):
        name, text = dice.choice(FIELDS), dice.choice(NASTY).encode("utf-8", "surrogatepass")
        file = dice.choice(
            (b"", b'; filename="../a.exe"', b'; filename="\x00"', b"; filename*=utf-9''%ff", b'; filename=""')
        )
        body = (
            b'--x\r\nContent-Disposition: form-data; name="'
            + name.encode()
            + b'"'
            + file
            + b"\r\n\r\n"
            + text
            + b"\r\n--x--\r\n"
        )
    else:
        body = broken_query(dice).encode("utf-8", "surrogatepass")
    return dice.choice((body, body, body, body[: len(body) // 2], b"", b"\xff\xfe\x00", body * 3))


def broken_json(dice: random.Random) -> bytes:
    value = dice.choice(NASTY)
    return dice.choice((
        json.dumps({dice.choice(FIELDS): value}).encode(),
        json.dumps([value] * 50).encode(),
        b"[" * dice.choice((30, 900, 5000)) + b"]" * dice.choice((30, 900, 5000)),
        b'{"a":' * 400 + b"1" + b"}" * 400,
        b'{"q": 1e999999, "page": -1e-9999}',
        b'{"q": ' + b"9" * 5000 + b"}",
        b'{"q": "\\ud800"}', b'{"q": "\\u0000"}', b"NaN", b"null", b'"', b"{",
        b"\xef\xbb\xbf{}", b"\xff", b'{"q": 1, "q": [2]}',
    ))  # fmt: skip
