"""What `make run` prints: the address and what to try. Rooms add lines; core knows none of them."""

from collections.abc import Callable

from django.conf import settings

from olievlek.core.registry import Registry

_lines: Registry[Callable[[], list[str]]] = Registry("lines of the welcome")


def register(lines: Callable[[], list[str]]) -> None:
    """Add lines to the welcome; called in `AppConfig.ready()`."""
    _lines.add(lines)


def welcome() -> str:
    """The text of the first screen in the terminal."""
    out = ["", f"Olievlek: {settings.OLIEVLEK_BASE_URL}/   (English: {settings.OLIEVLEK_BASE_URL}/en/)", ""]
    for lines in _lines:
        out += lines()
    return "\n".join([*out, "", "Stop: Ctrl-C", ""])
