"""From recipients to people: the members of organisations, people by themselves, and the people of parties.

A party is a row of a higher room; it answers `people()`, the accounts that act for it.
"""

from django.db.models import Q, QuerySet

from olievlek.accounts.models import User
from olievlek.core.nouns import Recipients
from olievlek.organisations.models import Membership


def users_of(recipients: Recipients) -> QuerySet[User]:
    """Everyone who is meant, by name, in one query besides those of the parties."""
    where = Q(pk__in=[person.pk for person in recipients.people])
    if recipients.organisations:
        inside = Membership.objects.active().filter(organisation__in=list(recipients.organisations))
        where |= Q(pk__in=inside.order_by().values("user"))
    for party in recipients.parties:
        where |= Q(pk__in=party.people().order_by().values("pk"))
    return User.objects.filter(where).order_by("name", "pk")
