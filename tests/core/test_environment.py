"""Settings from the environment are read by type, and what cannot be read is refused with what is allowed."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from olievlek.core import checks, environment
from olievlek.core.environment import ENV, Environment, UnreadableSettingError

ROOT = Path(settings.ROOT)
# What is wrong for each setting that the product reads; free text cannot be wrong.
WRONG: dict[str, tuple[str, ...]] = {
    "DATABASE_URL": ("mysql://host/name", "postgresql://host", "olievlek"),
    "DEBUG": ("ja", "2", "ture"),
    "DEFAULT_FROM_EMAIL": ("olievlek", "Olievlek <olievlek>"),
    "EMAIL_URL": ("post.example", "smtps://", "carrier://pigeon"),
    "OLIEVLEK_BASE_URL": (
        "olievlek.example",
        "ftp://olievlek.example",
        "https://",
        "https://a b.example",
        "http://a:x",
    ),
    "OLIEVLEK_CONTACT": ("bel maar", "@zeist.example"),
    "OLIEVLEK_DEMO": ("ture", "2", "nee", "yess", "f"),
    "OLIEVLEK_LEARN": ("ture", "uit"),
    "OLIEVLEK_MODERATOR_SECOND_STEP": ("flase", "-1"),
    "OLIEVLEK_OIDC": ("zeist", "{}", '[{"name": "Zeist"}]'),
    "OLIEVLEK_PROXIES": ("-1", "een", "1.5", "999", "0x1", "²"),
    "OLIEVLEK_SOURCE_URL": ("code.example", "javascript:alert(1)"),
    "PORT": ("0", "65536", "acht", "80 80"),
}
FREE = {"OLIEVLEK_DATA", "OLIEVLEK_TERM_NL", "OLIEVLEK_TERM_EN", "SECRET_KEY"}


def start(**given: str) -> "subprocess.CompletedProcess[str]":
    """Read the product's settings in a process of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "OLIEVLEK_DATA") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "import olievlek.settings"], env={**kept, "PYTHONPATH": str(ROOT / "src"), **given},
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


def test_every_setting_of_the_product_is_tried_here() -> None:
    assert set(WRONG) | FREE == ENV.known


def test_nothing_reads_the_environment_beside_the_typed_reader() -> None:
    """The settings are read in one way; what remains names no setting."""
    allowed = {
        "core/environment.py", "core/bounded.py", "core/backup/databases.py", "__main__.py",
        "index/__init__.py", "wsgi.py", "rsgi.py", "asgi.py",
    }  # fmt: skip
    beside = {
        str(path.relative_to(ROOT / "src" / "olievlek"))
        for path in (ROOT / "src" / "olievlek").rglob("*.py")
        if re.search(r"os\.environ|os\.getenv|import environ\b|from environ\b", path.read_text())
    }
    assert beside <= allowed


@pytest.mark.parametrize("name", sorted(WRONG))
def test_what_cannot_be_read_is_refused_at_start_and_says_what_is_allowed(name: str) -> None:
    done = start(**{name: WRONG[name][0]})
    assert done.returncode != 0
    last = done.stderr.strip().splitlines()[-1]
    assert name in last
    assert re.search(r"Write |must be ", last), last


def test_a_misspelt_boolean_does_not_start_as_its_opposite() -> None:
    assert (
        "OLIEVLEK_DEMO: Olievlek cannot read 'ture'. Write one of 1, true, yes, on"
        in start(OLIEVLEK_DEMO="ture").stderr
    )
    assert start(OLIEVLEK_DEMO="True").returncode == 0, "the control: what is spelt well starts"


READERS: dict[str, Any] = {
    "DATABASE_URL": lambda env: env.database("DATABASE_URL"),
    "DEBUG": lambda env: env.bool("DEBUG", default=False),
    "DEFAULT_FROM_EMAIL": lambda env: env.mail_address("DEFAULT_FROM_EMAIL"),
    "EMAIL_URL": lambda env: env.mail_server("EMAIL_URL"),
    "OLIEVLEK_BASE_URL": lambda env: env.address("OLIEVLEK_BASE_URL"),
    "OLIEVLEK_CONTACT": lambda env: env.mail_address("OLIEVLEK_CONTACT"),
    "OLIEVLEK_DEMO": lambda env: env.bool("OLIEVLEK_DEMO", default=True),
    "OLIEVLEK_LEARN": lambda env: env.bool("OLIEVLEK_LEARN", default=True),
    "OLIEVLEK_MODERATOR_SECOND_STEP": lambda env: env.bool("OLIEVLEK_MODERATOR_SECOND_STEP", default=True),
    "OLIEVLEK_PROXIES": lambda env: env.number("OLIEVLEK_PROXIES", default=0, most=20),
    "OLIEVLEK_SOURCE_URL": lambda env: env.address("OLIEVLEK_SOURCE_URL"),
    "PORT": lambda env: env.number("PORT", default=8000, least=1, most=65535),
}


@pytest.mark.parametrize(("name", "wrong"), [(name, wrong) for name in READERS for wrong in WRONG[name]])
def test_every_wrong_value_is_refused_by_its_type(name: str, wrong: str) -> None:
    with pytest.raises(UnreadableSettingError, match=name):
        READERS[name](Environment({name: wrong}))


def test_empty_is_the_default_and_spaces_do_not_count() -> None:
    env = Environment(
        {"YES": " True ", "NO": "off", "EMPTY": "", "MANY": " 3 ", "LIST": "a, b", "HOSTS": "a.example,[::1]"}
    )
    assert (env.bool("YES", default=False), env.bool("NO", default=True), env.bool("EMPTY", default=True)) == (
        True, False, True,
    )  # fmt: skip
    assert (env.number("MANY", default=0), env.number("EMPTY", default=7)) == (3, 7)
    assert (env.words("LIST"), env.words("EMPTY", default=("x",)), env.hosts("HOSTS")) == (
        ["a", "b"], ["x"], ["a.example", "[::1]"],
    )  # fmt: skip
    for name, value in (("LIST", "a,,b"), ("HOSTS", "https://a.example"), ("HOSTS", "*")):
        with pytest.raises(UnreadableSettingError, match=name):
            Environment({name: value}).hosts(name)


def test_a_secret_is_not_repeated_in_the_message() -> None:
    with pytest.raises(UnreadableSettingError) as refused:
        Environment({"DATABASE_URL": "mysql://ik:geheim@host/name"}).database("DATABASE_URL")
    assert "geheim" not in str(refused.value)


def test_a_name_that_nobody_reads_is_named_with_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    env = Environment({"OLIEVLEK_DEMOO": "0", "OLIEVLEK_DEMO": "1", "OTHER": "x"})
    env.bool("OLIEVLEK_DEMO", default=True)
    assert env.unknown() == {"OLIEVLEK_DEMOO": "OLIEVLEK_DEMO"}
    monkeypatch.setattr(checks, "ENV", env)
    (warning,) = checks.settings_are_known()
    assert "OLIEVLEK_DEMOO" in warning.msg
    assert warning.hint == "Did you mean OLIEVLEK_DEMO?"
    assert environment.Environment({}).unknown() == {}


def test_a_setting_that_is_no_setting_stops_every_command_with_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "olievlek", "check"],
        env={**os.environ, "OLIEVLEK_DATA": str(tmp_path), "OLIEVLEK_DEMO": "ture"},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("Olievlek does not start: ")
    assert "OLIEVLEK_DEMO" in done.stderr
