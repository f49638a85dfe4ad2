"""A thousand people open the same QR code within a minute, from one address; the server runs on this machine.

    .venv/bin/python bench/session.py [PEOPLE] [SECONDS]

Each opens the welcome page, says where she works, and gets the first statements. Prints errors and milliseconds.
"""

import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8989
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories.surveys import make_round
round_ = make_round(expected=1000)
print(round_.open_key, round_.code)
"""


def environment(folder: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SECRET_KEY"}}
    more = {"DJANGO_SETTINGS_MODULE": "olievlek.settings", "OLIEVLEK_DATA": folder, "PORT": str(PORT)}
    return {**kept, **more, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


class Visitor:
    """One phone: keeps its cookies, follows no link by itself."""

    def __init__(self) -> None:
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **fields: str) -> tuple[int, str, str]:
        """Status, where it leads to, and the page."""
        connection = http.client.HTTPConnection("localhost", PORT, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, urllib.parse.urlencode(fields) if fields else None, headers)
        answer = connection.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _is, kept = value.partition(";")[0].partition("=")
                self.cookies[key] = kept
        connection.close()
        return answer.status, answer.getheader("Location") or "", page


def visit(key: str, code: str, begin: float, times: list[float], errors: list[str]) -> None:
    """Wait for her moment, then come in."""
    time.sleep(max(0, begin - time.perf_counter()))
    visitor = Visitor()
    try:
        started = time.perf_counter()
        status, _to, page = visitor.ask("GET", f"/d/{key}/")
        times.append(time.perf_counter() - started)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        if status != 200 or not token:
            raise RuntimeError(f"welcome: {status}")
        sent = {"csrfmiddlewaretoken": token[1], "token": key, "layer": "practice"}
        status, to, _page = visitor.ask("POST", f"/d/{code}/begin/", **sent)
        if status != 302 or visitor.ask("GET", to)[0] != 200:
            raise RuntimeError(f"begin: {status} {to}")
    except (OSError, RuntimeError) as error:
        errors.append(str(error))


def main(people: int, seconds: int) -> None:
    python = str(ROOT / ".venv/bin/python")
    with tempfile.TemporaryDirectory() as folder:
        told = subprocess.run(
            [python, "-c", PREPARE], cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=True
        )
        key, code = told.stdout.split()
        server = subprocess.Popen(
            [python, "-m", "olievlek", "serve"], cwd=ROOT, env=environment(folder), stdout=subprocess.DEVNULL
        )
        try:
            wait_until_open()
            measure(key, code, people, seconds)
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_until_open() -> None:
    for _ in range(300):
        try:
            Visitor().ask("GET", "/d/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server does not open")


def measure(key: str, code: str, people: int, seconds: int) -> None:
    times: list[float] = []
    errors: list[str] = []
    start = time.perf_counter()
    threads = [
        threading.Thread(target=visit, args=(key, code, start + number * seconds / people, times, errors))
        for number in range(people)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent, ordered = time.perf_counter() - start, sorted(times)
    at = {part: 1000 * ordered[int(len(ordered) * part) - 1] for part in (0.5, 0.95, 0.99)}
    place = f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.0f}"
    print(f"{people} people in {spent:.0f} s on {place}: {len(errors)} errors {set(errors) or ''}")
    print(f"opening: p50 {at[0.5]:.0f} ms, p95 {at[0.95]:.0f} ms, p99 {at[0.99]:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 60)
