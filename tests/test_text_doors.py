"""Whatever door a text comes in by, what is written is clean: every form of every page, files, issuers, commands."""

import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

import olievlek
from olievlek.core import text
from olievlek.search.reading import asked_in
from tests.figures import say
from tests.matrix import probe
from tests.matrix.html import Field, Form, Page
from tests.matrix.routes import Route
from tests.matrix.world import World, make_world
from tests.test_texts import BAD, FORBIDDEN

MARK = "merkteken"
NASTY = f"{MARK}{BAD}na\u2066\u00a0Cafe\u0301 \uf0b7 punt"
ROLES = ("visitor", "coordinator", "member", "moderator")
WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE) \"(\w+)\"", re.I)
FEW = {"moderation:contact", "writing:share", "organisations:mine", "accounts:account"}
NOT_KEPT = {"django_session", "core_hit"}
ROOT = Path(olievlek.__path__[0])

pytestmark = pytest.mark.django_db


@contextmanager
def written() -> Iterator[list[tuple[str, str]]]:
    """Table and text of everything that is written with our mark in it."""
    found: list[tuple[str, str]] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        table = WRITES.match(sql)
        if table and table[1] not in NOT_KEPT:
            rows = params if many else [params or ()]
            found.extend((table[1], str(one)) for row in rows for one in row if MARK in str(one))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield found


def is_unclean(one: str) -> bool:
    return bool(FORBIDDEN & set(one)) or "\\u202e" in one  # or as JSON


def filled(form: Form) -> dict[str, Any]:
    """What a person would send who types this in every box."""
    given = form.given
    for field in form.visible:
        if field.name and _is_text(field):
            given[field.name] = ["noor@voorbeelddam.example"] if field.kind == "email" else [NASTY]
        elif field.name and field.name not in given and field.kind in {"radio", "checkbox"}:
            given[field.name] = [field.attributes.get("value", "on")]
        elif field.kind == "select" and not any(given.get(field.name, [])) and field.choices:
            given[field.name] = [field.choices[-1]]
    return given


def _is_text(field: Field) -> bool:
    return field.kind in {"text", "textarea", "search", "email", "url"} and "pattern" not in field.attributes


def send_every_form(world: World, routes: list[Route]) -> tuple[int, list[tuple[str, str, str]]]:
    """How many forms were sent, and what came into which table by which form."""
    sent, found, seen = 0, [], set[tuple[str, str]]()
    for question in probe.questions(routes, world, ("GET",), roles=ROLES, every=False):
        if "GET" not in question.route.verbs:
            continue
        client = world.clients[question.role]
        answer = client.get(question.url)
        if "text/html" not in answer.headers.get("Content-Type", "") or answer.status_code != 200:
            continue
        for form in Page(answer.content.decode()).forms:
            action = form.action or question.url.partition("?")[0]
            shape = (re.sub(r"\d+", "9", action), " ".join(sorted(form.given)))
            if form.method != "post" or not any(map(_is_text, form.visible)) or shape in seen:
                continue
            seen.add(shape)
            sent += 1
            with written() as rows, transaction.atomic():
                client.post(action, filled(form))
                transaction.set_rollback(True)
            found += [(table, one, action) for table, one in rows]
    return sent, found


@pytest.mark.slow
@pytest.mark.sweep
def test_no_form_of_any_page_writes_an_unclean_text(monkeypatch: pytest.MonkeyPatch) -> None:
    world, routes = make_world(), probe.asked_routes()
    sent, found = send_every_form(world, routes)
    unclean = sorted({f"{action} into {table}: {one!a:.200}" for table, one, action in found if is_unclean(one)})
    monkeypatch.setattr(text, "clean", lambda one, **_how: one)
    monkeypatch.setattr(text, "bare", lambda one: one)
    _sent, before = send_every_form(world, [one for one in routes if one.name in FEW])
    control = len({action for _table, one, action in before if is_unclean(one)})
    tables = len({table for table, _one, _action in found})
    say(
        "{sent} forms sent, {texts} texts into {tables} tables, {unclean} unclean; without cleaning {control} forms",
        sent=sent, texts=len(found), tables=tables, unclean=len(unclean), control=control,
    )  # fmt: skip
    assert tables > 10
    assert not unclean, "\n".join(unclean)
    assert control


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_a_file_of_others_comes_in_clean(ending: str, tmp_path: Path) -> None:
    row = {"id": f"x{BAD}", "title": NASTY, "description": NASTY, "organisation": NASTY, "language": "nl"}
    file = tmp_path / f"bestand.{ending}"
    if ending == "jsonl":
        file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    else:
        cells = [one.replace('"', '""') for one in row.values()]
        file.write_text(",".join(row) + "\n" + ",".join(f'"{one}"' for one in cells) + "\n", encoding="utf-8")
    with written() as rows:
        call_command("import_library", str(file), "--source", NASTY, stdout=io.StringIO())
    assert len(rows) >= 3
    assert not [one for one in rows if is_unclean(one[1])]


def test_texts_beside_forms_come_in_clean(rf: Any) -> None:
    """The few things that a view reads without a form."""
    kept = asked_in(rf.post("/", {"q": NASTY, "thema": NASTY}).POST)
    assert not is_unclean(str(kept))


def test_the_content_that_comes_along_is_clean() -> None:
    """Also what migrations carry, and the words of catalogues."""
    wrong = []
    for path in [*ROOT.glob("*/content/**/*"), *ROOT.glob("*/migrations/*.py"), *ROOT.glob("*/locale/**/*.po")]:
        if path.suffix not in {".csv", ".jsonl", ".json", ".txt", ".py", ".po", ".yaml", ".toml"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
            if text.bare(line) != line.replace("\u00a0", " ") and not re.search("[\ufffd]", line):
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {line!a:.160}")
    assert not wrong, "\n".join(wrong[:30])
