"""Who may see a noun, as tokens: `public`, `org:ID`, `party:ID`, `user:ID`, `moderators`."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponseBase

PUBLIC = "public"
MODERATORS = "moderators"
Person = AbstractBaseUser | AnonymousUser

_suppliers: list[Callable[[Person], Iterable[str]]] = []
_known: ContextVar[dict[object, frozenset[str]] | None] = ContextVar("known tokens", default=None)


def register(supplier: Callable[[Person], Iterable[str]]) -> None:
    """Add a room's tokens for a person; called in `AppConfig.ready()`."""
    if supplier not in _suppliers:
        _suppliers.append(supplier)


def tokens(user: Person) -> frozenset[str]:
    """Every token this person carries; a visitor carries `public` only."""
    if not user.is_authenticated:
        return frozenset({PUBLIC})
    known = _known.get()
    if known is None:
        return _asked(user)
    if user.pk not in known:
        known[user.pk] = _asked(user)
    return known[user.pk]


def remember(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: cache tokens per GET; a POST may change them."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            return get_response(request)
        reset = _known.set({})
        try:
            return get_response(request)
        finally:
            _known.reset(reset)

    return answer


def _asked(user: Person) -> frozenset[str]:
    return frozenset({PUBLIC, f"user:{user.pk}"}.union(*(supplier(user) for supplier in _suppliers)))
