"""A backup that is made while processes write comes back whole: rows, files, and the two agree."""

import json
import os
import random
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.crash.site import Site
from tests.figures import say
from tests.prepared import environment

pytestmark = pytest.mark.slow
BACKUPS = int(os.environ.get("OLIEVLEK_BACKUPS", "1"))
WRITERS = 2
STEP = 1_000_000  # numbers of one writer

LOOK = """
import django; django.setup()
import json
from pathlib import Path
from olievlek.accounts.models import User
from olievlek.core import photos
from olievlek.core.backup.databases import engine
from olievlek.timeline.models import Entry
rows = [entry.details for entry in Entry.objects.order_by("pk") if "file" in entry.details]
lost = [row["file"] for row in rows if not photos.path_of(row["file"]).is_file()]
last = User.objects.order_by("pk").first().name
print(json.dumps({"numbers": [row["number"] for row in rows], "lost": lost, "last": last}))
"""
DIGEST = """
import django; django.setup()
import json, hashlib
from django.db import connection
found = {}
with connection.cursor() as cursor:
    for table in sorted(connection.introspection.table_names(cursor)):
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = sorted(repr(row) for row in cursor.fetchall())
        found[table] = hashlib.sha256("".join(rows).encode()).hexdigest()
print(json.dumps(found))
"""


@dataclass
class Writers:
    """Processes that write without pause; `said` is what they acknowledged."""

    site: Site
    said: set[int] = field(default_factory=set)
    processes: "list[subprocess.Popen[str]]" = field(default_factory=list)
    listeners: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        for number in range(WRITERS):
            process = self.site.start("-m", "tests.crash.keeper", str(number * STEP))
            self.processes.append(process)
            self.listeners.append(threading.Thread(target=self._listen, args=(process,)))
            self.listeners[-1].start()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                if line.endswith("\n") and line.strip().isdigit():
                    self.said.add(int(line))

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
        for listener in self.listeners:
            listener.join()


@contextmanager
def writing(site: Site) -> Iterator[Writers]:
    writers = Writers(site)
    writers.start()
    try:
        yield writers
    finally:
        writers.end()


@contextmanager
def another(site: Site, folder: Path) -> Iterator[Site]:
    """An empty site of the same kind: a new machine."""
    given = site.environment.get("DATABASE_URL", "")
    if not given:
        yield Site(environment(folder))
        shutil.rmtree(folder, ignore_errors=True)
        return
    name = f"restored_{os.getpid()}"
    server = urlsplit(given)._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield Site(environment(folder, urlsplit(given)._replace(path=f"/{name}").geturl()))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
    shutil.rmtree(folder, ignore_errors=True)


def whole(seen: dict[str, object], said: set[int]) -> bool:
    """All that was said before, of each writer without a gap, every file, and the last row agrees with the entries."""
    numbers = seen["numbers"]
    assert isinstance(numbers, list)
    own = {writer: sorted(one for one in numbers if one // STEP == writer) for writer in range(WRITERS)}
    gaps = any(found != list(range(writer * STEP, writer * STEP + len(found))) for writer, found in own.items())
    return not gaps and said <= set(numbers) and not seen["lost"] and seen["last"] == f"After {numbers[-1]}"


def test_backups_under_write_load_come_back_with_equal_digests(site: Site, tmp_path: Path) -> None:
    """Each is restored on a machine of its own and read by a fresh process. Controls: a flipped byte, a plain copy."""
    dice, good, flipped, rows = random.Random(2026), 0, 0, 0
    with writing(site) as writers:
        while len(writers.said) < 10:
            assert all(process.poll() is None for process in writers.processes), "a writer stopped"
        for turn in range(BACKUPS):
            said, file = set(writers.said), tmp_path / f"{turn}.zip"
            site.run("-m", "olievlek", "backup", str(file))
            with another(site, tmp_path / "elsewhere") as elsewhere:
                elsewhere.run("-m", "olievlek", "restore", str(file))
                seen = json.loads(elsewhere.run("-c", LOOK).splitlines()[-1])
                first = elsewhere.run("-c", DIGEST)
                rows += len(seen["numbers"])
                good += whole(seen, said)
                good_again = _restored_once_more(elsewhere, tmp_path, turn)
                assert elsewhere.run("-c", DIGEST) == first if good_again else True
            flipped += _flip_is_found(site, file, dice)
            file.unlink()
    say(
        "{good} of {backups} backups under write load restored with equal digest ({rows} rows with a file); "
        "control: {flipped} of {backups} flipped bytes found",
        good=good, backups=BACKUPS, rows=rows, flipped=flipped,
    )  # fmt: skip
    assert good == flipped == BACKUPS


def _restored_once_more(elsewhere: Site, tmp_path: Path, turn: int) -> bool:
    """A backup of what was restored, put back over it: nothing may change."""
    if turn:
        return False
    again = tmp_path / "again.zip"
    elsewhere.run("-m", "olievlek", "backup", str(again))
    elsewhere.run("-m", "olievlek", "restore", str(again), "--yes")
    return True


def _flip_is_found(site: Site, file: Path, dice: random.Random) -> bool:
    """Whether `restore --check` refuses the archive with one wrong byte."""
    content = bytearray(file.read_bytes())
    content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    wrong = file.with_suffix(".flipped.zip")
    wrong.write_bytes(content)
    process = site.start("-m", "olievlek", "restore", str(wrong), "--check")
    output, _ = process.communicate()
    wrong.unlink()
    return process.returncode != 0 and "damaged" in output


@pytest.mark.sqlite
def test_a_plain_copy_under_write_load_is_no_backup(site: Site, tmp_path: Path) -> None:
    """The control: without the snapshot, rows or files are missing in some copies, so the test above can fail."""
    broken, copies = 0, max(BACKUPS, 3)
    data = Path(site.environment["OLIEVLEK_DATA"])
    with writing(site) as writers:
        while len(writers.said) < 10:
            assert all(process.poll() is None for process in writers.processes), "a writer stopped"
        for turn in range(copies):
            said, to = set(writers.said), tmp_path / f"copy{turn}"
            to.mkdir()
            shutil.copytree(data / "files", to / "files", ignore=shutil.ignore_patterns("tmp*"))
            shutil.copyfile(data / "olievlek.sqlite3", to / "olievlek.sqlite3")
            process = Site(environment(to)).start("-c", LOOK)
            output, _ = process.communicate()
            broken += process.returncode != 0 or not whole(json.loads(output.splitlines()[-1]), said)
    say("control: {broken} of {copies} plain copies under write load were not whole", broken=broken, copies=copies)
    assert broken
