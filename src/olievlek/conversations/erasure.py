"""Erasure and export: somebody's own words go, what others said or decided stays."""

from django.db.models import QuerySet
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.conversations.models import Comment, Request, Thank


def forget(user: User) -> None:
    """Open questions are taken back, all words and contact details emptied, thanks given back."""
    now = timezone.now()
    asked = Request.objects.filter(asker=user)
    asked.open().update(outcome=Request.Outcome.WITHDRAWN, decided_at=now, decided_by=user)
    asked.update(text="")
    mine = Request.objects.filter(decided_by=user)
    mine.update(reply="", contact_name="", contact_email="", contact_phone="")
    Comment.objects.filter(by=user, removed_at=None).update(removed_at=now, text="")
    Thank.objects.filter(by=user).delete()


def requests_of(user: User) -> QuerySet[Request]:
    """Asked or answered by this person."""
    return Request.objects.filter(asker=user) | Request.objects.filter(decided_by=user)


def not_hers(asked: Request, user: User) -> tuple[str, ...]:
    """Fields to leave out of an export: who only answered gets no question; the asker gets both."""
    return () if asked.asker_id == user.pk else ("asker", "text", "about_kind", "about_id")


def comments_of(user: User) -> QuerySet[Comment]:
    return Comment.objects.filter(by=user)


def thanks_of(user: User) -> QuerySet[Thank]:
    return Thank.objects.filter(by=user)
