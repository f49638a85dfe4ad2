"""A system check that keeps demo people off the internet."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.db import DatabaseError

from olievlek.accounts.models import DEMO_DOMAIN, User


@register("olievlek")
def no_demo_people_elsewhere(**_kwargs: Any) -> list[Error]:
    """Refuse to start where others can come and a demo person has an account."""
    if settings.ON_LOOPBACK:
        return []
    try:
        found = User.objects.filter(email__endswith=DEMO_DOMAIN, ended_at=None).exists()
    except DatabaseError:  # before the first `migrate` there is no table, and nobody in it
        return []
    if not found:
        return []
    return [
        Error(
            f"Demo people ({DEMO_DOMAIN}) are in this database, and {settings.OLIEVLEK_BASE_URL} is open to others.",
            hint="Start with an empty OLIEVLEK_DATA or DATABASE_URL and OLIEVLEK_DEMO=0; "
            "or on the machine itself, with a localhost address: olievlek end_account moderator@demo.test",
            id="olievlek.E010",
        )
    ]
