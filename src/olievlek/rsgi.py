"""The entry that granian serves: takes a request in whole, within bounds, before a thread of Django is given to it.

Over WSGI the thread that answers reads the body, so four slow senders stop the site; and `X_Forwarded_For` becomes
`X-Forwarded-For`. Here the loop reads the bodies, and header names with an underscore go no further. docs/adr/0019.
"""

import asyncio
import io
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.template.loader import render_to_string

from olievlek.wsgi import application as answering

THREADS = 4
MOST_BODY = 25 * 1024 * 1024  # `25m` of nginx; a file over 10 MB still gets the sentence of its form, up to here
MOST_TOGETHER = 200_000_000  # bytes of all bodies that are on their way
PATIENCE = 20.0  # seconds for a body, and a second more for each SLOWEST bytes
SLOWEST = 20_000
TEXT = [("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"), ("connection", "close")]
PAGES = {408: 400}  # the same words
FIXED = {
    "SCRIPT_NAME": "",
    "wsgi.errors": sys.stderr,
    "wsgi.multiprocess": False,
    "wsgi.multithread": True,
    "wsgi.run_once": False,
    "wsgi.version": (1, 0),
    "wsgi.input_terminated": True,
}


class RefusedError(Exception):
    """The body does not come in; `status` says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Entry:
    """One for each web process. `on_the_way` counts the bytes of bodies that are not answered yet."""

    def __init__(self) -> None:
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="answering")
        self.on_the_way = 0
        self.senders: set[Sender] = set()

    async def __rsgi__(self, scope: Any, proto: Any) -> None:
        took = 0
        try:
            body, took = await self._body(scope, proto)
        except RefusedError as refused:
            proto.response_bytes(refused.status, TEXT, await self._in_a_thread(_page, refused.status))
            return
        try:
            status, headers, content = await self._in_a_thread(_answer, _environ(scope, body, took))
        finally:
            self.on_the_way -= took
        proto.response_bytes(status, headers, content)

    async def _in_a_thread(self, work: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self.threads, work, *args)

    async def _body(self, scope: Any, proto: Any) -> tuple[io.BytesIO, int]:
        """The whole body and how much of `on_the_way` it takes. Raises RefusedError, and then it takes nothing."""
        if scope.method in {"GET", "HEAD", "OPTIONS"}:
            return io.BytesIO(), 0
        announced = scope.headers.get("content-length")
        if announced is not None and int(announced) > MOST_BODY:
            raise RefusedError(413)
        sender, body, pull = Sender(), io.BytesIO(), aiter(proto)
        self.senders.add(sender)
        try:
            while piece := await sender.next_piece(pull):
                sender.size += len(piece)
                self.on_the_way += len(piece)
                if sender.size > MOST_BODY:
                    raise RefusedError(413)
                self._make_room(sender)
                body.write(piece)
        except BaseException:
            self.on_the_way -= sender.size
            raise
        finally:
            self.senders.discard(sender)
        body.seek(0)
        return body, sender.size

    def _make_room(self, newest: "Sender") -> None:
        """Cut off who takes much for long, so that a few slow senders of large bodies do not refuse everybody else."""
        while self.on_the_way > MOST_TOGETHER:
            heaviest = max(self.senders, key=Sender.weight)
            if heaviest is newest:
                raise RefusedError(503)
            self.senders.discard(heaviest)
            self.on_the_way -= heaviest.size
            heaviest.cut()


class Sender:
    """Somebody whose body is coming in."""

    def __init__(self) -> None:
        self.size = 0
        self.begun = time.monotonic()
        self.is_cut = False
        self.waiting: asyncio.Future[bytes] | None = None

    def weight(self) -> float:
        """Bytes times seconds."""
        return self.size * (time.monotonic() - self.begun)

    def cut(self) -> None:
        self.is_cut, self.size = True, 0
        if self.waiting is not None:
            self.waiting.cancel()

    async def next_piece(self, pull: Any) -> bytes:
        """Empty at the end. Raises RefusedError when it lasts too long, and when others need the room."""
        left = self.begun + PATIENCE + self.size / SLOWEST - time.monotonic()
        self.waiting = asyncio.ensure_future(_next(pull))
        try:
            piece = await asyncio.wait_for(self.waiting, max(left, 0.0))
        except TimeoutError:
            raise RefusedError(408) from None
        except asyncio.CancelledError:
            if self.is_cut:
                raise RefusedError(503) from None
            raise
        if self.is_cut:
            raise RefusedError(503)
        return piece


async def _next(pull: Any) -> bytes:
    """The next piece that holds something; empty at the end."""
    try:
        while not (piece := await anext(pull)):
            pass
    except StopAsyncIteration:
        return b""
    return bytes(piece)


def _page(status: int) -> bytes:
    return render_to_string(f"{PAGES.get(status, status)}.html").encode()


def _environ(scope: Any, body: io.BytesIO, size: int) -> dict[str, Any]:
    """As WSGI wants it. A header that came twice is one with commas, as a proxy would make it."""
    host, _, port = scope.server.rpartition(":")
    environ = FIXED | {
        "REQUEST_METHOD": scope.method,
        "PATH_INFO": scope.path.encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": body,
    }
    for name, value in scope.headers.items():
        if "_" in name:
            continue
        key = "HTTP_" + name.upper().replace("-", "_")
        joint = "; " if name == "cookie" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    environ["CONTENT_TYPE"] = environ.pop("HTTP_CONTENT_TYPE", "")
    environ.pop("HTTP_CONTENT_LENGTH", None)
    environ["CONTENT_LENGTH"] = str(size)
    if "HTTP_HOST" not in environ and scope.authority:
        environ["HTTP_HOST"] = scope.authority
    return environ


def _answer(environ: dict[str, Any]) -> tuple[int, list[tuple[str, str]], bytes]:
    """Ask Django, in a thread."""
    begun: list[Any] = []
    parts = answering(environ, lambda status, headers, *_error: begun.append((status, headers)))
    try:
        content = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    status, headers = begun[0]
    return int(status.partition(" ")[0]), [(name.lower(), value) for name, value in headers], content


application = Entry()
