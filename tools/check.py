"""make check: every inspector in turn, all of them even when one complains."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv/bin"
NOT_AUDITED = "NOT AUDITED"
MOST_LINES = 3_000
LARGER = {"core": 7_000, "organisations": 5_500, "accounts": 3_900, "surveys": 3_750, "index": 3_500}
"""Rooms that are still larger than a room should be, with how large they may be: these numbers only go down."""
Done = subprocess.CompletedProcess[str]
Run = Callable[[list[str]], Done]


@dataclass(frozen=True)
class Verdict:
    """`state` is ok, FAILED or NOT AUDITED."""

    state: str
    text: str = ""


def templates() -> list[str]:
    """The templates djade reads."""
    return [str(path) for path in sorted((ROOT / "src").glob("olievlek/*/templates/**/*.html"))]


def checks() -> dict[str, list[str]]:
    """Name to command."""
    return {
        "ruff": [str(BIN / "ruff"), "check", "-q", "."],
        "format": [str(BIN / "ruff"), "format", "-q", "--check", "."],
        "mypy": [str(BIN / "mypy")],
        "rooms": [str(BIN / "lint-imports"), "--no-logo"],
        "djade": [str(BIN / "djade"), "--target-version", "5.2", "--check", *templates()],
        "html": [sys.executable, "tools/check_html.py"],
    }


def lines_of_rooms(source: Path = ROOT / "src/olievlek") -> dict[str, int]:
    """Room to lines of Python, without migrations."""
    return {
        app.parent.name: sum(
            len(path.read_text(encoding="utf-8").splitlines())
            for path in app.parent.rglob("*.py")
            if "migrations" not in path.parts
        )
        for app in sorted(source.glob("*/apps.py"))
    }


def size_of_rooms(rooms: dict[str, int]) -> Verdict:
    """A room of more lines than one can hold is cut; an exception that is larger than it needs to be is lowered."""
    wrong = [f"{room}: {n:,} lines, {most:,} at most" for room, n in rooms.items() if n > (most := most_of(room))]
    wrong += [
        f"{room}: {rooms[room]:,} lines; lower its exception" for room in LARGER if rooms[room] < LARGER[room] - 300
    ]
    over = ", ".join(f"{room} {rooms[room]:,}" for room in LARGER)
    return Verdict("FAILED", "\n".join(wrong)) if wrong else Verdict("ok", f"over {MOST_LINES:,} lines still: {over}")


def most_of(room: str) -> int:
    """How many lines this room may have."""
    return LARGER.get(room, MOST_LINES)


def holes_in_python(run: Run) -> Verdict:
    """Known holes of the installed packages. A registry without advisories answers nothing: that is no "ok"."""
    done = run([str(BIN / "pip-audit"), "--progress-spinner", "off", "--skip-editable", "--local", "-f", "json"])
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict(NOT_AUDITED, last_line(done))
    holes = [f"{one['name']}: {hole['id']}" for one in packages for hole in one.get("vulns", [])]
    unknown = sum("skip_reason" in one for one in packages)
    return judged(holes, unknown, len(packages))


def holes_in_npm(run: Run) -> Verdict:
    """The same of what package-lock.json names."""
    done = run(
        [shutil.which("npm", path=f"{BIN}:{os.environ['PATH']}") or "npm", "audit", "--json", "--package-lock-only"]
    )
    try:
        told = json.loads(done.stdout)
        holes, total = sorted(told["vulnerabilities"]), told["metadata"]["dependencies"]["total"]
    except (ValueError, KeyError, TypeError):
        return Verdict(NOT_AUDITED, "the npm registry of this machine gives no advisories")
    return judged(holes, 0, total)


def judged(holes: list[str], unknown: int, total: int) -> Verdict:
    """A hole fails; a package nobody looked at is said; only all looked at and none found is ok."""
    if holes:
        return Verdict("FAILED", "\n".join(holes))
    if unknown or not total:
        return Verdict(NOT_AUDITED, f"{unknown} of {total} packages could not be looked up here")
    return Verdict("ok", f"{total} packages")


def last_line(done: Done) -> str:
    """Why a program stopped."""
    return ((done.stderr or done.stdout).strip().splitlines() or ["it said nothing"])[-1][:200]


def run(command: list[str]) -> Done:
    """A program that is not there counts as one that failed."""
    environment = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}"}
    try:
        return subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment, timeout=600
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 127, "", str(error))


def inspected(command: list[str]) -> Verdict:
    """One of `checks()`."""
    done = run(command)
    return Verdict(
        "FAILED" if done.returncode else "ok", (done.stdout + done.stderr)[-6000:] if done.returncode else ""
    )


def main() -> int:
    """0 when all are content. What could not be audited is said again at the end, and is not called ok."""
    told = {}
    asked = {name: partial(inspected, command) for name, command in checks().items()}
    asked |= {"size of rooms": partial(size_of_rooms, lines_of_rooms())}
    asked |= {"known holes, Python": partial(holes_in_python, run), "known holes, npm": partial(holes_in_npm, run)}
    for name, ask in asked.items():
        told[name] = verdict = ask()
        print(f"{name}: {verdict.state}{' (' + verdict.text + ')' if verdict.text else ''}", flush=True)
    for name, verdict in told.items():
        if verdict.state == NOT_AUDITED:
            print(f"{NOT_AUDITED}: {name}. Run make check where the registry gives advisories.")
    return 1 if any(verdict.state == "FAILED" for verdict in told.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
