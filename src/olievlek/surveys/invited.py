"""Invitations of a person, found by verified addresses, also after those were deleted here."""

from django.db.models import QuerySet

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.surveys.links import person_code
from olievlek.surveys.models import Participation


def rows_of(user: User) -> QuerySet[Participation]:
    """Without the answers: nobody can find those."""
    return Participation.objects.filter(person__in=[person_code(address) for address in verified(user)])


def forget(user: User) -> None:
    """Delete the address from every round, and stop reminders; a code without a name stays for the auditor."""
    rows_of(user).update(email="")
