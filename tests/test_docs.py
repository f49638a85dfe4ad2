"""The documentation says what the code does: compared here, so that it stays true."""

import ast
import importlib
import json
import os
import re
import shutil
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands, load_command_class
from django.test import Client
from tools import method_table

from olievlek.core import slots
from olievlek.timeline.events import every
from tests.requirements import Visits, is_filled
from tests.test_architecture import floors, own_models, room_of

ROOT = Path(settings.ROOT)
PACKAGE = ROOT / "src" / "olievlek"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
REQUIREMENTS = {"000": 35, "001": 39, "002": 29, "003": 26, "004": 41}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def in_backticks(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def rooms_on_disk() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/apps.py")}


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of the same or a higher rank."""
    rank = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}\b.*?\n(.*?)(?=^#{{1,{rank}}} |\Z)", text, re.M | re.S)
    assert found, f"there is no {heading!r}"
    return found[1]


# Links, commands, settings


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    broken = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert not broken


def test_every_target_of_make_in_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.M))
    for page in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z]+)(?=`|$)", page.read_text(encoding="utf-8"), re.M))
        assert named <= targets, page.name


def first_column(text: str) -> set[str]:
    return set(re.findall(r"^\| `([^`]+)` \|", text, re.M))


def test_every_setting_of_the_environment_stands_in_the_operating_page() -> None:
    read = set(re.findall(r"""env\.\w+\(\s*["']([A-Z_]+)["']""", text_of("src/olievlek/settings.py")))
    read |= set(re.findall(r"""environ(?:\.get\(|\[)["']([A-Z_]+)["']""", text_of("src/olievlek/settings.py")))
    assert first_column(section(text_of("docs/operating.md"), "## Settings")) == read


def test_every_command_stands_in_the_operating_page() -> None:
    own = {name for name, app in get_commands().items() if str(app).startswith("olievlek.")}
    assert first_column(section(text_of("docs/operating.md"), "## Commands")) == own


def test_every_promise_that_is_measured_stands_in_the_operating_page() -> None:
    measured = set(re.findall(r'^    "(\w+)": Promise\(', text_of("tools/proof.py"), re.M))
    assert first_column(section(text_of("docs/operating.md"), "## Promises")) == measured


def test_the_options_of_the_backup_page_exist() -> None:
    lines = re.findall(
        r"olievlek (backup|restore)((?: --[\w-]+)*)", section(text_of("docs/operating.md"), "## Back up")
    )
    assert {name for name, _options in lines} == {"backup", "restore"}
    for name, options in lines:
        parser = load_command_class("olievlek.core", name).create_parser("olievlek", name)
        known = {option for action in parser._actions for option in action.option_strings}
        assert set(options.split()) <= known, name


# Content and dependencies


def test_every_content_file_has_its_origin_in_the_data_page() -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in PACKAGE.glob("*/content/**/*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    named = {name for name in in_backticks(text_of("docs/data.md")) if name.startswith("src/")}
    assert named == files


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))
    lines = [
        *project["project"]["dependencies"],
        *(one for group in project["dependency-groups"].values() for one in group),
    ]
    python = {re.split(r"[\[<>=!; ]", line)[0] for line in lines}
    npm = json.loads(text_of("package.json"))
    javascript = {*npm.get("dependencies", {}), *npm.get("devDependencies", {})}
    named = in_backticks(text_of("docs/adr/0009-dependencies.md"))
    families = tuple(name[:-1] for name in named if name.endswith("/*"))
    assert not python - named
    assert not {name for name in javascript - named if not name.startswith(families)}
    gone = {name for name in first_column(text_of("docs/adr/0009-dependencies.md")) if not name.endswith("/*")}
    assert not gone - python - javascript, "named, but no longer used"


# Rooms and nouns


def test_the_rooms_page_has_the_floors_of_the_contract() -> None:
    written = section(text_of("docs/rooms.md"), "## Floors")
    rows = re.findall(r"^\| (\d+) \|([^|]*)\|([^|]*)\|", written, re.M)
    said = {room: int(number) for number, now, later in rows for room in in_backticks(now + later)}
    assert said == floors()
    now = {room for _number, now, _later in rows for room in in_backticks(now)}
    assert now == rooms_on_disk()


def on_the_page(room: str, what: str) -> set[str]:
    part = section(text_of("docs/rooms.md"), f"### {room}")
    line = re.search(rf"^- {what}: (.*(?:\n  .*)*)", part, re.M)
    assert line, f"docs/rooms.md, {room}: there is no line `- {what}:`"
    return in_backticks(line[1])


def events_of(room: str) -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (PACKAGE / room).glob("events.py")]
    return {key for source in sources for key in re.findall(r"""declare\(\s*["']([\w.]+)["']""", source)}


def slots_in_templates(room: str) -> set[str]:
    pages = [path.read_text(encoding="utf-8") for path in (PACKAGE / room).glob("templates/**/*.html")]
    return {name for page in pages for name in re.findall(r"""{%\s*slot\s+["']([\w.]+)["']""", page)}


def slots_filled_by(room: str) -> set[str]:
    """Declared slots that its code names, other than to declare them."""
    named: set[str] = set()
    for path in (PACKAGE / room).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        declared = {
            id(one)
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("slots.declare")
            for one in call.args
        }
        named |= {
            one.value
            for one in ast.walk(tree)
            if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in declared
        }
    return named & slots.declared()


@pytest.mark.parametrize("room", sorted(rooms_on_disk()))
def test_the_rooms_page_says_what_a_room_holds(room: str) -> None:
    nouns = {model.__name__ for model in own_models() if room_of(model.__module__) == room}
    fills = slots_filled_by(room)
    assert on_the_page(room, "nouns") == nouns
    assert on_the_page(room, "events") == events_of(room)
    assert on_the_page(room, "offers") == slots_in_templates(room)
    assert on_the_page(room, "fills") == fills


def test_the_rooms_page_misses_no_event() -> None:
    for path in PACKAGE.glob("*/events.py"):
        import_module(f"olievlek.{path.parent.name}.events")
    assert {key for room in rooms_on_disk() for key in events_of(room)} == {event.key for event in every()}


def test_every_noun_has_a_line_in_the_glossary() -> None:
    nouns = section(text_of("docs/glossary.md"), "## Nouns")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", nouns, re.M)
    assert {name for name, *_rest in rows} == {model.__name__ for model in own_models()}
    assert len(rows) == len({name for name, *_rest in rows})
    assert all(cell.strip() for row in rows for cell in row)


def test_every_list_of_words_has_a_line_in_the_glossary() -> None:
    lists = {path.stem for path in PACKAGE.glob("vocabulary/content/*.yaml")}
    assert first_column(section(text_of("docs/glossary.md"), "## Lists of words")) == lists


# Requirements


def test_the_method_page_holds_every_requirement_once() -> None:
    ids = re.findall(r"^\| (\d{3}-\d{2}) \|", text_of("docs/method.md"), re.M)
    assert ids == [f"{source}-{number:02}" for source, last in REQUIREMENTS.items() for number in range(1, last + 1)]
    assert len(ids) == 170


def test_the_method_page_says_what_the_marks_of_the_tests_say() -> None:
    found, text = method_table.marks(), text_of("docs/method.md")
    ids = set(re.findall(r"^\| (\d{3}-\d{2}) \|", text, re.M))
    assert not set(found) - ids, "a test is marked with an id that no source asks"
    assert method_table.rendered(text, found) == text, "run .venv/bin/python tools/method_table.py"


def test_what_misses_a_part_says_so_and_nothing_else_does() -> None:
    rows = re.findall(r"^\| \d{3}-\d{2} \|.*$", text_of("docs/method.md"), re.M)
    assert [row for row in rows if "Still missing" in row] == [row for row in rows if "| in part |" in row]


def test_a_line_about_something_to_fill_in_does_not_work_by_reading() -> None:
    reads, fills = (method_table.Mark("tests/test_x.py::test_y", "/a/", reads) for reads in (True, False))
    assert method_table.status("E/Q", "a field", [reads]) == "not yet"
    assert method_table.status("E/Q", "a field", [reads, fills]) == "works"
    assert method_table.status("Q", "a report", [reads]) == "works"
    assert method_table.status("E", "a field. *Still missing: half*", [reads]) == "in part"
    assert method_table.status("E", "a field", []) == "not yet"


def test_a_mark_fails_when_its_test_goes_elsewhere_or_types_nothing() -> None:
    visits = Visits(opened={"/a/1/"})
    assert "never opened /b/*/" in visits.lacks("/b/*/", reads=True)
    assert "no form that it filled in" in visits.lacks("/a/*/", reads=False)
    assert not visits.lacks("/a/*/", reads=True)
    visits.filled.add("/a/1/")
    assert not visits.lacks("/a/*/", reads=False)


@pytest.mark.django_db
def test_a_button_alone_is_nothing_typed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[bool] = []
    monkeypatch.setattr(Client, "request", lambda _self, **given: typed.append(is_filled(given)))
    form = "application/x-www-form-urlencoded"
    for body in ("once=abc&csrfmiddlewaretoken=x", "name=", "name=Noor"):
        client.generic("POST", "/tip/", body, content_type=form)
    client.get("/tip/?q=words")
    assert typed == [False, False, True, False]


def test_every_test_on_the_method_page_exists() -> None:
    for name in re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text_of("docs/method.md")):
        assert f"def {name[1]}(" in text_of(name[0])


# Public code


def test_publiccode_yml_has_all_that_version_0_5_asks() -> None:
    found: dict[str, Any] = yaml.safe_load(text_of("publiccode.yml"))
    wanted = {"publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description"}
    assert wanted | {"legal", "maintenance", "localisation"} <= set(found)
    assert found["legal"]["license"] == tomllib.loads(text_of("pyproject.toml"))["project"]["license"]
    assert set(found["localisation"]["availableLanguages"]) == {code for code, _name in settings.LANGUAGES}
    for told in found["description"].values():
        assert len(told["shortDescription"]) <= 150
        assert 150 <= len(told["longDescription"]) <= 10_000


# The two walks of CONTRIBUTING.md


def test_the_sentence_of_the_first_change_stands_in_one_catalogue_and_in_no_test() -> None:
    looked_for = re.search(r'grep -rn -A1 "([^"]+)"', text_of("CONTRIBUTING.md"))
    assert looked_for
    found = re.compile(rf'^msgid "{re.escape(looked_for[1])}"\nmsgstr "(.+)"$', re.M)
    dutch = [text for path in PACKAGE.glob("*/locale/nl/*/*.po") for text in found.findall(path.read_text("utf-8"))]
    assert len(dutch) == 1
    assert not [path for path in ROOT.glob("tests/**/test_*.py") if dutch[0] in path.read_text("utf-8")]


FOREIGN = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY"}
STEP = re.compile(r"(?:^(?P<how>Add to )?`(?P<path>[\w./]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.M | re.S)


def follow(steps: str, tree: Path) -> None:
    """Do what the page says: write the files, add to them, run the commands."""
    environment = {key: value for key, value in os.environ.items() if key not in FOREIGN}
    environment |= {"PYTHONPATH": str(tree / "src"), "OLIEVLEK_DATA": str(tree / "data")}
    for step in STEP.finditer(steps):
        if step["path"]:
            target = tree / step["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            before = target.read_text(encoding="utf-8") if step["how"] else ""
            target.write_text(before + step["body"], encoding="utf-8")
        else:
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", step["body"]],
                cwd=tree, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, f"{step['body']}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"


@pytest.mark.slow
def test_a_room_made_by_the_book_passes(tmp_path: Path) -> None:
    tree = tmp_path / "olievlek"
    left = shutil.ignore_patterns(".*", "build", "data", "node_modules", "__pycache__", "*.mo")
    shutil.copytree(ROOT, tree, ignore=left, symlinks=True)
    for shared in (".venv", "build"):
        (tree / shared).symlink_to(ROOT / shared)
    steps = section(text_of("CONTRIBUTING.md"), "## How to add a room")
    assert len(STEP.findall(steps)) >= 15
    follow(steps, tree)
    assert "postcards" not in {config.label for config in apps.get_app_configs()}, "the example is no part of Olievlek"


def test_every_pattern_is_written_down_and_what_is_written_down_exists() -> None:
    written = (ROOT / "docs/patterns.md").read_text()
    modules = re.findall(r"`((?:core|timeline|accounts)\.[\w.]+)`", " ".join(re.findall(r"^## .*", written, re.M)))
    for module in modules:
        assert importlib.import_module(f"olievlek.{module}").__doc__, f"{module} says nothing about itself"
    rows = {f"core.rows.{path.stem}" for path in (ROOT / "src/olievlek/core/rows").glob("[a-z]*.py")}
    assert rows <= set(modules), "write these down in docs/patterns.md"
