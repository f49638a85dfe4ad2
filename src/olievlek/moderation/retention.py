"""A year after a message is closed nothing says any more who sent it."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from olievlek.moderation.models import Message

A_YEAR = timedelta(days=365)


def forget_senders() -> int:
    """Delete name, address, organisation and page of messages closed a year ago; returns how many had any."""
    known = ~Q(name="", email="", organisation="", page="", sent_by=None, for_organisation=None)
    old = Message.objects.filter(known, closed_at__lt=timezone.now() - A_YEAR)
    return old.update(name="", email="", organisation="", page="", sent_by=None, for_organisation=None)
