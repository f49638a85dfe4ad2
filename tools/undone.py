"""Undo commits that mended a fault, one at a time, and print which run of tests notices: complete, a room, quick.

    .venv/bin/python tools/undone.py [--draw 20] [--seed 11] [--kept FILE]

`tests/mended.txt` lists the commits. Of each drawn one the change to `src/` is taken back in a work tree of its own;
the tests stay as they are. One that later changes grew over is said, and the next is drawn. First the tests that came
with the mending are run, then what is quick; only when none of them fails the whole suite is asked.
Prints a line for each and the sums.
With `--kept` a run that was stopped goes on where it was: what is known of a commit stands in that file, a line each.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET  # our own report
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "mended.txt"
PYTEST = [str(ROOT / ".venv/bin/python"), "-m", "pytest", "-q", "-p", "no:randomly"]


@dataclass
class Noticed:
    """Which tests failed, and in which runs they stand."""

    commit: str
    subject: str
    failed: list[str] = field(default_factory=list)
    quick: bool = False
    room: bool = False
    grown_over: bool = False

    def line(self) -> str:
        if self.grown_over:
            return f"{self.commit}  grown over: {self.subject[:80]}"

        def word(is_so: bool, name: str) -> str:
            return f"{name} {'yes' if is_so else 'NO '}"

        runs = [word(bool(self.failed), "complete"), word(self.room, "room"), word(self.quick, "quick")]
        return f"{self.commit}  {'  '.join(runs)}  {self.subject[:70]}  ← {', '.join(self.failed[:1])}"


def main() -> int:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--draw", type=int, default=20)
    asked.add_argument("--seed", type=int, default=11)
    asked.add_argument("--kept", type=Path)
    given = asked.parse_args()
    commits = [line.split()[0] for line in LIST.read_text().splitlines() if line.strip() and line[0] != "#"]
    random.Random(given.seed).shuffle(commits)
    known = kept(given.kept)
    found: list[Noticed] = []
    with work_tree() as tree:
        for commit in commits:
            if len(found) == given.draw:
                break
            one = known.get(commit) or undone(tree, commit)
            print(one.line(), flush=True)
            if given.kept and commit not in known:
                with given.kept.open("a") as out:
                    out.write(json.dumps(asdict(one)) + "\n")
            found += [] if one.grown_over else [one]
    for name, held in (
        ("complete", [bool(x.failed) for x in found]),
        ("room", [x.room for x in found]),
        ("quick", [x.quick for x in found]),
    ):
        print(f"{name}: {sum(held)} of {len(found)}")
    return 0 if all(one.failed for one in found) else 1


def kept(file: Path | None) -> dict[str, Noticed]:
    """By commit, of a run that was stopped."""
    lines = file.read_text().splitlines() if file and file.exists() else []
    return {one.commit: one for one in (Noticed(**json.loads(line)) for line in lines)}


@contextmanager
def work_tree() -> Iterator[Path]:
    """The newest commit in a folder of its own, with the same packages."""
    with tempfile.TemporaryDirectory(prefix="olievlek-undone-") as made:
        tree = Path(made) / "tree"
        git(ROOT, "worktree", "add", "-q", "--detach", str(tree), "HEAD")
        (tree / "build").symlink_to(ROOT / "build")
        made_by = [str(ROOT / ".venv/bin/python"), "-m", "olievlek", "compile_messages"]
        there = {**os.environ, "PYTHONPATH": f"{tree}/src", "OLIEVLEK_DATA": f"{made}/data"}
        subprocess.run(made_by, cwd=tree, env=there, capture_output=True, check=True)
        try:
            yield tree
        finally:
            git(ROOT, "worktree", "remove", "--force", str(tree))


def undone(tree: Path, commit: str) -> Noticed:
    """The commit taken back and asked about, unless later changes grew over it."""
    git(tree, "reset", "-q", "--hard", "HEAD")
    subject = git(tree, "log", "-1", "--format=%s", commit)
    tests = git(tree, "show", "--name-only", "--format=", commit, "--", "tests").splitlines()
    if not takes_back(tree, commit):
        return Noticed(commit, subject, grown_over=True)
    near = sorted(
        {path for one in tests for path in tree.glob(f"tests/**/{Path(one).name}") if path.name[:5] == "test_"}
    )
    one = Noticed(commit, subject)
    rooms = {path.split("/")[2] for path in git(tree, "diff", "--name-only").splitlines() if path.startswith("src/")}
    for asked in ([str(path.relative_to(tree)) for path in near], ["--take=quick", "tests"], ["tests"]):
        if asked and not one.failed:
            one.failed = because_of_it(tree, failing(tree, asked))
    one.quick = bool(one.failed) and is_taken(tree, "quick", one.failed)
    one.room = any(is_taken(tree, f"room:{room}", one.failed) for room in rooms) if one.failed else False
    return one


def because_of_it(tree: Path, failed: list[str]) -> list[str]:
    """Without those that fail also where nothing is taken back."""
    if not failed or failed[0].startswith("every test"):
        return failed
    taken_back = subprocess.run(["git", "diff", "--binary"], cwd=tree, capture_output=True, check=True).stdout
    git(tree, "reset", "-q", "--hard", "HEAD")
    anyway = failing(tree, sorted({name.split("::")[0] for name in failed}))
    subprocess.run(["git", "apply"], cwd=tree, input=taken_back, check=True)
    return [name for name in failed if name not in anyway]


def takes_back(tree: Path, commit: str) -> bool:
    """Revert what it did to `src/`; renames are followed. False where that conflicts, or nothing is left."""
    subprocess.run(
        ["git", "-c", "merge.conflictstyle=merge", "revert", "--no-commit", commit],
        cwd=tree, capture_output=True, text=True, check=False,
    )  # fmt: skip
    conflicts = git(tree, "diff", "--name-only", "--diff-filter=U").splitlines()
    if any(line.startswith("src/") and not line.endswith(".po") for line in conflicts):
        git(tree, "reset", "-q", "--hard", "HEAD")
        return False
    git(tree, "reset", "-q")
    kept = ["tests", "docs", "tools", "bench", "pyproject.toml", "CHANGELOG.md", ":(glob)src/**/*.po"]
    git(tree, "checkout", "-q", "HEAD", "--", *(one for one in kept))
    return bool(git(tree, "diff", "--name-only", "--", "src"))


def failing(tree: Path, paths: list[str]) -> list[str]:
    """The tests that fail, by their ids; a file that can not be read fails as a whole."""
    report = tree / "report.xml"
    report.unlink(missing_ok=True)
    there = {**os.environ, "PYTHONPATH": f"{tree}/src:{tree}", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [*PYTEST, "-n", str(len(os.sched_getaffinity(0))), "-m", "not browser", f"--junitxml={report}", *paths],
        cwd=tree, env=there, capture_output=True, check=False,
    )  # fmt: skip
    if not report.exists():
        return ["every test: the product does not start"]
    cases = ET.parse(report).getroot().iter("testcase")
    return [
        f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]


def is_taken(tree: Path, take: str, names: list[str]) -> bool:
    """Whether a run of this kind asks one of these tests."""
    if names[0].startswith("every test"):
        return True
    there = {**os.environ, "PYTHONPATH": f"{tree}/src:{tree}"}
    files = sorted({name.split("::")[0] for name in names})
    done = subprocess.run(
        [*PYTEST, "--collect-only", f"--take={take}", *files],
        cwd=tree, capture_output=True, text=True, check=False, env=there,
    )  # fmt: skip
    return not set(names).isdisjoint(done.stdout.splitlines())


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
