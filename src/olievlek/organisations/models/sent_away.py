"""SentAway: an address that does not join an organisation by itself, because a colleague ended its membership."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from olievlek.core.addresses import mailbox
from olievlek.core.privacy import Basis, facts, personal
from olievlek.organisations.models.organisation import Organisation

LASTS = timedelta(days=365)


def sent_away_digest(organisation: int, address: str) -> str:
    """64 hexadecimal digits, the same for all addresses of one mailbox.

    Keyed, so that who reads the table cannot try addresses; one address, two organisations: two digests that look
    unrelated.
    """
    told = f"{organisation}:{mailbox(address)}"
    return salted_hmac("organisations.sent_away", told, algorithm="sha256").hexdigest()


class SentAway(models.Model):
    """Kept apart from the account, so that it holds after the account ended; for a year."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sent_away")
    digest = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField(default=timezone.now)

    privacy = [
        facts("id", "organisation", purpose=_("Let only colleagues join an organisation")),
        personal(
            "digest", "since",
            what=_("A code made from your address, when a colleague ended your membership of an organisation"),
            purpose=_("Let only colleagues join an organisation"),
            basis=Basis.PUBLIC_TASK,
            retention=_("One year, or until somebody of the organisation lets you in again"),
        ),
    ]  # fmt: skip

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.organisation_id}"
