"""Which invitations were for somebody: by the addresses she proved to have, also after those were thrown away here."""

from django.db.models import QuerySet

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.surveys.links import person_code
from olievlek.surveys.models import Participation


def rows_of(user: User) -> QuerySet[Participation]:
    """Not what she answered: nobody can find that."""
    return Participation.objects.filter(person__in=[person_code(address) for address in verified(user)])


def forget(user: User) -> None:
    """Her address goes from every round, and no reminder comes; a code without a name stays for the auditor."""
    rows_of(user).update(email="")
