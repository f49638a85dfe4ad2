"""The site under what stopped it: slow senders, floods of files, exports in rows. Served as in production."""

import http.client
import re
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.server import Server, served
from tests.figures import say
from tests.prepared import shared_folder

pytestmark = [pytest.mark.slow, pytest.mark.sqlite]
SLOW = b"POST /inloggen/mail/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"
TIMES = 25


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """With all content, and a folder of its own for temporary files."""
    folder = Path(tempfile.mkdtemp(prefix="olievlek-bounds-"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("TMPDIR", str(folder))
        with served(shared_folder(tmp_path_factory)) as server:
            yield server, folder
    shutil.rmtree(folder, ignore_errors=True)


def ask(port: int, path: str, body: bytes | None = None, kind: str = "") -> int:
    """The status of an answer that came whole."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": "localhost", "Content-Type": kind} if kind else {"Host": "localhost"}
    try:
        connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def front_page(port: int) -> float:
    """The median time in milliseconds; every answer is a good one."""
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        assert ask(port, "/") == 200
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def forty_files() -> tuple[bytes, str]:
    part = b'--x\r\nContent-Disposition: form-data; name="a"; filename="a.bin"\r\n\r\n' + bytes(600_000) + b"\r\n"
    return part * 40 + b"--x--\r\n", "multipart/form-data; boundary=x"


def peak_of(site: Server) -> int:
    """The most memory of a process of this web, in MB."""
    port = site.url.rpartition(":")[2]
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_text().split("\0")
            if "granian" in command and port in command:
                found.append(int(re.findall(r"VmHWM:\s+(\d+)", (folder / "status").read_text())[0]) // 1000)
        except (OSError, IndexError):
            continue
    return max(found)


def test_the_front_page_answers_while_the_site_is_attacked(site: tuple[Server, Path]) -> None:
    server, temporary = site
    port = int(server.url.rpartition(":")[2])
    quiet, before = front_page(port), peak_of(server)
    flood, kind = forty_files()
    statuses: Counter[int] = Counter()
    over = threading.Event()

    def again(path: str, body: bytes | None = None, kind: str = "") -> None:
        while not over.is_set():
            statuses[ask(port, path, body, kind)] += 1
            over.wait(0.1)

    attack = [("/organisaties/als/ods/",)] * 6 + [("/nergens/", flood, kind), ("/inloggen/mail/", flood, kind)]
    threads = [threading.Thread(target=again, args=given) for given in attack]
    with ExitStack() as held:
        for _ in range(20):
            one = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            one.sendall(SLOW)
        for thread in threads:
            thread.start()
        time.sleep(2)
        attacked = front_page(port)
        over.set()
        for thread in threads:
            thread.join(timeout=120)
    left = [path for path in temporary.rglob("*") if path.is_file()]
    broken = sum(many for status, many in statuses.items() if status >= 500)
    assert statuses[200]
    assert statuses[429]
    assert statuses[404]
    assert (broken, left) == (0, [])
    grown = peak_of(server) - before
    assert grown < 400
    say(
        "front page {max_quiet} ms quiet, {max_attacked} ms attacked (x {max_ratio}), {asked} hostile requests, "
        "{broken} server errors, {left} temporary files left, web grew by {max_mb} MB",
        max_quiet=round(quiet), max_attacked=round(attacked), max_ratio=round(attacked / quiet, 1),
        asked=sum(statuses.values()) + 20, broken=broken, left=len(left), max_mb=grown,
    )  # fmt: skip
