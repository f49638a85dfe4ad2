"""A mail server of our own: takes every mail, and writes who it was for and its Message-ID, one line each.

python -m tests.crash.postman FILE [PORT]        prints its port, then serves until it is killed
"""

import asyncio
import re
import sys
from pathlib import Path

MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>]+>)", re.I | re.M)
ANSWERS = {b"EHLO": b"250 here", b"HELO": b"250 here", b"MAIL": b"250 ok", b"RSET": b"250 ok", b"NOOP": b"250 ok"}


class Postman:
    """What it says yes to, it has written down before it says so."""

    def __init__(self, kept: Path) -> None:
        self.kept = kept

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        to = b""
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"QUIT":
                writer.write(b"221 bye\r\n")
                break
            if verb == b"RCPT":
                to = line.partition(b"<")[2].partition(b">")[0]
                writer.write(b"250 ok\r\n")
            elif verb == b"DATA":
                writer.write(b"354 go on\r\n")
                await writer.drain()
                if not await self.take(reader, to):
                    break
                writer.write(b"250 taken\r\n")
            else:
                writer.write(ANSWERS.get(verb, b"502 no") + b"\r\n")
            await writer.drain()
        writer.close()

    async def take(self, reader: asyncio.StreamReader, to: bytes) -> bool:
        """Read to the dot; a mail that is cut off is no mail."""
        body = b""
        while (line := await reader.readline()) not in (b".\r\n", b""):
            body += line
        found = MESSAGE_ID.search(body)
        if line and found:
            with self.kept.open("ab") as out:
                out.write(to + b" " + found[1] + b"\n")
        return bool(line)


async def main(kept: Path, port: int) -> None:
    server = await asyncio.start_server(Postman(kept).serve, "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
