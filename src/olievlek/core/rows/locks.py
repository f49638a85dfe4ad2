"""Lock rows until the transaction ends. Nothing else in Olievlek calls `select_for_update()`; a test holds that."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

Noun = TypeVar("Noun", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])


def locked(noun: Noun, *joined: str) -> Noun:
    """The row as it is now; nobody else changes it before this transaction ends.

        case = locked(case)
        asked = locked(asked, "user", "organisation")

    Args:
        joined: relations that are read along, without a lock.
    """
    rows = noun.__class__._base_manager.all()  # `type()` of `request.user` is a lazy object
    return lock(rows.select_related(*joined) if joined else rows).get(pk=noun.pk)


def lock(rows: Rows, *, may_be_referred_to: bool = False) -> Rows:
    """The same for a query; give it an order where it can find several rows, so that two actions cannot deadlock.

        mine = lock(Membership.objects.filter(user=user).order_by("pk"))

    Args:
        may_be_referred_to: others may meanwhile make rows that point at these.
    """
    # Only the rows themselves: PostgreSQL refuses to lock a joined row that may be missing.
    return rows.select_for_update(of=("self",), no_key=may_be_referred_to)
