"""The action that adds an adoption, or updates how far it is, without going through its stages."""

from django.db import transaction

from olievlek.accounts.models import User
from olievlek.adoptions import events
from olievlek.adoptions.models import Adoption
from olievlek.cases.models import Case
from olievlek.core.rows.locks import locked
from olievlek.index import projection
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record
from olievlek.vocabulary.models import List, Term


@transaction.atomic
def add_adoption(
    case: Case, *, organisation: Organisation | str, stage: str, by: User | None, **given: str
) -> Adoption:
    """Say that a body copies this case, or how far it is now. One row for each body; `given` are columns of it."""
    case = locked(case)
    named = isinstance(organisation, str)
    body = {"organisation": None, "organisation_text": organisation} if named else {"organisation": organisation}
    term = Term.objects.get(list=List.ADOPTION_STAGE, key=stage)
    adoption, fresh = Adoption.objects.get_or_create(case=case, **body, defaults={"stage": term, **given})
    changed = [name for name, value in {"stage": term, **given}.items() if getattr(adoption, name) != value]
    if fresh:
        record(events.ADOPTION_ADDED, about=case, by=by, stage=stage)
    elif changed:
        for name in changed:
            setattr(adoption, name, {"stage": term, **given}[name])
        adoption.save(update_fields=changed)
        record(events.ADOPTION_MOVED, about=case, by=by, stage=stage)
    projection.refresh(case)
    return adoption
