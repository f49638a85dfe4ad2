"""Demo people: somebody to sign in as, on this machine only."""

import base64
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from olievlek.accounts.actions import BY_COMMAND, Purpose, issue, make_moderator
from olievlek.accounts.addresses import sign_in_url
from olievlek.accounts.codes import prove
from olievlek.accounts.models import DEMO_DOMAIN, User, demo_people_allowed
from olievlek.core.registry import Registry

NAMES = {
    "lid-a": "Lotte Demo",
    "coordinator-a": "Coen Demo",
    "lid-b": "Layla Demo",
    "coordinator-b": "Carla Demo",
    "moderator": "Demi Moderator",
    "inwoner": "Ingrid Demo",
}
MODERATOR = f"moderator{DEMO_DOMAIN}"
Load = Callable[[dict[str, User]], None]
_loads: Registry[Load] = Registry("what demo people get")


def register(load: Load) -> None:
    """A higher room gives demo people what they need there, such as a membership; called in `AppConfig.ready()`.

    `load(people)` runs after each `load_demo`, inside its transaction; twice changes nothing.
    """
    _loads.add(load)


def people() -> dict[str, User]:
    """The demo people that are here, by the part of their address before the @."""
    found = User.objects.filter(email__in=[f"{key}{DEMO_DOMAIN}" for key in NAMES], ended_at=None)
    return {user.email.removesuffix(DEMO_DOMAIN): user for user in found}


def password_of(email: str) -> str:
    """Follows from the secret key of this installation, so it can be printed at every start and guessed by nobody."""
    digest = salted_hmac("olievlek.accounts.demo", email, algorithm="sha256").digest()
    letters = base64.b32encode(digest).decode().lower()
    return "-".join(letters[start : start + 4] for start in (0, 4, 8, 12))


@transaction.atomic
def load() -> dict[str, User]:
    """Make the demo people; nobody where they are not allowed. Twice changes nothing."""
    if not demo_people_allowed():
        return {}
    make_moderator(MODERATOR)
    known = people()
    for key, name in NAMES.items():
        user = known.get(key) or User(email=f"{key}{DEMO_DOMAIN}", joined_at=timezone.now())
        user.name = user.name or name
        if not user.check_password(password_of(user.email)):
            user.set_password(password_of(user.email))
            user.save()
        prove(user, user.email)
    for load_more in _loads:
        load_more(people())
    return people()


def welcome_lines() -> list[str]:
    """For the terminal: who there is, with which password, and an address that signs the moderator in."""
    found = {key: user for key, user in people().items() if user.is_active}
    if not found:
        return []
    width = max(len(user.email) for user in found.values())
    lines = ["Sign in as one of the demo people, with a password:"]
    here = [found[key] for key in NAMES if key in found]
    lines += [f"  {user.email:<{width}}  {password_of(user.email)}  {user.name}" for user in here]
    if "moderator" in found:
        url = sign_in_url(issue(found["moderator"], Purpose.SIGN_IN, lasts=BY_COMMAND))
        lines += ["or open this address as the moderator (it works once, today):", f"  {url}"]
    return [*lines, "  another one: olievlek login_link EMAIL"]
