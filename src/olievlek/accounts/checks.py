"""System checks: demo people stay off the internet, and who is on it can send mail."""

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
        found = list(User.objects.filter(email__endswith=DEMO_DOMAIN, ended_at=None).values_list("email", flat=True))
    except DatabaseError:  # before the first `migrate` there is no table, and nobody in it
        return []
    if not found:
        return []
    return [
        Error(
            f"Demo people ({DEMO_DOMAIN}) are in this database, and {settings.OLIEVLEK_BASE_URL} is open to others.",
            hint="Start with an empty OLIEVLEK_DATA or DATABASE_URL and OLIEVLEK_DEMO=0; "
            "or on the machine itself, with a localhost address, `olievlek end_account` for each of: "
            + ", ".join(sorted(found)),
            id="olievlek.E010",
        )
    ]


@register("olievlek")
def mail_can_leave(**_kwargs: Any) -> list[Error]:
    """Refuse to start where others can come and no mail can go to them: nobody could sign in with a code."""
    if settings.ON_LOOPBACK or settings.EMAIL_URL:
        return []
    return [
        Error(
            f"{settings.OLIEVLEK_BASE_URL} is open to others, and there is no mail server: nobody would get a code.",
            hint="Set EMAIL_URL, for example smtp+tls://name:password@mail.example:587, and DEFAULT_FROM_EMAIL.",
            id="olievlek.E011",
        )
    ]
