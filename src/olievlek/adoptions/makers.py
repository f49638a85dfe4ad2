"""Makers of additions, who are told when a moderator hides one."""

from collections.abc import Iterable

from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.adoptions.models import Addition
from olievlek.cases.makers import keepers, once
from olievlek.organisations.models import Membership


def of_addition(addition: Addition) -> Iterable[User]:
    return once(addition.made_by, *keepers(addition.organisation))


def additions_by(user: User) -> QuerySet[Addition]:
    led = Membership.objects.coordinating().filter(user_id=user.pk).values("organisation")
    return Addition.objects.filter(made_by_id=user.pk) | Addition.objects.filter(organisation__in=led)
