"""Erasure of an account. Rooms that hold words of or about a person register how they forget them.

Who registers: `grep -rn "erasure.register" src/`.
"""

from collections.abc import Callable

from olievlek.accounts.models import User

Forget = Callable[[User], None]
_forgetters: list[Forget] = []


def register(forget: Forget) -> None:
    """Called in `AppConfig.ready()`. `forget(user)` runs inside the transaction of `actions.end`, before name and
    addresses go, so that it can still look for them. It must leave nothing that says who somebody was; data of an
    organisation may stay, without the person."""
    if forget not in _forgetters:
        _forgetters.append(forget)


def forget(user: User) -> None:
    """Have every room forget this person."""
    for one in _forgetters:
        one(user)
