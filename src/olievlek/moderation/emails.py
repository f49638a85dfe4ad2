"""Mail to the sender, in the language of the message and without its text: the address may be somebody else's."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from olievlek.core.mail import queue_mail
from olievlek.core.text import apart
from olievlek.moderation.models import Message
from olievlek.organisations.models import Organisation

MOST_PER_DAY = 5


def confirm(message: Message) -> None:
    """Say that it came in and what happens next; stops when one address gets many, whoever types it."""
    since = timezone.now() - timedelta(days=1)
    if Message.objects.filter(email=message.email, sent_at__gt=since).count() > MOST_PER_DAY:
        return
    with translation.override(message.language):
        subject = _("We have your message %(reference)s") % {"reference": message.reference}
        queue_mail(to=message.email, subject=subject, body=_confirmation(message))


def answer(message: Message, text: str) -> None:
    """The answer of a moderator, to the sender only."""
    with translation.override(message.language):
        subject = _("An answer to your message %(reference)s") % {"reference": message.reference}
        body = _("Hello,\n\nThis is our answer to your message of %(date)s.\n\n%(text)s\n\n%(end)s") % {
            "date": date_format(timezone.localtime(message.sent_at), "DATE_FORMAT"),
            "text": text.strip(),
            "end": _ending(message),
        }
        queue_mail(to=message.email, subject=subject, body=body)


def handed_over(message: Message, noun: Any, to: Organisation, *, works_there: bool) -> None:
    """For who claimed a page: whose name it bears now, and how to change it."""
    address = message.email or (message.sent_by.email if message.sent_by and message.sent_by.is_active else "")
    if not address:
        return
    with translation.override(message.language):
        said = {
            "title": apart(str(noun)),
            "name": apart(to.name),
            "url": f"{settings.OLIEVLEK_BASE_URL}{noun.get_absolute_url()}",
        }
        subject = _("The page is yours now: %(title)s") % said
        text = _("“%(title)s” belongs to %(name)s now:\n%(url)s") % said
        if works_there:
            how = _("You can change it: sign in, open the page and choose Change.")
        else:
            how = _("To change it, accept the invitation that we send you in another mail.")
        body = _("Hello,\n\n%(text)s\n\n%(how)s\n\n%(end)s") % {"text": text, "how": how, "end": _ending(message)}
        queue_mail(to=address, subject=" ".join(subject.split()), body=body)


def _confirmation(message: Message) -> str:
    return _("Hello,\n\nThank you for your message. %(after)s\n\nYou hear from us by %(date)s.\n\n%(end)s") % {
        "after": message.sort.after,
        "date": date_format(message.answer_by, "DATE_FORMAT"),
        "end": _ending(message),
    }


def _ending(message: Message) -> str:
    url = f"{settings.OLIEVLEK_BASE_URL}{reverse('moderation:sent', args=[message.reference])}"
    return _(
        "Your message has the number %(reference)s. Here you see how it goes:\n%(url)s\n\n"
        "Did you not write to us? Then somebody mistyped an address, and you need do nothing.\n\nOlievlek\n"
    ) % {"reference": message.reference, "url": url}
