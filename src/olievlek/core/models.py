"""Mechanism tables: mail that waits, and tries that are counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import Basis, facts, personal


class OutgoingMail(models.Model):
    """A mail that waits for the worker; written in the transaction of the deed that caused it.

    Its text goes once it is sent: that may hold an address by which somebody acts without signing in.
    """

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    stop_url = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    wait_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    privacy = [
        facts("id", "made_at", "wait_until", "sent_at", "failures", purpose=_("Send mail once")),
        personal(
            "to",
            "subject",
            what=_("That we sent you a mail, and its subject"),
            purpose=_("Answer the person who wrote"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Thirty days after sending"),
        ),
        personal(
            "body",
            "stop_url",
            what=_("A mail that we send you"),
            purpose=_("Answer the person who wrote"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until it is sent, or was refused for three days"),
        ),
    ]

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.subject} ({self.pk})"


class Hit(models.Model):
    """One counted try; the key is a keyed hash of name and address. A place is taken once, so that a limit is exact."""

    key = models.CharField(max_length=64)
    place = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    privacy = [
        facts("id", "place", purpose=_("Stop abuse")),
        personal(
            "key",
            "at",
            what=_("A keyed hash of your network address, with the hour"),
            purpose=_("Stop abuse"),
            basis=Basis.PUBLIC_TASK,
            retention=_("One day"),
        ),
    ]

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["key", "place"], name="a_place_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.at:%H:%M}"
