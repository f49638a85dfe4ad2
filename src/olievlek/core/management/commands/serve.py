"""olievlek serve: web and worker together, in the foreground; both end on SIGTERM."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from olievlek.core import commands
from olievlek.core.welcome import welcome

PATIENCE = 60  # seconds that the port stays closed for a large index; after that pages say that it is being made
QUIET = 2  # seconds after which the person at the terminal is told why nothing happens yet


class Command(commands.Command):
    help = "Serve Olievlek on PORT, with its worker. Ends wholly on SIGTERM or Ctrl-C."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on")

    def handle(self, *_args: Any, host: str, **_options: Any) -> None:
        refuse_an_open_door(host)
        refuse_a_port_in_use(host, settings.PORT)
        stopping: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda caught, _frame: stopping.append(caught))
        preparing = subprocess.Popen([sys.executable, "-m", "olievlek", "prepare"])
        try:
            wait_until_prepared(preparing, stopping, self.say)
            if not stopping:
                self.serve(host, stopping)
        finally:
            end([preparing])

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def serve(self, host: str, stopping: list[int]) -> None:
        """Until a signal, or until one of the two ends by itself."""
        children = [subprocess.Popen(command) for command in self.commands(host)]  # noqa: S603  # our own commands
        if wait_until_open(host, settings.PORT, children):
            self.say(welcome())
        while not stopping and all(child.poll() is None for child in children):
            time.sleep(0.2)
        end(children)
        if not stopping:
            raise CommandError("Web or worker ended by itself; its last lines stand above.")

    def commands(self, host: str) -> list[list[str]]:
        """The two processes: granian over RSGI, and the worker."""
        web = ["-m", "granian", "--interface", "rsgi", "--host", host, "--port", str(settings.PORT)]
        web += [
            "--http1-header-read-timeout",
            "10000",
            "--no-ws",
            "--log-level",
            "warning",
            "olievlek.rsgi:application",
        ]
        return [[sys.executable, *web], [sys.executable, "-m", "olievlek", "worker", "--parent", str(os.getpid())]]


def refuse_an_open_door(host: str) -> None:
    """Demo people may sign in without a password: they live on this machine only."""
    if settings.OLIEVLEK_DEMO and settings.ON_LOOPBACK and host not in {"127.0.0.1", "::1", "localhost"}:
        raise CommandError(
            f"Listening on {host} would show the demo people to others. Set OLIEVLEK_BASE_URL to the address that "
            "people use, or OLIEVLEK_DEMO=0."
        )


def refuse_a_port_in_use(host: str, port: int) -> None:
    """Say it plainly when somebody listens there already."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is in use. Stop what runs there, or choose another: PORT={port + 1} make run"
            ) from error


def wait_until_prepared(preparing: "subprocess.Popen[bytes]", stopping: list[int], say: Callable[[str], None]) -> None:
    """Until it is done, failed (the worker tries again), takes longer than a visitor waits, or is asked to stop."""
    began, told = time.monotonic(), False
    while preparing.poll() is None and not stopping:
        waited = time.monotonic() - began
        if waited >= PATIENCE:
            say("The search index is not ready yet. The site opens now, and says so on its pages until it is.")
            return
        if waited >= QUIET and not told:
            say(f"Making the search index. The site opens when it is ready, or after {PATIENCE} seconds.")
            told = True
        time.sleep(0.05)


def wait_until_open(host: str, port: int, children: list["subprocess.Popen[bytes]"]) -> bool:
    """True once the web answers; False when a child died first."""
    while all(child.poll() is None for child in children):
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return True
    return False


def end(children: list["subprocess.Popen[bytes]"]) -> None:
    """Ask every child to end, and make it so after ten seconds."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
