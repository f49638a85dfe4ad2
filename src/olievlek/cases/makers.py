"""Who made something here, and so hears it when a moderator hides it: authors, and coordinators of the organisation."""

from collections.abc import Iterable

from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.cases.models import Case, CaseFile
from olievlek.organisations.membership import coordinators
from olievlek.organisations.models import Organisation


def once(*people: User | None) -> list[User]:
    """Each of them, if she still has an account."""
    return list({one.pk: one for one in people if one is not None and one.is_active}.values())


def keepers(organisation: Organisation | None) -> list[User]:
    """The coordinators of an organisation, if there is one."""
    return coordinators(organisation) if organisation else []


def of_case(case: Case) -> Iterable[User]:
    writers = [one.user for one in case.people.co_authors().select_related("user")]
    return once(case.author, *writers, *keepers(case.owner))


def cases_by(user: User) -> QuerySet[Case]:
    return Case.objects.made_by(user)


def of_file(file: CaseFile) -> Iterable[User]:
    return once(file.added_by, *of_case(file.case))


def files_by(user: User) -> QuerySet[CaseFile]:
    return CaseFile.objects.filter(case__in=Case.objects.made_by(user))
