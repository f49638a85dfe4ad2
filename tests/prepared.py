"""A migrated database, made once for all processes of a run; each test takes a copy, with one person in it."""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests.crash.site import Site

ROOT = Path(__file__).resolve().parent.parent  # without settings: bench and tools use this too
TEMPLATE = "crash_template"
MAKE_PERSON = (
    "import django; django.setup(); from olievlek.accounts.models import User; "
    "User.objects.create_user('persoon@voorbeeld.example')"
)


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for every process of pytest-xdist, and for all runs that tools/run_tests.py has side by side."""
    if given := os.environ.get("TESTS_SHARED"):
        return Path(given)
    base = tmp_path_factory.getbasetemp()
    return base.parent if base.name.startswith("popen") else base


def environment(data: Path, database: str = "") -> dict[str, str]:
    """The product's own settings; nothing of the tests but where they are."""
    left_out = {"DATABASE_URL", "OLIEVLEK_DATA", "DJANGO_SETTINGS_MODULE"}
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    given = {"DATABASE_URL": database} if database else {}
    product = {"DJANGO_SETTINGS_MODULE": "olievlek.settings", "OLIEVLEK_DATA": str(data)}
    return {**kept, **product, "PYTHONPATH": str(ROOT), **given}


def collect_static(shared: Path) -> None:
    """What `make run` does: pages of refusal name the style sheet by its hash, also in a checkout that never ran."""
    with (shared / "collected.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (ROOT / "build/collected/staticfiles.json").exists():
            command = [sys.executable, "-m", "olievlek", "collectstatic", "--noinput", "-v", "0"]
            subprocess.run(command, env=environment(shared / "collecting"), cwd=ROOT, check=True)


def sqlite_copy(shared: Path, to: Path) -> Site:
    """A data folder of one's own at `to`, which does not exist yet."""
    folder, empty = shared / "one_person", sqlite_tables(shared)
    with (shared / "one_person.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "one_person.done").exists():
            shutil.copytree(empty, folder)
            Site(environment(folder)).run("-c", MAKE_PERSON)
            (shared / "one_person.done").touch()
    shutil.copytree(folder, to)
    return Site(environment(to))


def sqlite_tables(shared: Path) -> Path:
    """A data folder in which the migrations ran, and no more: to copy."""
    folder = shared / "migrated"
    with (shared / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "migrated.done").exists():
            Site(environment(folder)).run("-m", "olievlek", "migrate", "-v", "0")
            (shared / "migrated.done").touch()
    return folder


def postgres_template(shared: Path, server: "psycopg.Connection", address: str) -> str:
    """The name of a database to copy; `address` is where it will stand."""
    with (shared / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "template.done").exists():
            server.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
            server.execute(f"CREATE DATABASE {TEMPLATE}")
            site = Site(environment(shared / "template", address))
            site.run("-m", "olievlek", "migrate", "-v", "0")
            site.run("-c", MAKE_PERSON)
            (shared / "template.done").touch()
    return TEMPLATE
