"""Serve a copy of the loaded content on a free port, as production does."""

import fcntl
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.prepared import sqlite_tables

ROOT = Path(__file__).resolve().parent.parent.parent
MODERATOR = "moderator@demo.test"
COPIER, MAKER = "saar@amersfoort.example", "bas@utrecht.example"
PASSWORD = "regen-op-het-dak-van-de-schuur"  # of the people that `furnish` lets in


@dataclass
class Server:
    """A running Olievlek. `url` has no slash at its end."""

    url: str
    environment: dict[str, str]
    known: list[dict[str, Any]] = field(default_factory=list)
    log: Path | None = None

    def password_of(self, email: str) -> str:
        """As it stands in the terminal, for who is of the demo; the neighbours have one of their own."""
        if not email.endswith("@demo.test"):
            return PASSWORD
        assert self.log is not None
        printed: dict[str, str] = dict(re.findall(r"^  (\S+@demo\.test) +(\S+) ", self.log.read_text(), re.MULTILINE))
        return printed[email]

    def run(self, *arguments: str) -> str:
        """An `olievlek` command, or `-m module`, beside the server; its output."""
        command = [sys.executable, *(arguments if arguments[0] == "-m" else ["-m", "olievlek", *arguments])]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def pages(self) -> list[dict[str, Any]]:
        """Every GET name of the resolver with an address that leads somewhere, per language and role."""
        if not self.known:
            self.known = json.loads(self.run("-m", "tests.browser.pages"))
        return self.known


def environment(folder: Path, port: int) -> dict[str, str]:
    """The product's own settings; nothing of the tests."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "SECRET_KEY"}}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "olievlek.settings",
        "OLIEVLEK_DATA": str(folder),
        "OLIEVLEK_BASE_URL": f"http://localhost:{port}",
        "PORT": str(port),
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def loaded_content(shared: Path) -> Path:
    """The data folder with all content, made once by whichever process comes first."""
    folder, done = shared / "loaded", shared / "loaded.done"
    with (shared / "loaded.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.copytree(sqlite_tables(shared), folder)
            Server("", environment(folder, 8000)).run("-m", "tests.browser.furnish")
            done.touch()
    return folder


@contextmanager
def served(shared: Path) -> Iterator[Server]:
    """A server of our own on a copy, so that tests that write disturb nobody."""
    copy = Path(tempfile.mkdtemp(prefix="olievlek-browser-"))
    shutil.copytree(loaded_content(shared), copy, dirs_exist_ok=True)
    server = Server(f"http://localhost:{(port := free_port())}", environment(copy, port), log=copy / "server.log")
    command = [sys.executable, "-m", "olievlek", "serve"]
    log = (copy / "server.log").open("w")
    process = subprocess.Popen(command, cwd=ROOT, env=server.environment, stdout=log, stderr=log)
    try:
        wait_for(server.url, process, copy / "server.log")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()
        shutil.rmtree(copy, ignore_errors=True)


def wait_for(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Return once it answers and everything can be found; fail with the log when the server ends first."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url + "/api/v1/health", timeout=5) as answer:
                if json.load(answer)["indexLag"] == 0:
                    return
        except OSError:
            pass
        time.sleep(0.1)
    raise TimeoutError(log.read_text())
