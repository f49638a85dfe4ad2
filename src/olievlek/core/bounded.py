"""Run a function on a file of a stranger in a process of its own, which may take so much memory and time and no more.

A file of some hundred bytes can make a decoder ask for gigabytes, hang or crash; in the web process that is an outage.
So what reads such a file runs as `python -m olievlek.core.bounded`: its address space, processor time and answer have a
limit, and it is killed when the clock runs out. The function is imported there by name, from a module that needs no
Django settings; arguments and answer go through pickle. docs/adr/0018 says why each file gets a process.
"""

import contextlib
import fcntl
import io
import os
import pickle
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from django.http import HttpResponse

P = ParamSpec("P")
R = TypeVar("R")

NO_MEMORY = 77  # how the process says with its last breath that the memory was not enough
PIECE = 65_536
PLAIN = (Exception, set, frozenset, complex, bytearray)
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "PYTHONPATH", "LANG", "LC_ALL", "TZ")  # no secrets, no database


@dataclass(frozen=True)
class Bounds:
    """Limits of one run: `memory` and `answer` (pickled) in bytes, `cpu` and `wall` in seconds."""

    memory: int = 250_000_000  # on top of an empty interpreter
    cpu: int = 10
    wall: float = 20.0
    answer: int = 50_000_000


class TooMuchError(Exception):
    """The file asked for more than one file may take, or crashed what reads it. Nothing of it was kept."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Too much {what}.")
        self.what = what


class BusyError(Exception):
    """All places are taken. A view answers 429 with `Retry-After`, and keeps what was typed."""

    def __init__(self, name: str, retry_after: int = 5) -> None:
        super().__init__(f"All places of {name} are taken.")
        self.name, self.retry_after = name, retry_after

    def said_by(self, page: "HttpResponse") -> "HttpResponse":
        """The page, as the answer that programs understand too."""
        page.status_code = 429
        page["Retry-After"] = str(self.retry_after)
        return page


@dataclass(frozen=True)
class Places:
    """How many may do the same heavy thing at once, over all threads and processes that share a data folder."""

    name: str
    most: int = 2
    patience: float = 0.0  # seconds that somebody waits for a place; a thread of the web waits along

    @contextlib.contextmanager
    def one(self) -> Iterator[None]:
        """Hold a place. The lock is the kernel's: who dies lets go. As many may wait; others get BusyError at once."""
        taken = self._take(self.name)
        held = self._wait() if taken is None else taken
        try:
            yield
        finally:
            os.close(held)

    def _wait(self) -> int:
        waiting = self._take(f"{self.name}.waiting") if self.patience else None
        if waiting is None:
            raise BusyError(self.name)
        try:
            until = time.monotonic() + self.patience
            while (held := self._take(self.name)) is None:
                if time.monotonic() >= until:
                    raise BusyError(self.name)
                time.sleep(0.05)
            return held
        finally:
            os.close(waiting)

    def _take(self, name: str) -> int | None:
        from django.conf import settings  # the bounded process never gets here, and needs no settings

        folder = Path(settings.OLIEVLEK_DATA) / "places"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in range(self.most):
            handle = os.open(folder / f"{name}.{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(handle)
            else:
                return handle
        return None


def run(job: Callable[P, R], bounds: Bounds, *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `job` in a process with limits; return its answer or raise its exception. Raises TooMuchError.

    Safe from any thread: nothing is forked from this process, and nothing stays behind on disk.
    """
    with tempfile.TemporaryFile() as asked:
        pickle.dump((job, bounds, args, kwargs), asked)
        asked.seek(0)
        code, told = _child(asked, bounds)
    if code == NO_MEMORY:
        raise TooMuchError("memory")
    if code:  # a signal: of the processor's limit, of the decoder itself, of the kernel
        raise TooMuchError("time" if -code in {signal.SIGXCPU, signal.SIGALRM} else "for what reads it")
    try:
        raised, answer = _Plain(io.BytesIO(told)).load()
    except Exception as error:  # an error that only a library knows, or an answer of something that was taken over
        raise TooMuchError("for what reads it") from error
    if raised:
        raise answer
    return answer  # type: ignore[no-any-return]  # it is what `job` answers


def _child(asked: IO[bytes], bounds: Bounds) -> tuple[int, bytes]:
    """Start the process, read its answer until it ends, and leave nothing running. Raises TooMuchError."""
    command = [sys.executable, "-m", "olievlek.core.bounded"]
    environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    with subprocess.Popen(  # noqa: S603  # our own interpreter and module
        command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    ) as process:
        try:
            assert process.stdout is not None  # for mypy: it was asked for above
            told = _read(process.stdout, bounds)
            return process.wait(timeout=5), told
        except subprocess.TimeoutExpired as error:
            raise TooMuchError("time") from error
        finally:
            process.kill()


def _read(pipe: IO[bytes], bounds: Bounds) -> bytes:
    until, pieces, size = time.monotonic() + bounds.wall, list[bytes](), 0
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            raise TooMuchError("time")
        piece = os.read(pipe.fileno(), PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > bounds.answer:
            raise TooMuchError("output")


class _Plain(pickle.Unpickler):
    """Reads an answer of plain values, exceptions and classes of our own, for a decoder may be taken over."""

    def find_class(self, module: str, name: str) -> Any:
        ours = module.partition(".")[0] == __package__.partition(".")[0]
        found = super().find_class(module, name) if ours or module == "builtins" else None
        if not isinstance(found, type) or found.__module__ != module or not (ours or issubclass(found, PLAIN)):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer.")
        return found


def _limit(bounds: Bounds) -> None:
    """Before the file is looked at. The clock ends this process too when the web that started it is gone."""
    import resource  # only the bounded process needs it

    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() + bounds.memory
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.cpu, bounds.cpu + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(int(bounds.wall) + 1)


def main() -> None:
    """The bounded process: read what is asked, within bounds, and write what came of it."""
    out = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no answer
    try:
        job, bounds, args, kwargs = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process that started us
        _limit(bounds)
        try:
            told = pickle.dumps((False, job(*args, **kwargs)))
        except MemoryError:
            raise
        except Exception as error:  # all of them go back to who asked
            error.__traceback__ = error.__context__ = error.__cause__ = None
            told = pickle.dumps((True, error))
        view = memoryview(told)
        while view:
            view = view[os.write(out, view) :]
    except MemoryError:
        os._exit(NO_MEMORY)
    os._exit(0)


if __name__ == "__main__":
    main()
