"""The way into the web over a real granian, and behind a real nginx with the lines of docs/operating.md."""

import http.client
import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import prepared
from tests.browser.server import free_port
from tests.figures import say
from tests.prepared import environment

pytestmark = pytest.mark.slow
PATIENCE = 4
BY_PROXY = ("X-Forwarded-For", "1.1.1.1, 2.2.2.2")
SLOW = b"POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nabc"
NGINX = """
%(user)s
daemon off;
pid %(folder)s/pid;
error_log stderr;
events { }
http {
    access_log off;
    client_body_temp_path %(folder)s/body;
    proxy_temp_path %(folder)s/proxy;
    fastcgi_temp_path %(folder)s/fastcgi;
    uwsgi_temp_path %(folder)s/uwsgi;
    scgi_temp_path %(folder)s/scgi;
    server {
        listen 127.0.0.1:%(port)s;
        %(lines)s
    }
}
"""


@contextmanager
def running(command: list[str], port: int, given: dict[str, str]) -> Iterator[int]:
    """A server until the end of the block; answers its port."""
    process = subprocess.Popen(command, cwd=settings.ROOT, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _try in range(600):
            assert process.poll() is None, process.communicate()[0].decode()
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=20)


@contextmanager
def web(folder: Path, interface: str, target: str, **more: str) -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", interface, "--port", str(port), "--no-ws"]
    command += ["--blocking-threads", "4"] if interface == "wsgi" else []
    given = environment(folder) | {"OLIEVLEK_PROXIES": "1", "PYTHONWARNINGS": "ignore", **more}
    with running([*command, f"tests.core.echo_entry:{target}"], port, given):
        yield port


@pytest.fixture(scope="module", autouse=True)
def _collected(tmp_path_factory: pytest.TempPathFactory) -> None:
    prepared.collect_static(prepared.shared_folder(tmp_path_factory))


@pytest.fixture(scope="module")
def entry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    with web(tmp_path_factory.mktemp("entry"), "rsgi", "application", PATIENCE=str(PATIENCE)) as port:
        yield port


@pytest.fixture(scope="module")
def over_wsgi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """As it was: the control of the tests below."""
    with web(tmp_path_factory.mktemp("wsgi"), "wsgi", "echo") as port:
        yield port


def ask(port: int, headers: tuple[tuple[str, str], ...] = (), body: bytes | None = None, path: str = "/") -> Any:
    """Status, and what the program behind was told."""
    method = b"GET" if body is None else b"POST"
    lines = [method + b" " + path.encode() + b" HTTP/1.1", b"Host: localhost", b"Connection: close"]
    lines += [f"{name}: {value}".encode() for name, value in headers]
    lines += [f"Content-Length: {len(body)}".encode()] if body is not None else []
    with socket.create_connection(("127.0.0.1", port), timeout=30) as sock:
        sock.sendall(b"\r\n".join(lines) + b"\r\n\r\n" + (body or b""))
        answer = http.client.HTTPResponse(sock)
        answer.begin()
        content = answer.read()
    return answer.status, json.loads(content) if answer.status == 200 else content.decode()


def wrong_addresses(port: int) -> list[str]:
    """What is not the right one, over every order of the header of our proxy and three that look like it."""
    forged = [("X_Forwarded_For", "6.6.6.6"), ("X-Forwarded_For", "7.7.7.7"), ("x_forwarded-for", "8.8.8.8")]
    found = [ask(port, order)[1]["address"] for order in itertools.permutations([BY_PROXY, *forged])]
    return [address for address in found if address != "2.2.2.2"]


def test_a_header_with_an_underscore_changes_no_address_in_any_order(entry: int, over_wsgi: int) -> None:
    wrong, before = wrong_addresses(entry), wrong_addresses(over_wsgi)
    assert not wrong
    assert before, "the control: over WSGI the last one wins"
    say("{orders} orders of forged headers, {wrong} wrong addresses (over WSGI {before})",
        orders=24, wrong=len(wrong), before=len(before))  # fmt: skip


def test_headers_that_come_twice_are_joined_as_a_proxy_would(entry: int) -> None:
    twice = (("X-Forwarded-For", "9.9.9.9"), ("X-Forwarded-For", "2.2.2.2"), ("Cookie", "a=1"), ("Cookie", "b=2"))
    told = ask(entry, (*twice, ("Content_Length", "99"), ("Content_Type", "x/y"), ("Host_", "evil")), b"abc")[1]
    assert (told["address"], told["HTTP_COOKIE"]) == ("2.2.2.2", "a=1; b=2")
    assert (told["CONTENT_LENGTH"], told["CONTENT_TYPE"], told["size"]) == ("3", "", 3)
    assert told["HTTP_HOST"] == "localhost"


def test_an_address_comes_through_as_it_was_typed(entry: int, over_wsgi: int) -> None:
    for path in ("/caf%C3%A9/?q=%C3%A9", "/a%2Fb", "/%0A", "/a+b?x=a+b"):
        new, old = ask(entry, path=path)[1], ask(over_wsgi, path=path)[1]
        names = ("PATH_INFO", "QUERY_STRING", "REQUEST_METHOD", "REMOTE_ADDR", "SERVER_PORT", "SERVER_PROTOCOL")
        assert [new[name] for name in names[:4]] == [old[name] for name in names[:4]], path


def slow_senders(port: int, held: ExitStack, many: int = 5) -> list[socket.socket]:
    found = [held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(many)]
    for one in found:
        one.sendall(SLOW)
    time.sleep(0.5)
    return found


def is_answering(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as sock:
            sock.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return sock.recv(12) == b"HTTP/1.1 200"
    except TimeoutError:
        return False


def test_slow_senders_hold_nobody_up_and_are_cut_off(entry: int, over_wsgi: int) -> None:
    with ExitStack() as held:
        slow = slow_senders(entry, held, 20)
        assert is_answering(entry)
        assert all(one.recv(12) == b"HTTP/1.1 408" for one in slow)
        assert is_answering(entry)
    with ExitStack() as held:
        slow_senders(over_wsgi, held, 5)
        assert not is_answering(over_wsgi), "the control: five of them stop a server that reads in its threads"
    say("{slow} slow senders at once: answered meanwhile, all cut off; over WSGI five stop the site", slow=20)


def test_a_body_that_is_too_large_is_refused_before_it_came(entry: int) -> None:
    with socket.create_connection(("127.0.0.1", entry), timeout=30) as sock:
        sock.sendall(SLOW.replace(b"1000", b"99000000"))
        assert sock.recv(12) == b"HTTP/1.1 413"
    assert ask(entry, body=bytes(10_500_000))[1]["size"] == 10_500_000
    with socket.create_connection(("127.0.0.1", entry), timeout=30) as sock:
        sock.sendall(b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        try:
            for _ in range(300):
                sock.sendall(b"186a0\r\n" + bytes(100_000) + b"\r\n")
        except OSError:
            pass  # it closed before we were done
        else:
            assert sock.recv(12) == b"HTTP/1.1 413"


def large_and_slow(port: int, held: ExitStack, size: int) -> socket.socket:
    one = held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
    one.sendall(SLOW.replace(b"1000", b"1900000") + bytes(size))
    time.sleep(0.2)
    return one


def test_all_bodies_together_have_a_budget_that_comes_back(tmp_path: Path) -> None:
    with web(tmp_path, "rsgi", "application", MOST_TOGETHER="3000000") as port, ExitStack() as held:
        assert ask(port, body=bytes(3_100_000))[0] == 503
        large_and_slow(port, held, 1_400_000)
        large_and_slow(port, held, 1_400_000)
        held.close()
        for _try in range(50):
            if ask(port, body=bytes(2_900_000))[0] == 200:
                return
            time.sleep(0.1)
    pytest.fail("who went away still counts")


def test_slow_senders_of_large_bodies_give_way_to_everybody_else(tmp_path: Path) -> None:
    """Else a few of them refuse every form of everybody for as long as a large body may take."""
    with web(tmp_path, "rsgi", "application", MOST_TOGETHER="3000000") as port, ExitStack() as held:
        slow = [large_and_slow(port, held, size) for size in (1_400_000, 1_000_000, 599_900)]
        assert ask(port, body=bytes(2_000))[0] == 200
        assert slow[0].recv(12) == b"HTTP/1.1 503", "the one that took most for longest"
        assert ask(port, body=bytes(1_000_000))[0] == 200
        assert ask(port, body=bytes(2_000_000))[0] == 200
        say("{slow} slow senders fill the room for bodies; {answered} of {asked} others are answered meanwhile",
            slow=3, answered=3, asked=3)  # fmt: skip


@pytest.fixture
def nginx(entry: int, tmp_path: Path) -> Iterator[int]:
    """In front of the entry, with the very lines that stand in docs/operating.md."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if not program:
        pytest.skip("no nginx on this machine; .ci/run installs one")
    port = free_port()
    found = re.search(r"```nginx\n(.*?)```", (settings.ROOT / "docs/operating.md").read_text(), re.S)
    assert found
    lines = found[1].replace("127.0.0.1:8000", f"127.0.0.1:{entry}")
    user = "user root;" if os.geteuid() == 0 else ""
    config = tmp_path / "nginx.conf"
    config.write_text(NGINX % {"folder": tmp_path, "port": port, "lines": lines, "user": user})
    with running([program, "-p", str(tmp_path), "-c", str(config)], port, dict(os.environ)):
        yield port


def test_behind_nginx_slow_senders_large_files_and_addresses_are_right(nginx: int) -> None:
    assert ask(nginx, body=bytes(10_500_000))[1]["size"] == 10_500_000, "what forms promise fits"
    assert ask(nginx, body=bytes(27_000_000))[0] == 413
    forged = (("X-Forwarded-For", "6.6.6.6"), ("X_Forwarded_For", "7.7.7.7"))
    assert {ask(nginx, order)[1]["address"] for order in itertools.permutations(forged)} == {"127.0.0.1"}
    with ExitStack() as held:
        slow_senders(nginx, held, 30)
        assert is_answering(nginx)
    say("behind nginx: {slow} slow senders, 10 MB through, no forged address", slow=30)
