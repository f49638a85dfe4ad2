"""What a moderator does with what somebody tells about herself. Her name stays: that is hers."""

from django.db import transaction
from django.utils import timezone

from olievlek.accounts import events
from olievlek.accounts.models import Profile, User
from olievlek.core.audience import MODERATORS
from olievlek.timeline.record import record


@transaction.atomic
def hide(profile: Profile, *, reason: str, by: User) -> None:
    """Others see only her name; hiding twice keeps the first reason."""
    profile = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if profile.hidden_at:
        return
    if not reason.strip():
        raise ValueError("Say why it is hidden.")
    profile.hidden_at, profile.hidden_by, profile.hidden_reason = timezone.now(), by, reason.strip()
    profile.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.PROFILE_HIDDEN, about=profile, by=by, audience=[MODERATORS])


@transaction.atomic
def unhide(profile: Profile, *, by: User) -> None:
    """Undo hiding."""
    profile = Profile.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if not profile.hidden_at:
        return
    profile.hidden_at, profile.hidden_by, profile.hidden_reason = None, None, ""
    profile.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.PROFILE_SHOWN, about=profile, by=by, audience=[MODERATORS])
