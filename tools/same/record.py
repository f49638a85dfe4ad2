"""Write down what the code on the path makes of the data. Each phase has a process and a copy of the data of its own.

tables  after the migrations of this code: the addresses, and each table with a count and a hash of each column
read    every page, file, feed and answer of the API, for each role
try     every form and address that writes, each undone afterwards: answer, statements that wrote, mails
act     the filled forms of some people in order, not undone; then the worker of the next morning and its mails
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import product
from stable import DRAWN, answer_of

PHASES = ("tables", "read", "try", "act")
ACTORS = ("member", "coordinator", "other", "moderator", "demo lid-a", "demo coordinator-a", "demo moderator")
NEVER = re.compile(
    r"uitloggen|uitlog|afmelden/alles|/einde|beeindig|opheffen|wachtwoord|tweede|passkey|sleutel|account"
)
WROTE = re.compile(r'\s*(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.I)
AFTERWARDS = ("/", "/werkplek/", "/meldingen/", "/zoeken/", "/gegevens/", "/beheer/")
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def record(given: Any) -> int:
    if given.phase:
        return _phase(given.data.resolve(), given.out.resolve(), given.server, given.phase, given.every)
    given.out.mkdir(parents=True, exist_ok=True)
    for phase in PHASES:
        command = [sys.executable, *sys.argv, "--phase", phase]
        if subprocess.run(command, check=False, env={**os.environ, "PYTHONHASHSEED": "0"}).returncode:
            return 1
    return 0


def _phase(data: Path, out: Path, server: str, phase: str, every: int) -> int:
    work = Path(tempfile.mkdtemp(prefix="same-"))
    name = f"same_{out.name}_{phase}".replace("-", "_")
    try:
        address = product.fresh_copy(data, work / "folder", server, name)
        clock = product.start(work / "folder", address)
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        if phase != "tables":
            call_command("prepare", verbosity=0)
            call_command("load_content", verbosity=0, stdout=(work / "said").open("w"))
        out.mkdir(parents=True, exist_ok=True)
        with Book(out, phase) as book:
            {"tables": _tables, "read": _read, "try": _try, "act": _act}[phase](data, book, clock, every)
            print(f"{phase}: {book.count} recorded, {dict(book.statuses.most_common())}", flush=True)
        connection.close()
    finally:
        shutil.rmtree(work, ignore_errors=True)
        with contextlib.suppress(Exception):
            product.drop_database(server, name)
    return 0


class Book:
    """`PHASE.jsonl` has a line for each question; bodies are files named after their content."""

    def __init__(self, out: Path, phase: str) -> None:
        self.bodies = out / "bodies"
        self.bodies.mkdir(exist_ok=True)
        self.file = (out / f"{phase}.jsonl").open("w")
        self.count, self.statuses = 0, Counter[Any]()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_error: object) -> None:
        self.file.close()

    def add(self, question: str, found: dict[str, Any]) -> None:
        body = found.pop("body", None)
        if body is not None:
            found["body"] = hashlib.sha256(body.encode()).hexdigest()[:24]
            path = self.bodies / found["body"]
            if not path.exists():
                path.write_text(body)
        self.count += 1
        self.statuses[found.get("status", "-")] += 1
        self.file.write(json.dumps({"question": question, **found}, ensure_ascii=False, sort_keys=True) + "\n")


def _clients(data: Path) -> dict[str, Any]:
    from django.test import Client

    found = {}
    for role, key in json.loads((data / "people.json").read_text()).items():
        found[role] = Client(raise_request_exception=False)
        if key:
            found[role].cookies["sessionid"] = key
    return found


def _questions(path: Path, every: int) -> Iterator[Any]:
    for place, line in enumerate(path.read_text().splitlines()):
        if place % every == 0:
            yield json.loads(line)


def _tables(_data: Path, book: Book, _clock: Any, _every: int) -> None:
    for pattern in sorted(_patterns()):
        book.add(f"address {pattern}", {})
    digest_tables(book.add)


def _patterns() -> Iterator[str]:
    from django.urls import URLResolver, get_resolver
    from django.utils import translation

    def walk(resolver: Any, before: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from walk(one, before + str(one.pattern))
            else:
                yield before + str(one.pattern)

    for language in ("nl", "en"):
        with translation.override(language):
            yield from list(walk(get_resolver(), ""))


def digest_tables(add: Callable[[str, dict[str, Any]], None]) -> None:
    """Each table with its count, each column with a hash of its values in any order."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            add(f"table {table}", {"rows": len(rows)})
            for place, column in enumerate(cursor.description):
                values = "\n".join(sorted(repr(_plain(row[place])) for row in rows))
                add(f"column {table}.{column[0]}", {"hash": hashlib.sha256(values.encode()).hexdigest()[:24]})


def _plain(value: Any) -> Any:
    """JSON apart from the order of its keys."""
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value


def _read(data: Path, book: Book, clock: Any, every: int) -> None:
    clients = _clients(data)
    for role, url in _questions(data / "gets.jsonl", every):
        clock.move_to(product.MOMENT)
        book.add(f"{role} GET {url}", answer_of(_same_session(clients[role], lambda client, url=url: client.get(url))))


def _same_session(client: Any, ask: Callable[[Any], Any]) -> Any:
    kept = {name: one.value for name, one in client.cookies.items()}
    try:
        return ask(client)
    finally:
        client.cookies.clear()
        for name, value in kept.items():
            client.cookies[name] = value


def _send(client: Any, one: dict[str, Any]) -> Any:
    """A form as a browser sends it."""
    if one["kind"] == "matrix":
        return client.generic(one["verb"], one["url"], one["body"], content_type="application/x-www-form-urlencoded")
    if not one["files"]:
        body = urlencode([tuple(pair) for pair in one["given"]])
        return client.generic("POST", one["url"], body, content_type="application/x-www-form-urlencoded")
    from django.core.files.uploadedfile import SimpleUploadedFile

    fields: dict[str, Any] = {}
    for name, value in one["given"]:
        fields.setdefault(name, []).append(value)
    for name in one["files"]:
        photo = "photo" in name or "image" in name or "portrait" in name
        fields[name] = SimpleUploadedFile(
            *(("proef.png", PNG) if photo else ("proef.csv", b"Titel;Probleem\nProef;Iets\n"))
        )
    return client.post(one["url"], fields)


def _name(one: dict[str, Any], seen: Counter[str]) -> str:
    name = f"{one['role']} {one['verb']} {one['url']} ({one['kind']})"
    seen[name] += 1
    return name if seen[name] == 1 else f"{name} {seen[name]}"


def _try(data: Path, book: Book, clock: Any, every: int) -> None:
    from django.core import mail
    from django.db import connection, transaction

    clients, seen = _clients(data), Counter[str]()
    for one in _questions(data / "posts.jsonl", every):
        clock.move_to(product.MOMENT)
        name, mail.outbox = _name(one, seen), []
        newest, found = _newest_mail(), {}
        undone = transaction.atomic()
        undone._from_testcase = True  # type: ignore[attr-defined]  # as TestCase does: code that wants the outermost block may run
        with undone, _writes() as wrote:
            response = _same_session(clients[one["role"]], lambda client, one=one: _send(client, one))
            later, connection.run_on_commit = list(connection.run_on_commit), []
            found = {**answer_of(response), "wrote": dict(sorted(wrote.items()))}
            found["later"] = len(later)
            found["mails"] = _mails_after(newest)
            transaction.set_rollback(True)
        found["sent"] = [_letter(letter) for letter in mail.outbox]
        book.add(name, found)


@contextlib.contextmanager
def _writes() -> Iterator[Counter[str]]:
    from django.db import connection

    wrote = Counter[str]()

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        match = WROTE.match(sql)
        if match:
            wrote[f"{match[1].split()[0].upper()} {match[2]}"] += 1
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield wrote


def _newest_mail() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(id), 0) FROM core_outgoingmail")
        return int(cursor.fetchone()[0])


def _mails_after(newest: int) -> list[str]:
    """What waits in the table of mail since then; nothing when this transaction is broken."""
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute('SELECT "to", subject, body FROM core_outgoingmail WHERE id > %s ORDER BY id', [newest])
            return [_stable("\n".join(str(part) for part in row)) for row in cursor.fetchall()]
    except DatabaseError as error:
        return [f"not to be read: {type(error).__name__}"]


def _letter(letter: Any) -> str:
    headers = {name: value for name, value in letter.extra_headers.items() if name != "Message-ID"}
    return _stable(f"{letter.to}\n{letter.subject}\n{headers}\n{letter.body}")


SECRETS = (
    *DRAWN,
    (re.compile(r"(?<![\w-])[A-Za-z0-9_-]{20,}(?::[\w-]+)*"), "SECRET"),
    (re.compile(r"\b\d{6}\b|\b\w{4}-\w{4}\b"), "CODE"),
)


def _stable(text: str) -> str:
    for pattern, put in SECRETS:
        text = pattern.sub(put, text)
    return text


def _act(data: Path, book: Book, clock: Any, every: int) -> None:
    from django.core import mail

    clients, seen = _clients(data), Counter[str]()
    for one in _questions(data / "posts.jsonl", every):
        if one["kind"] != "filled" or one["role"] not in ACTORS or NEVER.search(one["url"]):
            continue
        clock.move_to(product.MOMENT)
        response = _same_session(clients[one["role"]], lambda client, one=one: _send(client, one))
        found = answer_of(response)
        book.add(_name(one, seen), {key: found[key] for key in ("status", "headers", "said")})
    mail.outbox = []
    _turn_the_worker(clock)
    for place, letter in enumerate(sorted(_letter(letter) for letter in mail.outbox)):
        book.add(f"letter {place}", {"body": letter})
    clock.move_to(product.MORNING)
    for role in ACTORS:
        for url in AFTERWARDS:
            book.add(f"{role} GET {url} afterwards", answer_of(clients[role].get(url)))
    digest_tables(lambda question, found: book.add(f"{question} afterwards", found) if "rows" in found else None)


def _turn_the_worker(clock: Any) -> None:
    """Its loops until there is nothing left to do, on the next morning."""
    import importlib

    worker: Any = importlib.import_module("olievlek.core.worker")
    for _turn in range(30):
        clock.move_to(product.MORNING)
        if not worker.turn():
            break
