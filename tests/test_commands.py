"""The commands: they explain themselves, do nothing twice, and end when asked."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands, load_command_class

from olievlek.core import messages
from olievlek.core.management.commands import serve
from tests import prepared

ROOT = Path(settings.ROOT)
OWN = sorted(name for name, app in get_commands().items() if str(app).startswith("olievlek."))
SECONDS_TO_START, SECONDS_TO_END = 180, 60


@pytest.mark.parametrize("name", OWN)
def test_each_command_says_in_a_sentence_what_it_does(name: str) -> None:
    command = load_command_class(get_commands()[name], name)
    shown = command.create_parser("olievlek", name).format_help()
    assert command.help.strip().endswith(".")
    assert " ".join(command.help.split())[:40] in " ".join(shown.split())


@pytest.mark.parametrize("name", OWN)
def test_each_option_of_a_command_has_a_help_text(name: str) -> None:
    parser = load_command_class(get_commands()[name], name).create_parser("olievlek", name)
    assert not [action.dest for action in parser._actions if not action.help]


@pytest.fixture
def copied_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package in a folder of its own, so that a test may write catalogues."""
    house = tmp_path / "olievlek"
    shutil.copytree(messages.PACKAGE, house, ignore=shutil.ignore_patterns("__pycache__", "*.mo", "content"))
    monkeypatch.setattr(messages, "PACKAGE", house)
    return house


def catalogues(house: Path) -> dict[str, bytes]:
    return {str(path.relative_to(house)): path.read_bytes() for path in house.glob("*/locale/nl/*/*.po")}


def test_messages_changes_nothing_when_the_catalogues_are_up_to_date(copied_house: Path) -> None:
    before, said = catalogues(copied_house), StringIO()
    call_command("messages", stdout=said)
    assert catalogues(copied_house) == before, "run .venv/bin/olievlek messages and commit what it changed"
    assert said.getvalue() == ""


def test_messages_asks_for_the_dutch_of_a_new_sentence_and_drops_an_old_one(copied_house: Path) -> None:
    code = copied_house / "core" / "checks.py"
    code.write_text(
        code.read_text() + "\nfrom django.utils.translation import gettext as _\nSAID = _('A new sentence')\n"
    )
    said = StringIO()
    call_command("messages", stdout=said)
    assert said.getvalue().startswith("core: 1 messages wait for Dutch")
    assert b'msgid "A new sentence"\nmsgstr ""' in catalogues(copied_house)["core/locale/nl/LC_MESSAGES/django.po"]
    code.unlink()
    call_command("messages", stdout=StringIO())
    assert b"A new sentence" not in catalogues(copied_house)["core/locale/nl/LC_MESSAGES/django.po"]


def test_compile_messages_says_how_many_catalogues_there_are(copied_house: Path) -> None:
    said = StringIO()
    call_command("compile_messages", stdout=said)
    assert said.getvalue().strip() == f"{len(catalogues(copied_house))} catalogues compiled"
    assert len(list(copied_house.glob("*/locale/nl/*/*.mo"))) == len(catalogues(copied_house))


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.mark.django_db
def test_serve_says_that_a_port_is_in_use_and_which_to_take(settings: Any) -> None:
    with taken_port() as port:
        settings.PORT = port
        with pytest.raises(CommandError, match=rf"Port {port} is in use.*PORT={port + 1} make run"):
            call_command("serve")


@pytest.mark.django_db
def test_serve_shows_demo_people_to_nobody_else(settings: Any) -> None:
    settings.OLIEVLEK_DEMO, settings.ON_LOOPBACK = True, True
    with pytest.raises(CommandError, match=r"Listening on 0\.0\.0\.0 would show the demo people.*OLIEVLEK_DEMO=0"):
        call_command("serve", host="0.0.0.0")


def test_a_free_port_is_not_refused() -> None:
    with taken_port() as port:
        pass
    serve.refuse_a_port_in_use("127.0.0.1", port)


@pytest.mark.parametrize(
    ("seconds", "stopping", "told"), [("0", [], []), ("600", [], ["Making", "not ready"]), ("600", [15], [])]
)
def test_serve_opens_also_where_preparing_never_ends(
    seconds: str, stopping: list[int], told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "QUIET", 0 if told else 600)
    monkeypatch.setattr(serve, "PATIENCE", 0.2 if told else 600)
    preparing = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({seconds})"])
    said: list[str] = []
    try:
        serve.wait_until_prepared(preparing, stopping, said.append)
        assert (preparing.poll() is None) == (seconds == "600")
    finally:
        serve.end([preparing])
    assert len(said) == len(told)
    assert all(word in line for word, line in zip(told, said, strict=True))


def children_of(pid: int) -> list[int]:
    """Everything that a process started, and what those started."""
    own = [int(one) for task in Path(f"/proc/{pid}/task").glob("*/children") for one in task.read_text().split()]
    return [*own, *(deeper for child in own for deeper in children_of(child))]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def data(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    prepared.sqlite_copy(prepared.shared_folder(tmp_path_factory), tmp_path / "data")
    return tmp_path / "data"


@contextmanager
def started(data: Path, port: int) -> Iterator["subprocess.Popen[str]"]:
    """`olievlek serve` on a migrated data folder."""
    environment = {**prepared.environment(data), "PORT": str(port), "PYTHONUNBUFFERED": "1"}
    olievlek = [sys.executable, "-m", "olievlek"]
    process = subprocess.Popen(
        [*olievlek, "serve"], env=environment, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        yield process
    finally:
        for pid in [*children_of(process.pid), process.pid]:
            if is_running(pid):
                os.kill(pid, signal.SIGKILL)
        process.wait()
        assert process.stdout
        process.stdout.close()


def until(condition: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/robots.txt", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_web_and_worker_end_wholly_when_asked(number: signal.Signals, data: Path) -> None:
    with taken_port() as port:
        pass
    with started(data, port) as process:
        assert until(lambda: answers(port), SECONDS_TO_START), "the web did not start"
        family = children_of(process.pid)
        commands = [Path(f"/proc/{pid}/cmdline").read_text() for pid in family]
        assert any("granian" in command for command in commands)
        assert any("worker" in command for command in commands)
        process.send_signal(number)
        assert until(lambda: process.poll() is not None, SECONDS_TO_END)
        assert process.returncode == 0
        assert until(lambda: not any(map(is_running, family)), 20), "something was left behind"
        assert not answers(port)


@pytest.mark.slow
def test_the_worker_ends_when_its_parent_is_killed(data: Path) -> None:
    with taken_port() as port:
        pass
    with started(data, port) as process:
        assert until(lambda: answers(port), SECONDS_TO_START)
        workers = [pid for pid in children_of(process.pid) if "worker" in Path(f"/proc/{pid}/cmdline").read_text()]
        family = children_of(process.pid)
        process.kill()
        try:
            assert until(lambda: not any(map(is_running, workers)), SECONDS_TO_END)
        finally:
            for pid in filter(is_running, family):
                os.kill(pid, signal.SIGKILL)
