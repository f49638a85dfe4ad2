"""Which tests and pages have their turn in this run: always what changed, and of the rest a share that goes round.

The share follows the day of the last commit: the same commit sees the same on every machine, and so many days one after
another see everything. `TESTS_TURN=all` takes everything, as `make proof` does; a number takes that turn.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from zlib import crc32

ROOT = Path(__file__).resolve().parent.parent
EVERY = os.environ.get("TESTS_TURN") == "all" or os.environ.get("OLIEVLEK_LOOKS") == "all"
DAY = 24 * 3600  # seconds: a session of work
SEEN = re.compile(r"src/olievlek/([a-z_]+)/(?:templates/|views|forms|.*\.css$)")  # files that draw pages
FEW = 4  # rooms; when more of them changed, a larger share of all pages is seen instead


@cache
def turn() -> int:
    """The number of the day of the last commit, or what `TESTS_TURN` says; 0 where there is no git.

    All commits of one day have one turn, so that what was run while working is what is asked when it lands.
    """
    given, last = os.environ.get("TESTS_TURN", ""), _git("log", "-1", "--format=%ct")
    return int(given) if given.isdigit() else int(last) // DAY + 1 if last else 0


@cache
def changed_rooms() -> frozenset[str]:
    """Rooms whose pages changed in the day before the last commit, or since it; a file that only moved did not."""
    last = _git("log", "-1", "--format=%ct")
    if not last:
        return frozenset()
    before = _git("rev-list", "-1", f"--before={int(last) - DAY}", "HEAD")
    return rooms_of(_git("diff", "--numstat", "-M", before or "HEAD", "--", "src").splitlines())


def rooms_of(lines: Iterable[str]) -> frozenset[str]:
    """The rooms that draw pages otherwise, of lines as `git diff --numstat` writes them."""
    cells = (line.split("\t", 2) for line in lines if line.count("\t") == 2)
    changed = (_new_name(path) for added, taken, path in cells if (added, taken) != ("0", "0"))
    return frozenset(found[1] for path in changed if (found := SEEN.match(path)))


def has_turn(name: str, *, of: int) -> bool:
    """Whether it is seen now, when everything is seen once in `of` commits."""
    return EVERY or crc32(name.encode()) % of == turn() % of


def page_has_turn(name: str, *, of: int) -> bool:
    """The same for the page with this address name ("room:page"); pages of a room that changed are always seen."""
    changed = changed_rooms()
    if len(changed) > FEW:
        return has_turn(name, of=max(of - 1, 1))
    return name.split(":")[0] in changed or has_turn(name, of=of)


def _new_name(path: str) -> str:
    """`a/{old => new}/b` is how git writes a file that moved."""
    return re.sub(r"\{.* => (.*)\}", r"\1", path).replace("//", "/").rsplit(" => ", 1)[-1]


def _git(*arguments: str) -> str:
    """Nothing where there is no git, or no history."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
