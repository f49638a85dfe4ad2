"""What rooms have for the daily mail beside what was heard. The mail names no room; who brings what:
`grep -rn "news.register" src/`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from olievlek.core.registry import Registry


@dataclass(frozen=True)
class News:
    """A heading, lines of a text and an address, why she gets it, and an address that stops just this."""

    title: str
    why: str
    stop_url: str
    lines: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Source:
    people: Callable[[], Iterable[int]]
    tell: Callable[[Any], list[News]]


_sources: Registry[_Source] = Registry("news of the daily mail")


def register(name: str, *, people: Callable[[], Iterable[int]], tell: Callable[[Any], list[News]]) -> None:
    """Called in `AppConfig.ready()`.

    Args:
        people: the keys of whom there may be news for; nobody who was asked about today already.
        tell: the news for a user, and remembers that it told; runs in the transaction that makes the mail.
    """
    _sources.register(name, _Source(people, tell))


def people() -> set[int]:
    """Everyone there may be news for."""
    return {pk for source in _sources for pk in source.people()}


def tell(user: Any) -> list[News]:
    """All news for one person, in her language; the second time there is none."""
    return [one for source in _sources for one in source.tell(user)]
