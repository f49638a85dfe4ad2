"""Who made something here, and so hears it when a moderator hides it: authors, and coordinators of the organisation."""

from collections.abc import Iterable

from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.library.models import Addition, Case, CaseFile
from olievlek.organisations.membership import coordinators
from olievlek.organisations.models import Membership, Organisation


def _once(*people: User | None) -> list[User]:
    """Each of them, if she still has an account."""
    return list({one.pk: one for one in people if one is not None and one.is_active}.values())


def _keepers(organisation: Organisation | None) -> list[User]:
    return coordinators(organisation) if organisation else []


def of_case(case: Case) -> Iterable[User]:
    writers = [one.user for one in case.people.co_authors().select_related("user")]
    return _once(case.author, *writers, *_keepers(case.owner))


def cases_by(user: User) -> QuerySet[Case]:
    return Case.objects.made_by(user)


def of_file(file: CaseFile) -> Iterable[User]:
    return _once(file.added_by, *of_case(file.case))


def files_by(user: User) -> QuerySet[CaseFile]:
    return CaseFile.objects.filter(case__in=Case.objects.made_by(user))


def of_addition(addition: Addition) -> Iterable[User]:
    return _once(addition.made_by, *_keepers(addition.organisation))


def additions_by(user: User) -> QuerySet[Addition]:
    led = Membership.objects.coordinating().filter(user_id=user.pk).values("organisation")
    return Addition.objects.filter(made_by_id=user.pk) | Addition.objects.filter(organisation__in=led)
