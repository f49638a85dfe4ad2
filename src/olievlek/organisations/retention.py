"""Retention: rows that the worker deletes after a while."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from olievlek.organisations.models import Invitation, JoinRequest, SentAway
from olievlek.organisations.models.sent_away import LASTS

REQUESTS, INVITATIONS = timedelta(days=365), timedelta(days=90)


def forget_old() -> int:
    """Answered requests and who was sent away after a year, ended invitations after ninety days; returns how many rows
    went."""
    now = timezone.now()
    requests, _each = JoinRequest.objects.filter(decided_at__lt=now - REQUESTS).delete()
    ended = now - INVITATIONS
    old = Q(used_at__lt=ended) | Q(withdrawn_at__lt=ended) | Q(expires_at__lt=ended)
    invitations, _each = Invitation.objects.filter(old).delete()
    away, _each = SentAway.objects.filter(since__lt=now - LASTS).delete()
    return requests + invitations + away
