"""Actions with which an organisation tells about its copy: first to colleagues, then to everyone."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.adoptions import copying, events
from olievlek.adoptions.actions.copying import locked_adoption
from olievlek.adoptions.models import Adaptation, Addition, Adoption
from olievlek.cases.actions.lineage import link_parent
from olievlek.cases.actions.sharing import begin
from olievlek.cases.models import Case, CaseTerm
from olievlek.core.rows.editions import require_edition
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import put
from olievlek.timeline.hiding import hide, unhide
from olievlek.timeline.record import record, retoken
from olievlek.vocabulary.models import Term

COPIED_FROM = "adopted"
AN_HOUR = timedelta(hours=1)


@transaction.atomic
def adapt(
    adoption: Adoption, *, given: Mapping[str, Any], by: User, directions: Iterable[Term] | None = None,
    edition: int | None = None, while_typing: bool = False,
) -> Adaptation:  # fmt: skip
    """Keep what was answered or written. The same again changes nothing.

    Args:
        given: columns of `Adaptation`.
        directions: which way it spreads; None leaves it.
        while_typing: it saved itself; one sitting is one event.
        edition: the one that was compared with, also when the same person saved since; without it nothing is compared.
    """
    adoption = locked_adoption(adoption, by)
    adaptation, _fresh = Adaptation.objects.get_or_create(adoption=adoption)
    changed = [name for name, value in given.items() if getattr(adaptation, name) != value]
    chosen = None if directions is None else {term.pk for term in directions}
    turned = chosen is not None and chosen != set(adaptation.directions.values_list("pk", flat=True))
    if not changed and not turned:
        return adaptation
    require_edition(adaptation, edition)
    now, one_sitting = timezone.now(), False
    if while_typing and adaptation.changed_at and adaptation.changed_by_id == by.pk:
        one_sitting = now - adaptation.changed_at < AN_HOUR
    put(adaptation, "changed", by=by, edition=adaptation.edition + 1, **{name: given[name] for name in changed})
    if chosen is not None:
        adaptation.directions.set(chosen)
    if one_sitting:
        return adaptation
    audience = [f"org:{adoption.organisation_id}"]
    record(events.ADOPTION_ADAPTED, about=adaptation, by=by, audience=audience, case=adoption.case_id)
    return adaptation


@transaction.atomic
def share_as_case(adoption: Adoption, *, once: uuid.UUID, by: User) -> Case:
    """Make a draft of an own case from what was written, that comes from the copied one; once for an adoption."""
    adoption = locked_adoption(adoption, by)
    if adoption.shared_as is not None:
        return adoption.shared_as
    assert adoption.organisation is not None  # locked_adoption() asked
    adaptation = Adaptation.objects.filter(adoption=adoption).first() or Adaptation(adoption=adoption)
    given: dict[str, Any] = copying.draft_of(adoption, adaptation)
    given |= {"novelty": "adapted" if adaptation.changed else "copied", "themes": _themes(adoption.case)}
    given |= {"evidence": adaptation.evidence.key if adaptation.evidence else ""}
    given |= {"results": [adaptation.result] if adaptation.result else []}
    draft = begin(once=once, by=by, organisation=adoption.organisation, given=given, language=adoption.case.language)
    return _shared_as(adoption, draft, by)


def _themes(case: Case) -> list[str]:
    links = CaseTerm.objects.filter(case=case, role=CaseTerm.Role.THEME)
    return list(links.order_by("term__position").values_list("term__key", flat=True))


@transaction.atomic
def share_as(adoption: Adoption, own: Case, *, by: User) -> Case:
    """An own case tells it already: say that it came from the copied one too. CircleError when that came from it."""
    adoption = locked_adoption(adoption, by)
    if own.owner_id != adoption.organisation_id:
        raise ValueError("Only a case of the organisation itself.")
    return _shared_as(adoption, own, by)


def _shared_as(adoption: Adoption, own: Case, by: User) -> Case:
    link_parent(own, adoption.case, kind=COPIED_FROM, by=by)
    if adoption.shared_as_id != own.pk:
        adoption.shared_as = own
        adoption.save(update_fields=["shared_as"])
        audience = [f"org:{adoption.organisation_id}"]
        record(events.ADOPTION_SHARED_BACK, about=adoption, by=by, audience=audience, case=adoption.case_id)
    return own


@transaction.atomic
def add_to_case(adoption: Adoption, *, text: str, evidence: Term | None, once: uuid.UUID, by: User) -> Addition:
    """Tell it below the case of the maker, with the name of the organisation. The same `once` adds once."""
    adoption = locked_adoption(adoption, by)
    given: dict[str, Any] = {"text": text, "evidence": evidence, "made_by": by}
    given |= {"case": adoption.case, "organisation": adoption.organisation}
    addition, fresh = Addition.objects.get_or_create(once=once, defaults=given)
    if fresh:
        record(events.ADDITION_MADE, about=addition, by=by, case=adoption.case_id)
    return addition


@transaction.atomic
def withdraw_addition(addition: Addition, *, by: User) -> None:
    """Take it back; nobody sees it any more."""
    addition = _locked_addition(addition)
    if addition.withdrawn_at:
        return
    put(addition, "withdrawn", by=by)
    retoken(addition, addition.audience_tokens())
    record(events.ADDITION_WITHDRAWN, about=addition, by=by)


@transaction.atomic
def hide_addition(addition: Addition, *, reason: str, by: User) -> None:
    """Take it out of sight; moderators still see it, with the reason. Hiding twice keeps the first reason."""
    hide(_locked_addition(addition), event=events.ADDITION_HIDDEN, reason=reason, by=by)


@transaction.atomic
def unhide_addition(addition: Addition, *, by: User) -> None:
    """Show it again."""
    unhide(_locked_addition(addition), event=events.ADDITION_SHOWN_AGAIN, by=by)


def _locked_addition(addition: Addition) -> Addition:
    """Its case first, as everywhere."""
    locked(addition.case)
    return locked(addition)
