"""What the resolver holds: every named address, with its verbs and its mark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

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
        return declared_verbs(self.view)


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


def declared_verbs(view: Callable[..., Any]) -> frozenset[str]:
    """What `require_GET`, `require_POST` and their kin allow; empty when the view does not say.

    Django keeps the list in a closure and nowhere else.
    """
    todo: list[Any] = [view]
    seen = set[int]()
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        held = closure(one)
        if "request_method_list" in held:
            return frozenset(held["request_method_list"])
        operations = getattr(held.get("self"), "operations", None)
        if operations is not None:
            return frozenset(verb for operation in operations for verb in operation.methods)
        todo += [value for value in held.values() if callable(value)]
        todo += [one.__wrapped__] if hasattr(one, "__wrapped__") else []
    return frozenset()


def closure(function: Any) -> dict[str, Any]:
    """The variables a function brought along from where it was made."""
    code, cells = getattr(function, "__code__", None), getattr(function, "__closure__", None)
    return dict(zip(code.co_freevars, (cell.cell_contents for cell in cells), strict=True)) if code and cells else {}
