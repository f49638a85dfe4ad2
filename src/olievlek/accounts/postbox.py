"""The mail that could not leave, shown on this machine: only for the demo, where no mail server is."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings

SHOWN = 20


@dataclass(frozen=True)
class Letter:
    """As somebody would read it."""

    to: str
    subject: str
    text: str


def is_open() -> bool:
    """On loopback, with demo people, and where mail goes to files: nobody else's mail can be read here."""
    return bool(settings.OLIEVLEK_DEMO and settings.ON_LOOPBACK and not settings.EMAIL_URL)


def letters() -> list[Letter]:
    """The newest mails in the data folder, newest first."""
    folder = Path(settings.OLIEVLEK_DATA) / "mail"
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)[:SHOWN]
    return [letter for path in files for letter in _in_file(path)]


def _in_file(path: Path) -> list[Letter]:
    """A file may hold several mails, each ended by a line of dashes."""
    parts = path.read_bytes().split(b"-" * 79 + b"\n")
    found = [message_from_bytes(part, policy=policy.default) for part in parts if part.strip()]
    return [
        Letter(str(one["To"]), str(one["Subject"]), str(body.get_content()) if (body := one.get_body()) else "")
        for one in reversed(found)
    ]
