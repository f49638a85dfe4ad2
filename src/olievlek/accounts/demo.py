"""Demo people: somebody to sign in as, on this machine only."""

from django.db import transaction

from olievlek.accounts.actions import BY_COMMAND, Purpose, issue, make_moderator
from olievlek.accounts.addresses import sign_in_url
from olievlek.accounts.models import DEMO_DOMAIN, User, demo_people_allowed

MODERATOR = f"moderator{DEMO_DOMAIN}"


@transaction.atomic
def load() -> User | None:
    """Make the demo moderator, who has no password; None where demo people are not allowed. Twice changes nothing."""
    if not demo_people_allowed():
        return None
    known = User.objects.filter(email=MODERATOR).exists()
    user = make_moderator(MODERATOR)
    if not known:
        user.name = "Demi Moderator"
        user.save(update_fields=["name"])
    return user


def welcome_lines() -> list[str]:
    """For the terminal: a fresh address that signs in once, and how to get another."""
    user = User.objects.filter(email=MODERATOR, ended_at=None).first()
    if user is None or not user.is_active:
        return []
    url = sign_in_url(issue(user, Purpose.SIGN_IN, lasts=BY_COMMAND))
    return [
        f"Sign in as the demo moderator {MODERATOR} (this address works once, today):",
        f"  {url}",
        f"  another one: olievlek login_link {MODERATOR}",
    ]
