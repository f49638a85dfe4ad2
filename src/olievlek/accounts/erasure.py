"""Erasure of an account. Each noun says how it forgets a person (`erasure` in `nouns.py`)."""

from collections.abc import Callable

from olievlek.accounts.models import User
from olievlek.core.nouns import Noun

Forget = Callable[[User], None]
_forgetters: list[Forget] = []


def read(_noun: Noun, forget: Forget) -> None:
    """The answer of a noun to "erasure". Nouns of one room may share one function, which then runs once.

    It runs inside the transaction of `actions.end`, before name and addresses go, so that it can still look for them.
    It must leave nothing that says who somebody was; what belongs to an organisation may stay, without them.
    """
    if forget not in _forgetters:
        _forgetters.append(forget)


def forget(user: User) -> None:
    """Have every room forget this person."""
    for one in _forgetters:
        one(user)
