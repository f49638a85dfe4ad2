"""Actions of notifications. Recorded nowhere, because they are about reading."""

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.notifications.models import Choice, MailStop, Notification


def mark_read(by: User, *, about: tuple[str, int] | None = None, up_to: int | None = None) -> int:
    """All of them, those about one noun, or those up to an entry that the page showed; returns how many were new."""
    rows = Notification.objects.filter(user=by).unread()
    if about is not None:
        rows = rows.filter(about_kind=about[0], about_id=about[1])
    if up_to is not None:
        rows = rows.filter(entry_id__lte=up_to)
    return rows.update(read_at=timezone.now())


@transaction.atomic
def choose(by: User, *, ways: dict[str, str]) -> None:
    """Save the preferences for each kind."""
    for kind, way in ways.items():
        Choice.objects.update_or_create(user=by, kind=kind, defaults={"way": way})


def stop_mail(user: User) -> None:
    """No daily mail any more. Twice changes nothing."""
    MailStop.objects.get_or_create(user=user)


def start_mail(user: User) -> None:
    """Undo stopping."""
    MailStop.objects.filter(user=user).delete()
