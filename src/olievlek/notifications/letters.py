"""The daily mail: plain text in the user's language, grouped, newest first, with the reason; no words of others."""

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from olievlek.accounts.models import User
from olievlek.core.mail import queue_mail
from olievlek.core.news import News
from olievlek.core.text import apart
from olievlek.notifications.told import Group

SALT = "olievlek.notifications.stop"
GROUPS, LINES = 12, 4


def stop_token(user: User) -> str:
    """Stops the daily mail of this person and nothing else; it does not grow old, because mail is kept."""
    return signing.Signer(salt=SALT).sign(str(user.pk))


def who_stops(token: str) -> User | None:
    """The user of this token; None for a forged token or an ended account."""
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk, ended_at=None).first()


def digest(user: User, news: list[Group], more: list[News]) -> None:
    """Queue it, in the active language; the caller remembers that it did, in the same transaction."""
    stop = _address("notifications:stop", stop_token(user))
    titles = [*(group.title for group in news), *(one.title for one in more)]
    count = len(titles)
    subject = ngettext("%(title)s: news for you", "%(title)s, and %(more)s more: news for you", count) % {
        "title": apart(titles[0]),
        "more": count - 1,
    }
    queue_mail(to=user.email, subject=subject, body=_body(user, news, more, stop), stop_url=stop)


def _body(user: User, news: list[Group], more: list[News], stop: str) -> str:
    parts = [_("Hello %(name)s,") % {"name": apart(user.name)} if user.name else _("Hello,")]
    parts += [_told(group) for group in news[:GROUPS]]
    if len(news) > GROUPS:
        rest = {"more": len(news) - GROUPS, "url": _address("notifications:list")}
        parts.append(_("And %(more)s more, on %(url)s") % rest)
    parts += [_of_elsewhere(one) for one in more]
    ending = _(
        "You get this at most once a day, and only when there is news.\n"
        "Choose what you get: %(choose)s\nStop this mail with one click: %(stop)s\n\nOlievlek"
    )
    parts.append(ending % {"choose": _address("notifications:choices"), "stop": stop})
    return "\n\n".join(parts) + "\n"


def _told(group: Group) -> str:
    lines = [f"- {date_format(timezone.localtime(line.at), 'j F')}: {line.text}" for line in group.lines[:LINES]]
    why = _("You see this because %(reason)s.") % {"reason": group.reason}
    return "\n".join([group.title, *lines, why, f"{settings.OLIEVLEK_BASE_URL}{group.url}"])


def _of_elsewhere(one: News) -> str:
    lines = [f"- {text}\n  {settings.OLIEVLEK_BASE_URL}{url}" for text, url in one.lines]
    stop = _("Stop only this: %(url)s") % {"url": f"{settings.OLIEVLEK_BASE_URL}{one.stop_url}"}
    return "\n".join([one.title, *lines, one.why, stop])


def _address(name: str, *given: str) -> str:
    return f"{settings.OLIEVLEK_BASE_URL}{reverse(name, args=given)}"
