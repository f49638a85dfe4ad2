"""What tests/core/test_bounded.py lets run in a bounded process; importable by name, without Django."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any


class Told(ValueError):  # noqa: N818  # any exception of a job
    pass


def double(number: int, *, plus: int = 0) -> dict[str, Any]:
    return {"number": 2 * number + plus, "process": os.getpid(), "secret": os.environ.get("SECRET_KEY")}


def complain() -> None:
    raise ValueError("line 3 is odd")


def grow(size: int) -> int:
    return len(b"x" * size)


def grow_in_small_steps() -> int:
    held = []
    while True:
        held.append("x" * 10_000 + str(len(held)))


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def shout(size: int) -> bytes:
    return bytes(size)


def write(path: str) -> None:
    Path(path).write_bytes(b"left behind")


class Evil:
    def __reduce__(self) -> Any:
        return (subprocess.getoutput, ("id",))


def take_over() -> Any:
    return Evil()
