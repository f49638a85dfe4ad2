"""One mail a day at most, made in one transaction with the row that remembers it: none is lost, none comes twice."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from olievlek.accounts.models import User
from olievlek.core import news as elsewhere
from olievlek.core.rows.locks import lock
from olievlek.notifications import letters
from olievlek.notifications.models import Choice, Digest, MailStop, Notification, NotificationQuerySet, Way
from olievlek.notifications.told import groups

HOUR = 7
WINDOW = timedelta(days=7)
KEPT = timedelta(days=30)
PEOPLE = 50


def send_due() -> int:
    """Make the mails of today, from seven in the morning; a bounded number each time. Returns how many."""
    now = timezone.localtime()
    _forget_old(now.date())
    if now.hour < HOUR:
        return 0
    return sum(make(pk, now.date()) for pk in waiting(now.date()))


def waiting(day: date) -> list[int]:
    """Users with unread notifications or news of another room, who had no mail today."""
    unread = Q(pk__in=_unread().order_by().values("user")) | Q(pk__in=elsewhere.people())
    people = User.objects.filter(unread, ended_at=None)
    done, stopped = Digest.objects.filter(day=day).values("user"), MailStop.objects.values("user")
    people = people.exclude(pk__in=done).exclude(pk__in=stopped)
    return list(people.order_by("pk").values_list("pk", flat=True)[:PEOPLE])


def _unread() -> NotificationQuerySet:
    return Notification.objects.unread().filter(entry__at__gt=timezone.now() - WINDOW)


@transaction.atomic
def make(user_id: int, day: date) -> bool:
    """The mail of one day for one person, once; whether there was something to tell."""
    user = lock(User.objects.filter(pk=user_id, ended_at=None)).first()
    if user is None or Digest.objects.filter(user=user, day=day).exists():
        return False
    with translation.override(user.language):
        news, more = groups(user, to_tell(user)), elsewhere.tell(user)
        told = [line.notification.entry_id for group in news for line in group.lines]
        if news or more or _unread().filter(user=user).exists():
            Digest.objects.create(user=user, day=day, entries=told)
        if news or more:
            letters.digest(user, news, more)
    return bool(news or more)


def to_tell(user: User) -> NotificationQuerySet:
    """Unread, of kinds that the user wants by mail, of the last week, and in no mail before."""
    quiet = Choice.objects.filter(user=user).exclude(way=Way.DIGEST).values("kind")
    before = {pk for one in Digest.objects.filter(user=user).order_by("pk") for pk in one.entries}
    fresh = Notification.objects.visible_to(user).filter(pk__in=_unread().order_by().values("pk"))
    return fresh.exclude(kind__in=quiet).exclude(entry__in=before)


def _forget_old(today: date) -> None:
    Digest.objects.filter(day__lt=today - KEPT).delete()
    Notification.objects.exclude(pk__in=Notification.objects.recent().order_by().values("pk")).delete()
