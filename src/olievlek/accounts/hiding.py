"""Hide and show the profile of a person. Names stay visible."""

from olievlek.accounts import events
from olievlek.accounts.models import Profile, User
from olievlek.core.audience import MODERATORS
from olievlek.timeline import hiding


def hide(profile: Profile, *, reason: str, by: User) -> None:
    """Others see only the name; hiding twice keeps the first reason."""
    hiding.hide(profile, event=events.PROFILE_HIDDEN, reason=reason, by=by, audience=[MODERATORS])


def unhide(profile: Profile, *, by: User) -> None:
    """Undo hiding."""
    hiding.unhide(profile, event=events.PROFILE_SHOWN, by=by, audience=[MODERATORS])
