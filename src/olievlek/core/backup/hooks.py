"""What rooms say about backups, in `AppConfig.ready()`."""

from collections.abc import Callable

from django.db import models

_left_out: list[type[models.Model]] = []
_before: list[Callable[[], object]] = []
_after: list[Callable[[], str]] = []


def leave_out(*nouns: type[models.Model]) -> None:
    """Rows of these never go into a backup: sessions and codes, which would work again after a restore."""
    _left_out.extend(noun for noun in nouns if noun not in _left_out)


def tables_left_out() -> list[str]:
    return sorted(noun._meta.db_table for noun in _left_out)


def around_restore(*, before: Callable[[], object], after: Callable[[], str]) -> None:
    """`before()` runs while the old database still stands, `after()` in the restored one and says what it did."""
    if after not in _after:
        _before.append(before)
        _after.append(after)


def before_restore() -> None:
    for one in _before:
        one()


def after_restore() -> list[str]:
    return [said for one in _after if (said := one())]
