"""The entries of the menus, registered by the rooms that own the pages, so that the base template names no room.

Who stands where: `grep -rn "navigation.register" src/`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.core.registry import Registry

MENUS = {
    "main": _("Main menu"),
    "about": _("About Olievlek"),
    "account": _("What we answer for"),
    "desk": _("For moderators"),
}


@dataclass(frozen=True)
class Entry:
    """One line of a menu. `shown` may hide it from some; it must cost no query."""

    label: str | Promise
    url_name: str
    order: int
    shown: Callable[[HttpRequest], bool]


@dataclass(frozen=True)
class Line:
    """An entry as a template shows it: `current` is "page", "true" (somewhere below it) or ""."""

    label: str | Promise
    url: str
    current: str


_entries: dict[str, Registry[Entry]] = {menu: Registry(f"the menu {menu}") for menu in MENUS}


def _everyone(_request: HttpRequest) -> bool:
    return True


def register(
    label: str | Promise,
    url_name: str,
    *,
    order: int = 100,
    menu: str = "main",
    shown: Callable[[HttpRequest], bool] = _everyone,
) -> None:
    """Put a page in a menu; called in `AppConfig.ready()`. A page stands in a menu once."""
    if menu not in _entries:
        raise ValueError(f"There is no menu {menu!r}; there are {', '.join(MENUS)}.")
    _entries[menu].register(url_name, Entry(label, url_name, order, shown), order=order)


def lines(request: HttpRequest, menu: str = "main") -> list[Line]:
    """The entries of a menu for this reader, in order, in the active language."""
    front = front_page()
    return [
        Line(entry.label, url, _current(request.path, url, front))
        for entry in _entries[menu]
        if entry.shown(request)
        for url in [_address(entry.url_name, get_language())]
    ]


@lru_cache(maxsize=200)
def _address(url_name: str, _language: str | None) -> str:
    """Every page asks the same twelve, some twice."""
    return reverse(url_name)


def _current(path: str, url: str, front: str) -> str:
    if path == url:
        return "page"
    return "true" if url != front and path.startswith(url) else ""


def every_entry() -> list[tuple[str, Entry]]:
    """All of them with their menu, for the test that resolves each."""
    return [(menu, entry) for menu, entries in _entries.items() for entry in entries]


def front_page() -> str:
    """Address of the front page in the active language."""
    language = get_language()
    prefix = get_script_prefix()
    return prefix if language in (None, settings.LANGUAGE_CODE) else f"{prefix}{language}/"
