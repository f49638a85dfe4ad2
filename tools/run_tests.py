"""The suite: on SQLite, on PostgreSQL where one is found, in Chromium where one is found (docs/testing.md).

    python tools/run_tests.py               the complete run of this commit (tests/turns.py)
    python tools/run_tests.py --complete    the same, and exit 3 when a database, the browser or nginx was left out
    python tools/run_tests.py --quick       what costs little, on SQLite
    python tools/run_tests.py --room cases  everything of one room, and of the others what costs little, on SQLite

What is left out is said in the last lines; `.ci/run` turns that into a failure.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [str(ROOT / ".venv/bin/pytest"), "-q", "--no-loadscope-reorder"]
CORES = len(os.sched_getaffinity(0))


def found_initdb() -> str | None:
    """`initdb` on the PATH, or where Debian keeps it."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return shutil.which("initdb") or (str(debian[0]) if debian else None)


def as_somebody() -> list[str]:
    """PostgreSQL refuses to run as root: become its own user, or nobody."""
    if os.geteuid() != 0:
        return []
    known = {line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()}
    name = "postgres" if "postgres" in known else "nobody"
    return [
        "setpriv",
        f"--reuid={name}",
        f"--regid={'postgres' if name == 'postgres' else 'nogroup'}",
        "--clear-groups",
    ]


@contextmanager
def own_postgres() -> Iterator[str | None]:
    """Address of a PostgreSQL for this run: DATABASE_URL, else a fresh cluster on a socket; None when neither is."""
    given, initdb = os.environ.get("DATABASE_URL"), found_initdb()
    if given or not initdb:
        yield given
        return
    become, folder = as_somebody(), Path(tempfile.mkdtemp(prefix="olievlek-pg-"))
    folder.chmod(0o777)
    data, bin_folder = folder / "data", Path(initdb).resolve().parent
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": folder}
    subprocess.run([*become, initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"], check=True, **quiet)
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=100"
    control = [*become, str(bin_folder / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run([*control, "-o", options, "-l", str(folder / "log"), "start"], check=True, **quiet)
    try:
        yield f"postgresql://postgres:@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, **quiet)
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Run:
    """One pytest run in a process of its own; what it prints is kept until it ends."""

    name: str
    process: "subprocess.Popen[bytes]"
    printed: Path
    began: float

    def passed(self, status: int, used: resource.struct_rusage) -> bool:
        """It ended; print what it printed, its time and the processor time of all its processes."""
        self.process.returncode = code = os.waitstatus_to_exitcode(status)
        print(f"\n== {self.name}\n{self.printed.read_text()}", end="")
        busy = (used.ru_utime + used.ru_stime) / 60
        print(f"== {self.name}: {time.monotonic() - self.began:.0f} s, {busy:.1f} processor minutes", flush=True)
        self.printed.unlink()
        return code == 0


def all_passed(runs: list[Run]) -> bool:
    """Wait for each, whichever ends first."""
    by_process, passed = {one.process.pid: one for one in runs}, []
    while by_process:
        pid, status, used = os.wait3(0)
        if pid in by_process:
            passed.append(by_process.pop(pid).passed(status, used))
    return all(passed)


def start(name: str, processes: int, *more: str, **environment: str) -> Run:
    """Begin a pytest run in so many processes."""
    clean = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    handle, path = tempfile.mkstemp(prefix="olievlek-run-")
    process = subprocess.Popen(
        [*PYTEST, "-n", str(processes), *more],
        cwd=ROOT,
        env={**clean, **environment},
        stdout=handle,
        stderr=subprocess.STDOUT,
    )
    os.close(handle)
    return Run(name, process, Path(path), time.monotonic())


def idle() -> float:
    """Seconds that cores of this machine had nothing to do, since it started."""
    idle_ticks = Path("/proc/stat").read_text().split()[4:6]  # of all cores together; the second is waiting for a disk
    return sum(map(int, idle_ticks)) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Run what is asked; exit 1 when anything failed, and 3 when `--complete` and something was left out."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--complete", action="store_true")
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--room", default="")
    given = asked.parse_args()
    if given.room and not (ROOT / "tests" / given.room).is_dir():
        named = {path.parent.name for path in (ROOT / "src" / "olievlek").glob("*/apps.py")}
        rooms = sorted(path.name for path in (ROOT / "tests").iterdir() if path.name in named)
        asked.error(f"there are no tests of a room {given.room!r}; the rooms are {', '.join(rooms)}")
    if given.quick or given.room:
        take = f"room:{given.room}" if given.room else "quick"
        return 0 if all_passed([start(take, CORES, f"--take={take}")]) else 1
    return everything(given.complete)


def everything(complete: bool) -> int:
    """All of this commit: SQLite on as many processes as cores, PostgreSQL and Chromium beside it on half as many each.

    More processes than cores: each waits for another program now and then. What is dear to make they share in a folder.
    """
    left_out, began, half = [], idle(), max(1, CORES // 2)
    with own_postgres() as address, tempfile.TemporaryDirectory(prefix="olievlek-tests-") as shared:
        runs = [start("SQLite", CORES, "--take=complete", "-m", "not browser", TESTS_SHARED=shared)]
        if address:
            here = ("--take=complete", "-m", "not browser and not sweep")
            runs.append(start("PostgreSQL", half, *here, DATABASE_URL=address, TESTS_SHARED=shared))
        else:
            left_out.append("PostgreSQL tests: no DATABASE_URL and no initdb on this machine")
        if shutil.which("chromium"):
            runs.append(start("Chromium", half, "--take=complete", "-m", "browser", TESTS_SHARED=shared))
        else:
            left_out.append("browser tests: no `chromium` on the PATH")
        passed = all_passed(runs)
    took = time.monotonic() - runs[0].began
    print(f"== together: {took:.0f} s on {CORES} cores, idle {(idle() - began) / CORES / took:.0%}")
    if not shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        left_out.append("tests behind a proxy: no `nginx` on this machine")
    for line in left_out:
        print(f"LEFT OUT: {line}")
    if not passed:
        return 1
    return 3 if left_out and complete else 0


if __name__ == "__main__":
    sys.exit(main())
