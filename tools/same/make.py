"""Fill a data folder by the code that is on the path, and write down whom to be and what to ask.

The tests of that checkout give a row of every noun in every state. All that `record` needs afterwards stands in files:
`people.json` (role to session), `gets.jsonl`, `posts.jsonl`.
"""

import json
import shutil
import subprocess
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import product

CRAWLERS = ("visitor", "member", "moderator", "demo coordinator-a")
FILLERS = ("visitor", "member", "coordinator", "other", "moderator", "demo coordinator-a")
OF_EACH_KIND = 2  # pages of one pattern of address and one set of parameters that a crawler visits


def make(data: Path, server: str) -> int:
    data.mkdir(parents=True)
    name = f"same_{data.name}".replace("-", "_")
    address = product.fresh_database(server, name)
    product.start(data / "folder", address)
    from django.core.management import call_command

    for command in ("migrate", "load_content", "load_demo"):
        call_command(command, verbosity=0)
    world, clients = _people()
    from django.db import connection

    gets = list(dict.fromkeys([*_asked(world), *_crawled(clients)]))
    posts = [*_sent(world), *_forms(clients, gets)]
    _sessions(data / "people.json", clients)
    _lines(data / "gets.jsonl", gets)
    _lines(data / "posts.jsonl", posts)
    connection.close()
    if server:
        subprocess.run(["pg_dump", "--format=custom", "--file", str(data / "database.dump"), address], check=True)
        product.drop_database(server, name)
    shutil.rmtree(data / "folder" / "index", ignore_errors=True)
    print(f"{len(clients)} roles, {len(gets)} pages and files to read, {len(posts)} forms and addresses to send")
    return 0


def _people() -> tuple[Any, dict[str, Any]]:
    """The world of the access matrix, and the demo people."""
    from django.test import Client
    from tests.factories.accounts import prove
    from tests.matrix.world import make_world

    from olievlek.accounts import demo

    world = make_world()
    clients = dict(world.clients)
    for key, user in demo.people().items():
        clients[f"demo {key}"] = Client(raise_request_exception=False)
        clients[f"demo {key}"].force_login(user)
        prove(clients[f"demo {key}"])
    return world, clients


def _sessions(to: Path, clients: dict[str, Any]) -> None:
    keys = {}
    for role, client in clients.items():
        cookie = client.cookies.get("sessionid")
        keys[role] = cookie.value if cookie else ""
    to.write_text(json.dumps(keys, indent=1))


def _lines(to: Path, found: list[Any]) -> None:
    to.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found))


def _asked(world: Any) -> Iterator[tuple[str, str]]:
    """Every address of the matrix that reads, as everybody; in English as a member."""
    from tests.matrix import probe
    from tests.matrix.roles import ROLES

    routes = probe.asked_routes()
    for one in probe.questions(routes, world, ("GET",), roles=ROLES, every=False, known_verbs_only=True):
        yield one.role, one.url
        english = f"/en{one.url}"
        if one.role == "member" and not one.url.startswith(("/api/", "/.well-known", "/robots", "/en/")):
            yield one.role, english


def _sent(world: Any) -> Iterator[dict[str, Any]]:
    """Every address of the matrix that writes, as everybody."""
    from tests.matrix import probe
    from tests.matrix.roles import ROLES

    verbs = ("POST", "PUT", "PATCH", "DELETE")
    for one in probe.questions(probe.asked_routes(), world, verbs, roles=ROLES, every=False, known_verbs_only=True):
        yield {"role": one.role, "verb": one.verb, "url": one.url, "body": one.aim.sent, "kind": "matrix"}


def pattern_of(url: str) -> str:
    from django.urls import Resolver404, resolve

    try:
        return resolve(urlsplit(url).path).route
    except Resolver404:
        return "?"


class Links(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        for name in ("href", "hx-get", "src"):
            if told.get(name) and tag not in {"script", "use", "img"}:
                self.found.append(told[name] or "")


def _crawled(clients: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What a person meets who follows every link from the front page."""
    for role in CRAWLERS:
        waiting, seen, kinds = deque(["/", "/werkplek/", "/robots.txt", "/sitemap.xml"]), set[str](), Counter[Any]()
        while waiting:
            url = waiting.popleft()
            kind = (pattern_of(url), *sorted({name for name, _value in parse_qsl(urlsplit(url).query)}))
            if url in seen or kinds[kind] >= OF_EACH_KIND:
                continue
            seen.add(url)
            kinds[kind] += 1
            yield role, url
            response = clients[role].get(url)
            if response.status_code == 200 and "html" in response.headers.get("Content-Type", ""):
                for link in Links(response.content.decode()).found:
                    whole = urljoin(url, link).split("#")[0]
                    if whole.startswith("/") and not whole.startswith(("//", "/static/")):
                        waiting.append(whole)


def _forms(clients: dict[str, Any], gets: list[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """Every form on those pages, twice: empty, and filled in; one of each kind a role."""
    known = Counter[Any]()
    for role, url in gets:
        if role not in FILLERS or url.startswith("/en/"):
            continue
        response = clients[role].get(url)
        if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
            continue
        for form in FormsOf(response.content.decode()).forms:
            if form.method != "post":
                continue
            to = urljoin(url, form.action or url)
            for button in form.buttons or [None]:
                kind = (role, pattern_of(to), button, *sorted({one.name for one in form.fields}))
                known[kind] += 1
                if known[kind] <= 2:
                    for how in ("empty", "filled"):
                        given, files = filled(form, empty=how == "empty")
                        given += [list(button)] if button else []
                        yield {"role": role, "verb": "POST", "url": to, "given": given, "files": files, "kind": how}


def FormsOf(text: str) -> Any:  # noqa: N802  # a class that needs the tests of the checkout on the path
    """The forms of a page with their named buttons."""
    from tests.matrix.html import Page

    class WithButtons(Page):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            super().handle_starttag(tag, attrs)
            told = {name: value or "" for name, value in attrs}
            if tag == "form":
                self._form.buttons = []  # type: ignore[union-attr]
            if tag == "button" and self._form is not None and told.get("name"):
                self._form.buttons.append((told["name"], told.get("value", "")))  # type: ignore[attr-defined]

    return WithButtons(text)


VALUES = {
    "email": "proef@voorbeeld.example",
    "number": "3",
    "date": "2026-11-02",
    "url": "https://www.example.org/proef",
    "tel": "0612345678",
    "time": "10:00",
    "datetime-local": "2026-11-02T10:00",
    "month": "2026-11",
    "color": "#0b5c8c",
}


def filled(form: Any, *, empty: bool) -> tuple[list[list[str]], list[str]]:
    """Pairs of name and value as a browser sends them; names of fields for a file apart."""
    given: list[list[str]] = []
    files: list[str] = []
    ticked: set[str] = set()
    for one in form.fields:
        if not one.name or one.kind in {"submit", "button", "image", "reset"}:
            continue
        if one.kind == "hidden":
            given.append([one.name, one.value or ""])
        elif one.kind == "file":
            files += [] if empty else [one.name]
        elif one.kind in {"checkbox", "radio"}:
            if one.value is not None or (not empty and one.name not in ticked):
                given.append([one.name, one.attributes.get("value", "on")])
                ticked.add(one.name)
        elif one.kind == "select":
            choices = [choice for choice in one.choices if choice]
            given.append([one.name, "" if empty or not choices else one.value or choices[-1]])
        else:
            value = one.value or VALUES.get(one.kind) or f"Proefwoorden bij {one.name}, een hele zin."
            longest = int(one.attributes.get("maxlength") or 10_000)
            given.append([one.name, "" if empty else value[:longest]])
    return given, files
