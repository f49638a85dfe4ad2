"""Where the index lies: one folder for each build, and a small file that names the current one.

A build is an engine with the words it was analysed with; both change together or not at all, for every process.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from olievlek.core import memory
from olievlek.index.associations import FILE, Associations, read
from olievlek.index.engine import IndexBusyError
from olievlek.index.ranking import Language
from olievlek.index.split import SplitEngine

FORMAT = 6  # raise it when the schema or the analysis changes: every folder is then built anew
KNOWLEDGE, STALE = "words.json", "stale"


@dataclass(frozen=True)
class Build:
    """One open build: from how many public documents it was learnt, at which sequence, when (seconds since 1970)."""

    name: str
    engine: SplitEngine
    language: Language
    identity: str
    documents: int
    sequence: int
    built_at: float


_lock = threading.Lock()
_learnt: dict[Path, tuple[int, Associations | None]] = {}
_open: dict[Path, tuple[tuple[int, int], Build]] = {}


def root() -> Path:
    """The folder of all builds of this installation."""
    return Path(settings.OLIEVLEK_DATA) / "index"


def current() -> Build | None:
    """The build to read, or None where there is none of this format yet; costs one stat while nothing is swapped."""
    pointer = root() / "current"
    try:
        stat = pointer.stat()
        stamp = (stat.st_mtime_ns, stat.st_ino)
        if (build := _opened(pointer, stamp)) is not None:
            return build
        with _lock:
            if (build := _opened(pointer, stamp)) is not None:  # another thread was first
                return build
            build = _read(pointer.read_text().strip())
            _open.clear()
            _open[pointer] = (stamp, build)
            memory.settle_again()
        return build
    except (OSError, ValueError, TypeError):
        return None


def _opened(pointer: Path, stamp: tuple[int, int]) -> Build | None:
    kept = _open.get(pointer)
    return kept[1] if kept and kept[0] == stamp and kept[1].engine.is_there() else None


def associations(build: Build) -> Associations | None:
    """What was learnt for this build; None until the worker came round to it."""
    folder, stamp = root() / build.name, learnt_at(build)
    if not stamp:
        return None
    kept = _learnt.get(folder)
    if kept is None or kept[0] != stamp:
        _learnt.clear()
        kept = _learnt[folder] = (stamp, read(folder))
    return kept[1]


def learnt_at(build: Build) -> int:
    """When (nanoseconds since 1970) the worker came round to it, also with too little to learn from; 0 until then."""
    try:
        return (root() / build.name / FILE).stat().st_mtime_ns
    except OSError:
        return 0


def keep(build: Build, learnt: Associations) -> None:
    """Let every process use these associations with this build."""
    learnt.write(root() / build.name)


def mark_stale(build: Build) -> None:
    """Something that this build learnt from is public no more: a document or the last place of a word.

    What it learnt stays until the next build, which is made soon.
    """
    (root() / build.name / STALE).touch()


def is_stale(build: Build) -> bool:
    return (root() / build.name / STALE).exists()


def took(build: Build) -> float:
    """How many seconds it took to make the current build."""
    return max(0.0, (root() / "current").stat().st_mtime - build.built_at)


@contextmanager
def writing() -> Iterator[None]:
    """Only one process at a time; another one is told that it is busy."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusyError from error
        yield


def start(counts: Mapping[str, int], *, identity: str, documents: int, sequence: int) -> Build:
    """An empty build beside the current one; nobody reads it before `publish`."""
    name = f"{FORMAT}-{time.time_ns()}"
    folder = root() / name
    folder.mkdir(parents=True)
    knowledge = {"identity": identity, "documents": documents, "sequence": sequence, "built_at": time.time()}
    (folder / KNOWLEDGE).write_text(json.dumps(knowledge | {"counts": dict(counts)}, ensure_ascii=False))
    return _read(name)


def publish(build: Build) -> None:
    """Let every process read this build from now on, and take the folders of older ones away."""
    pointer = root() / "current"
    before = pointer.read_text().strip() if pointer.exists() else ""
    fresh = root() / "current.new"
    fresh.write_text(build.name)
    fresh.replace(pointer)
    for folder in root().iterdir():
        # the one before stays for a process that read its name a moment ago
        if folder.is_dir() and folder.name not in (build.name, before):
            shutil.rmtree(folder, ignore_errors=True)


def _read(name: str) -> Build:
    folder = root() / name
    if not name.startswith(f"{FORMAT}-"):
        raise ValueError(name)
    known = json.loads((folder / KNOWLEDGE).read_text())
    language = Language.learn(known.pop("counts"))
    return Build(name=name, engine=SplitEngine(folder / "engine"), language=language, **known)
