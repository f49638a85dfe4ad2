"""The name of a person as another may see it."""

from olievlek.accounts.models import User
from olievlek.core.audience import Person


def name_for(viewer: Person, who: User) -> str:
    """For who is signed in the name; visitors see it only of who said so. Empty when there is none to show."""
    if viewer.is_authenticated:
        return who.called
    profile = getattr(who, "profile", None)
    return who.called if profile is not None and profile.public_since and who.is_active else ""
