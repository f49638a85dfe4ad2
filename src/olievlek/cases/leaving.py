"""What the library forgets of somebody who leaves for good, gives her to take along, and does when bodies merge."""

from django.db import transaction
from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.cases.models import Case, CaseFile, CasePerson, Version
from olievlek.index import projection
from olievlek.timeline.models import Entry
from olievlek.timeline.record import retoken


def forget(user: User) -> None:
    """Drafts that nobody else saw go with her. What her organisation or everyone saw stays, without her name."""
    for case in Case.objects.filter(author=user, shared_at=None, published_at=None).order_by("pk"):
        projection.forget(case)
        case.delete()
    CasePerson.objects.filter(user=user).delete()
    Case.objects.filter(author=user).update(author=None)
    for name in ("edited_by", "shared_by", "published_by", "handed_over_by"):
        Case.objects.filter(**{name: user}).update(**{name: None})
    CaseFile.objects.filter(added_by=user).update(added_by=None)
    Version.objects.filter(made_by=user).update(made_by=None)


def cases_of(user: User) -> QuerySet[Case]:
    """What she told here, while she may edit it; of what she left behind at work, only that she told it goes along."""
    return Case.objects.told_by(user).filter(author=user)


def roles_of(user: User) -> QuerySet[CasePerson]:
    """What she was asked for."""
    return CasePerson.objects.filter(user=user)


@transaction.atomic
def follow_merger(entry: Entry) -> None:
    """The cases have another owner by now: who sees them, and under which name they are found, follows."""
    cases = list(Case.objects.filter(owner=entry.details["into"]).order_by("pk"))
    for case in cases:
        if case.shared_at and not case.is_published:
            retoken(case, case.audience_tokens())
    projection.refresh_many(cases)
