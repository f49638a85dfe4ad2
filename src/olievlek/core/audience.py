"""Who may see a noun, as tokens: `public`, `org:ID`, `party:ID`, `user:ID`, `moderators`."""

from collections.abc import Callable, Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

PUBLIC = "public"
MODERATORS = "moderators"
Person = AbstractBaseUser | AnonymousUser

_suppliers: list[Callable[[Person], Iterable[str]]] = []


def register(supplier: Callable[[Person], Iterable[str]]) -> None:
    """Add a room's tokens for a person; called in `AppConfig.ready()`."""
    if supplier not in _suppliers:
        _suppliers.append(supplier)


def tokens(user: Person) -> frozenset[str]:
    """Every token this person carries; a visitor carries `public` only."""
    if not user.is_authenticated:
        return frozenset({PUBLIC})
    return frozenset({PUBLIC, f"user:{user.pk}"}.union(*(supplier(user) for supplier in _suppliers)))
