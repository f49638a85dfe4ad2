"""What the resolver holds: every named address, with its verbs and its mark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from olievlek.core.landing import verbs_of

LANGUAGES = ("nl", "en")


@dataclass(frozen=True)
class Route:
    """One address by name. `pattern` is the object in the resolver, so that a mutant can replace its view."""

    name: str
    arguments: tuple[str, ...]
    pattern: URLPattern

    @property
    def view(self) -> Callable[..., Any]:
        return self.pattern.callback

    @property
    def mark(self) -> str | None:
        """`public`, `members` or `moderators`; operations of the API are public."""
        mark: str | None = getattr(self.view, "access", "public" if is_api(self.view) else None)
        return mark

    @property
    def verbs(self) -> frozenset[str]:
        return verbs_of(self.view)


def every_route() -> list[Route]:
    """All of them, by name; an address with two patterns of one name gives two."""
    return sorted(_walk(get_resolver(), ""), key=lambda route: (route.name, route.arguments))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _walk(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        else:
            yield Route(f"{prefix}{one.name or ''}", tuple(sorted(one.pattern.regex.groupindex)), one)


def is_api(view: Callable[..., Any]) -> bool:
    """Views that the API framework made; they carry their own verbs."""
    return str(view.__module__).startswith("ninja")
