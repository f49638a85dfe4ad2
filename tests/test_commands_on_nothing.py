"""A command that can not do its work says in a line why and how to mend it; nobody is shown a traceback."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class

from olievlek.core import commands
from tests import prepared

ROOT = Path(prepared.__file__).resolve().parent.parent
OWN = sorted(name for name, app in get_commands().items() if str(app).startswith("olievlek."))
MAIL = "noor@voorbeelddam.example"
RUNS = {"serve", "worker"}  # these go on until they are stopped
WITHOUT_TABLES = {"messages", "compile_messages", "proof", "backup", "restore", "migrate"}
WRITES_CATALOGUES = {"messages", "compile_messages"}

# Everything that may be typed after a command, right and wrong; {here} is a folder with odd files.
TYPED: dict[str, list[list[str]]] = {
    "end_account": [[], [MAIL], ["geen adres"], [""]],
    "login_link": [[], [MAIL], ["geen adres"], [""]],
    "make_moderator": [[], [MAIL], ["geen adres"], ["@"], ["noor@demo.test"], [""]],
    "replay": [[], ["--since", "-1"], ["--since", "veel"], ["--since", str(10**30)]],
    "proof": [
        ["anonymity", "--organisations", "0"],
        ["anonymity", "--rounds", "-1"],
        ["iets"],
        [],
        ["anonymity", "--export", "{here}/nergens/x.json"],
        ["anonymity", "--world", "onzin"],
    ],
    "backup": [["{here}/leeg.csv"], ["{here}/nergens/x.tar"], ["{here}"]],
    "restore": [[], ["{here}/nergens.tar"], ["{here}/stuk.xlsx", "--check"], ["{here}", "--check"]],
    "migrate": [["geenkamer"], ["--plan"], ["core", "0999"]],
    "import_library": [
        [],
        ["{here}/nergens.jsonl"],
        ["{here}"],
        ["{here}/leeg.jsonl"],
        ["{here}/leeg.csv"],
        ["{here}/stuk.xlsx"],
        ["{here}/stuk.ods"],
        ["{here}/stuk.jsonl"],
        ["{here}/getal.jsonl"],
        ["{here}/goed.jsonl"],
        ["{here}/goed.jsonl", "--dry-run", "--language", "nl"],
        ["{here}/goed.jsonl", "--language", "xx"],
        ["{here}/map.jsonl"],
        ["\x00"],
    ],
}


@pytest.fixture
def here(tmp_path: Path) -> Path:
    (tmp_path / "map.jsonl").mkdir()
    for name, content in {
        "leeg.jsonl": b"",
        "leeg.csv": b"",
        "stuk.xlsx": b"PK\x03\x04 stuk",
        "stuk.ods": b"\x00\xff",
        "stuk.jsonl": b'{"id": \xff',
        "getal.jsonl": b"[1, 2]\n3\n",
        "goed.jsonl": b'{"id": "a", "title": "Loket", "description": "Wachten", "language": "nl"}',
    }.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def run(name: str, given: list[str]) -> str:
    """As from a terminal; what stands here is a traceback that a person would have seen."""
    command = load_command_class(get_commands()[name], name)
    try:
        command.run_from_argv(["olievlek", name, *given])
    except SystemExit:
        return ""
    except Exception as error:
        return f"{name} {given}: {error!r}"
    return ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", sorted(set(OWN) - RUNS - WRITES_CATALOGUES))
def test_no_command_shows_a_traceback_on_an_empty_database(name: str, here: Path) -> None:
    tried = [[one.format(here=here) for one in given] for given in [*TYPED.get(name, [[]]), ["--onzin"]]]
    assert not [told for given in tried if (told := run(name, given))]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(OWN) - WITHOUT_TABLES))
def test_every_command_says_what_to_do_where_no_migration_ran(name: str, here: Path) -> None:
    """Also `serve` and `worker`, which otherwise go on until they are stopped."""
    given = next((one for one in TYPED.get(name, []) if one and one[0] == MAIL), [])
    given = [str(here / "goed.jsonl")] if name == "import_library" else given
    done = subprocess.run(
        [sys.executable, "-m", "olievlek", name, *given],
        env={**prepared.environment(here / "data"), "PORT": "8765"},
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip() == f"CommandError: The database has no tables yet. {commands.HOW}"


@pytest.mark.slow
def test_a_database_that_can_not_be_reached_is_said_so(here: Path) -> None:
    env = {**os.environ, **prepared.environment(here / "data"), "DATABASE_URL": "postgresql://nobody:x@localhost:1/no"}
    done = subprocess.run(
        [sys.executable, "-m", "olievlek", "replay"], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Look at DATABASE_URL" in done.stderr


@pytest.mark.parametrize("name", OWN)
def test_every_command_inherits_that(name: str) -> None:
    assert isinstance(load_command_class(get_commands()[name], name), commands.Command)


@pytest.mark.django_db(transaction=True)
def test_the_sweep_sees_a_traceback(monkeypatch: Any, here: Path) -> None:
    """Control."""
    monkeypatch.setattr("olievlek.timeline.management.commands.replay.replay", lambda _since: 1 / 0)
    assert "ZeroDivisionError" in run("replay", [])
