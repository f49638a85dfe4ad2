"""Who asks as soon as the site answers, finds: after a first start, a lost index, a restore, another database."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.crash.site import Site
from tests.figures import say
from tests.test_commands import children_of, is_running, taken_port

pytestmark = pytest.mark.slow
LONG = 1800  # seconds: nothing here is about speed, and machines that test are busy
DEEDS = ["first start", "index lost", "older index", "index of another database"]


@contextmanager
def serving(site: Site, *command: str) -> Iterator[int]:
    """The site on a free port, its log beside its data; it ends with the test."""
    with taken_port() as port:
        pass
    environment = {**site.environment, "PORT": str(port)}
    folder = Path(site.environment["OLIEVLEK_DATA"])
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, *command], env=environment, cwd=settings.ROOT, stdout=log, stderr=log
        )
        try:
            yield port
        finally:
            for pid in [*children_of(process.pid), process.pid]:
                if is_running(pid):
                    os.kill(pid, signal.SIGKILL)
            process.wait()


def first_answer(port: int) -> tuple[int, int]:
    """Status and number of answers of the first question that gets any answer at all."""
    ends = time.monotonic() + LONG
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/api/v1/search?query=afval", timeout=30) as answer:
                return answer.status, len(json.load(answer)["results"])
        except urllib.error.HTTPError as error:
            return error.code, 0
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the web did not start")


def harm(site: Site, deed: str) -> None:
    index = Path(site.environment["OLIEVLEK_DATA"]) / "index"
    if deed == "index lost":
        shutil.rmtree(index)
    elif deed == "older index":
        kept = index.with_name("kept")
        shutil.copytree(index, kept)
        site.run("-c", TELL)
        shutil.rmtree(index)
        kept.rename(index)
    elif deed == "index of another database":
        site.run("-c", OTHER)


BEGIN = "import django; django.setup(); "
TELL = BEGIN + (
    "from olievlek.organisations.models import Organisation as O; from olievlek.index import projection; "
    "from olievlek.index.models import Document as D; "
    "D.objects.filter(kind='theme').update(title=''); "
    "from olievlek.search.sources import refresh_lower_rooms; refresh_lower_rooms()"
)
OTHER = BEGIN + "import uuid; from olievlek.index.models import Counter; Counter.objects.update(identity=uuid.uuid4())"
SERVE = ("-c", "import sys; from olievlek.core.management.commands import serve; from olievlek.__main__ import main; "
         f"serve.PATIENCE = {LONG}; sys.argv[1:] = ['serve']; main()")  # fmt: skip
WEB_ALONE = ("-c", "import os; from olievlek.core.management.commands.serve import Command; "
             "c = Command().commands('127.0.0.1')[0]; os.execv(c[0], c)")  # fmt: skip


def test_the_first_question_after_a_start_is_answered(site: Site) -> None:
    Path(site.environment["OLIEVLEK_DATA"]).mkdir(exist_ok=True)
    site.run("-m", "olievlek", "load_content")
    found = []
    for deed in DEEDS:
        harm(site, deed)
        with serving(site, *SERVE) as port:
            found.append(first_answer(port))
    harm(site, "index lost")
    with serving(site, *WEB_ALONE) as port:
        control = first_answer(port)
        site.run("-m", "olievlek", "prepare")
        later = first_answer(port)
        site.run("-m", "olievlek", "reindex")
        again = first_answer(port)
    asked = [number for status, number in found if status == 200 and number]
    say(
        "{starts} starts, {answered} first questions answered; control, the web without preparing: status {control}, "
        "and {later} when the index stands",
        starts=len(DEEDS), answered=len(asked), control=control[0], later=later[0],
    )  # fmt: skip
    assert len(asked) == len(DEEDS), found
    assert control == (503, 0)
    assert later == again == found[0]
