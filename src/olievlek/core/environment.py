"""Settings from the environment, read by type. What cannot be read is refused at start, with what is allowed.

    env = Environment()
    OLIEVLEK_DEMO = env.bool("OLIEVLEK_DEMO", default=True)

Every name that is read is remembered, so that `check` can warn about a name that nobody reads. Needs no Django.
"""

import difflib
import os
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from environ import Env

YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
SECRETS = ("SECRET_KEY", "DATABASE_URL", "EMAIL_URL", "OLIEVLEK_OIDC")
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+|[^@\s]+@localhost")


class UnreadableSettingError(ValueError):
    """A setting in the environment says something that is not allowed there."""


class Environment:
    """A typed reader of one mapping; without `values` that of the process."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = os.environ if values is None else values
        self.known: set[str] = set()

    def text(self, name: str, *, default: str = "") -> str:
        """Any text, without spaces around it; the default when it is empty or missing."""
        self.known.add(name)
        return self._values.get(name, "").strip() or default

    def bool(self, name: str, *, default: bool) -> bool:
        """One of 1, true, yes, on, or of 0, false, no, off, in capitals or not."""
        given = self.text(name).lower()
        if given and given not in YES + NO:
            raise self._refused(name, f"Write one of {', '.join(YES)} or one of {', '.join(NO)}.")
        return given in YES if given else default

    def number(self, name: str, *, default: int, least: int = 0, most: int = 2**31 - 1) -> int:
        """A whole number between bounds."""
        given = self.text(name)
        if given and not (re.fullmatch(r"[0-9]{1,10}", given) and least <= int(given) <= most):
            raise self._refused(name, f"Write a whole number from {least} to {most}.")
        return int(given) if given else default

    def words(self, name: str, *, default: tuple[str, ...] = ()) -> list[str]:
        """A list with commas between the words."""
        given = [word.strip() for word in self.text(name).split(",")] if self.text(name) else list(default)
        if not all(given):
            raise self._refused(name, "Write words with one comma between them, such as: first,second.")
        return given

    def hosts(self, name: str, *, default: tuple[str, ...] = ()) -> list[str]:
        """A list of names of hosts, without a scheme, a path or a star."""
        given = self.words(name, default=default)
        if not all(HOST.fullmatch(host) for host in given):
            raise self._refused(name, "Write names of hosts with commas between them, such as: olievlek.example.")
        return given

    def address(self, name: str, *, default: str = "", schemes: tuple[str, ...] = ("http", "https")) -> str:
        """An address on the web with its host, or the default."""
        given = self.text(name)
        if not given:
            return default
        try:
            found = urlsplit(given)
            whole = found.scheme in schemes and bool(found.hostname) and (found.port is None or found.port > 0)
        except ValueError:
            whole = False
        if not whole or re.search(r"\s", given):
            example = f"{schemes[-1]}://olievlek.example"
            raise self._refused(
                name, f"Write a whole address that begins with {' or '.join(schemes)}, such as {example}."
            )
        return given

    def mail_address(self, name: str, *, default: str = "") -> str:
        """An e-mail address, with or without a name in front: "Olievlek <post@olievlek.example>"."""
        given = self.text(name)
        bare = given.rpartition("<")[2].removesuffix(">") if given.endswith(">") else given
        if given and not MAIL.fullmatch(bare):
            raise self._refused(name, "Write an e-mail address, such as olievlek@organisation.example.")
        return given or default

    def database(self, name: str) -> dict[str, Any]:
        """The settings of a database server; empty without an address. SQLite needs none."""
        given = self.text(name)
        if not given:
            return {}
        if urlsplit(given).scheme not in {"postgresql", "postgres"}:
            raise self._refused(name, "Write postgresql://name:password@host/database, or leave it out for SQLite.")
        found: dict[str, Any] = Env.db_url_config(given)
        if not found.get("NAME"):
            raise self._refused(name, "The name of the database is missing: postgresql://name:password@host/database.")
        return found

    def mail_server(self, name: str) -> dict[str, Any]:
        """The settings of a mail server; empty without an address."""
        given = self.text(name)
        if not given:
            return {}
        scheme = given.partition(":")[0]
        try:
            whole = scheme in Env.EMAIL_SCHEMES and (not scheme.startswith("smtp") or bool(urlsplit(given).hostname))
            found: dict[str, Any] = Env.email_url_config(given) if whole else {}
        except ValueError:
            found = {}
        if not found:
            raise self._refused(name, "Write smtp+tls://name:password@mail.example:587.")
        return found

    def unknown(self, beginning: str = "OLIEVLEK_") -> dict[str, str]:
        """Names in the environment that nobody reads, each with the nearest name that is read, or nothing."""
        strange = sorted(name for name in self._values if name.startswith(beginning) and name not in self.known)
        return {name: next(iter(difflib.get_close_matches(name, sorted(self.known), n=1)), "") for name in strange}

    def _refused(self, name: str, allowed: str) -> UnreadableSettingError:
        said = "what it says" if name in SECRETS else repr(self.text(name))
        return UnreadableSettingError(f"{name}: Olievlek cannot read {said}. {allowed}")


ENV = Environment()
