"""A file of a stranger is read in a process that may take so much and no more, and so many at once."""

import contextlib
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.test.utils import override_settings

from olievlek.core.bounded import Bounds, BusyError, Places, TooMuchError, run
from tests.core import bounded_jobs as jobs

SMALL = Bounds(memory=100_000_000, cpu=2, wall=5, answer=1_000_000)


def _commands_of_our_children() -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"PPid:\t{os.getpid()}\n" in (folder / "status").read_text():
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_it_answers_as_the_function_from_another_process_without_our_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for decoders")
    answer = run(jobs.double, SMALL, 4, plus=1)
    assert (answer["number"], answer["secret"]) == (9, None)
    assert answer["process"] != run(jobs.double, SMALL, 4)["process"]


def test_what_the_function_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="line 3 is odd"):
        run(jobs.complain, SMALL)


@pytest.mark.parametrize(
    ("job", "args", "what"),
    [
        (jobs.grow, (400_000_000,), "memory"),
        (jobs.grow_in_small_steps, (), "memory"),
        (jobs.spin, (), "time"),
        (jobs.crash, (), "reads"),
        (jobs.shout, (2_000_000,), "output"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_too_much_of_anything_is_one_kind_of_error(job: Callable[..., Any], args: tuple[Any, ...], what: str) -> None:
    with pytest.raises(TooMuchError, match=what):
        run(job, SMALL, *args)
    if job is jobs.grow:
        assert run(job, Bounds(memory=800_000_000), *args) == 400_000_000, "without the limit it fits"


def test_a_hanging_process_is_killed_and_gone() -> None:
    started = time.monotonic()
    with pytest.raises(TooMuchError, match="time"):
        run(jobs.sleep, Bounds(wall=0.5))
    assert time.monotonic() - started < 30
    assert "olievlek.core.bounded" not in " ".join(_commands_of_our_children())


def test_it_can_not_write_a_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="File too large"):
        run(jobs.write, SMALL, str(tmp_path / "left"))


def test_an_answer_that_wants_to_run_something_here_is_not_read() -> None:
    with pytest.raises(TooMuchError) as told:
        run(jobs.take_over, SMALL)
    assert isinstance(told.value.__cause__, pickle.UnpicklingError)


def test_it_works_from_many_threads_at_once() -> None:
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(run(jobs.double, SMALL, n)["number"])) for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers) == [0, 2, 4, 6, 8, 10, 12, 14]


def test_places_are_counted_over_processes_and_come_free_when_their_holder_dies(tmp_path: Path) -> None:
    hold = (
        "import fcntl, os, sys, time\n"
        "held = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)\n"
        "fcntl.flock(held, fcntl.LOCK_EX); print('held', flush=True); time.sleep(60)\n"
    )
    with override_settings(OLIEVLEK_DATA=tmp_path):
        places = Places("photos", 2)
        with places.one():
            other = subprocess.Popen(  # our own words
                [sys.executable, "-c", hold, str(tmp_path / "places" / "photos.1")], stdout=subprocess.PIPE
            )
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
            with pytest.raises(BusyError), places.one():
                pass
            other.kill()
            other.communicate()
            with places.one():
                pass
        with places.one(), places.one(), pytest.raises(BusyError), places.one():
            pass
        with Places("exports", 1).one(), places.one():
            pass


def test_not_more_wait_for_a_place_than_may_hold_one(tmp_path: Path) -> None:
    """Else everybody who waits holds a thread of the web, and no page is left for others."""
    with override_settings(OLIEVLEK_DATA=tmp_path):
        patient = Places("exports", 1, patience=60.0)
        with patient.one(), Places("exports.waiting", 1).one(), pytest.raises(BusyError), patient.one():
            pass
        leaving = contextlib.ExitStack()
        leaving.enter_context(patient.one())
        with patch("olievlek.core.bounded.time.sleep", lambda _seconds: leaving.close()), patient.one():
            pass  # waited until the other let go
