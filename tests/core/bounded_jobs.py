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
    held: list[str] = []
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


def peak_of(job: str, content: bytes, longest: int) -> tuple[int, Any]:
    """The most memory that the process held, in bytes, and what the picture became."""
    from olievlek.core import drawing

    answer = {"draw": drawing.draw, "draw without looking": _without_looking}[job](content, longest)
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024, answer


def _without_looking(content: bytes, _longest: int) -> int:
    import io

    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    return Image.open(io.BytesIO(content)).convert("RGBA").width
