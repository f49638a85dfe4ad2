"""Serve a world and ask for its pages: how many a second, how long each takes, and what the memory does.

    .venv/bin/python bench/serve.py --size country --seconds 60 --before 4b137ee
    .venv/bin/python bench/serve.py --size country --minutes 30 --writes 5

First with 4 and then with 50 clients; four of five requests are for one of a few pages, the rest is for a page that was
not asked before. `--before` serves the same world with an older commit first. `--writes` hides and shows examples from
another process meanwhile, so many times a second, and asks after each as a visitor whether the page knows.
SQLite only: the world is copied first, so the kept one stays as it is.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPEATS, FEW = 0.8, 40  # share of the requests that are for one of so many pages
CLIENTS = (4, 50)


@dataclass
class Tally:
    """What came of the requests of all clients."""

    repeat: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    errors: int = 0

    def told(self, seconds: float) -> str:
        done = len(self.repeat) + len(self.first)
        parts = [f"{done / seconds:7.1f} pages a second, {self.errors} errors"]
        for name, times in (("repeat", self.repeat), ("first", self.first)):
            if len(times) > 1:
                p95 = statistics.quantiles(times, n=20)[18]
                parts.append(f"{name} p50 {statistics.median(times):.0f} p95 {p95:.0f} ms")
        return "; ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="country")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--writes", type=float, default=0, help="a second")
    parser.add_argument("--before", default="", help="a commit to serve first")
    parser.add_argument("--write-here", action="store_true", help="the process that writes; used by itself")
    given = parser.parse_args()
    if given.write_here:
        _write(given.writes)
        return
    os.environ.pop("DATABASE_URL", None)
    seconds = given.minutes * 60 or given.seconds
    for commit in [*([given.before] if given.before else []), ""]:
        with _served(given.size, commit) as (process, port, environment):
            print(f"== {commit or 'now'}, {given.size}")
            addresses = _addresses(environment)
            if given.writes:
                _mixed(process, port, environment, addresses, seconds=seconds, writes=given.writes)
            else:
                for clients in CLIENTS:
                    print(
                        f"{clients:3} clients: {load(port, addresses, clients=clients, seconds=seconds).told(seconds)}"
                    )


def load(port: int, addresses: list[str], *, clients: int, seconds: float) -> Tally:
    """Ask from so many connections at once, each as fast as it is answered."""
    tally, lock = Tally(), threading.Lock()
    few, rest = addresses[:FEW], iter(addresses[FEW:])
    until = time.monotonic() + seconds

    def one(number: int) -> None:
        draw, line = random.Random(number), http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < until:
            is_repeat = draw.random() < REPEATS
            with lock:
                path = draw.choice(few) if is_repeat else next(rest, "") or draw.choice(few)
            begun = time.perf_counter()
            try:
                line.request("GET", path, headers={"Host": "localhost"})
                answer = line.getresponse()
                answer.read()
                fine = answer.status == 200
            except (OSError, http.client.HTTPException):
                line.close()
                fine = False
            taken = (time.perf_counter() - begun) * 1000
            with lock:
                (tally.repeat if is_repeat else tally.first).append(taken)
                tally.errors += not fine

    threads = [threading.Thread(target=one, args=[number]) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def _mixed(
    process: subprocess.Popen[bytes],
    port: int,
    environment: dict[str, str],
    addresses: list[str],
    *,
    seconds: float,
    writes: float,
) -> None:
    """Read with four clients while another process writes; the memory at the start, after warming, and at the end."""
    load(port, addresses[:FEW], clients=4, seconds=20)
    before = _memory(process.pid)
    command = [sys.executable, str(Path(__file__)), "--write-here", "--writes", str(writes)]
    writer = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    tally = load(port, addresses, clients=4, seconds=seconds)
    writer.terminate()
    said = (writer.communicate(timeout=60)[0] or "").strip().splitlines()
    after = _memory(process.pid)
    print(f"  4 clients: {tally.told(seconds)}")
    print(f"  memory {before / 1e6:.0f} MB, then {after / 1e6:.0f} MB: {(after / before - 1) * 100:+.1f} %")
    print(f"  {said[-1] if said else 'no writes'}")


def _write(per_second: float) -> None:
    """Hide and show examples; after each a visitor must see it at once."""
    import django

    django.setup()
    from olievlek.accounts.models import User
    from olievlek.cases import actions
    from olievlek.cases.models import Case

    by = User.objects.order_by("pk")[0]
    rows = list(Case.objects.published().exclude(once=None).order_by("-pk")[:500])
    port, done, stale, failed, begun = int(os.environ["PORT"]), 0, 0, 0, time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    while True:
        case = rows[(done // 2) % len(rows)]
        try:
            if done % 2 == 0:
                actions.hide(case, reason="Proef", by=by)
            else:
                actions.unhide(case, by=by)
            line.request("GET", case.get_absolute_url(), headers={"Host": "localhost"})
            answer = line.getresponse()
            answer.read()
            stale += answer.status != (404 if done % 2 == 0 else 200)
        except Exception as error:
            failed += 1
            print(f"write failed: {error}", file=sys.stderr)
            line.close()
        done += 1
        print(
            f"{done} writes, {done / (time.monotonic() - begun):.1f} a second: {failed} errors, {stale} stale",
            flush=True,
        )
        time.sleep(max(0.0, begun + done / per_second - time.monotonic()))


@contextmanager
def _served(size: str, commit: str) -> Iterator[tuple[subprocess.Popen[bytes], int, dict[str, str]]]:
    """A server on a copy of the world, with the code as it is or as it was."""
    from bench import world
    from tests.browser.server import environment, free_port, wait_for

    with tempfile.TemporaryDirectory(prefix="olievlek-serve-") as place:
        data, code = Path(place) / "data", ROOT
        shutil.copytree(world.made(size)["OLIEVLEK_DATA"], data)
        if commit:
            code = Path(place) / "code"
            code.mkdir()
            old = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=subprocess.PIPE)
            subprocess.run(["tar", "-x", "-C", str(code)], input=old.stdout, check=True)
            (code / "build").symlink_to(ROOT / "build")
        port = free_port()
        kept = {**environment(data, port), "PYTHONPATH": f"{code / 'src'}{os.pathsep}{code}"}
        for command in (["migrate", "-v", "0"], ["compile_messages"], ["collectstatic", "--noinput", "-v", "0"]):
            subprocess.run(
                [sys.executable, "-m", "olievlek", *command], cwd=code, env=kept, check=True, stdout=subprocess.DEVNULL
            )
        log = Path(place) / "log"
        with log.open("w") as out:
            serve = [sys.executable, "-m", "olievlek", "serve"]
            process = subprocess.Popen(serve, cwd=code, env=kept, stdout=out, stderr=out)
            try:
                wait_for(f"http://localhost:{port}", process, log)
                yield process, port, kept
            finally:
                process.terminate()
                process.wait(timeout=30)


def _addresses(environment: dict[str, str]) -> list[str]:
    """Pages of a visitor, the popular ones first: front, lists, themes, and examples, then all other examples."""
    said = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "addresses.py")], env=environment, check=True, capture_output=True
    )
    return said.stdout.decode().split()


def _memory(pid: int) -> int:
    """Bytes of a process and those below it, without what they share."""
    found = 0
    for one in [pid, *_below(pid)]:
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found += sum(int(line.split()[1]) * 1000 for line in lines if line.startswith("Pss:"))
    return found


def _below(pid: int) -> list[int]:
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        for one in map(int, path.read_text().split()):
            found += [one, *_below(one)]
    return found


if __name__ == "__main__":
    main()
