"""Mail domains by which colleagues join at once: a coordinator asks for one, a moderator confirms it."""

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.core.addresses import canonical_domain
from olievlek.organisations import events, evidence, letters
from olievlek.organisations.models import DomainClaim, MailDomain, Organisation
from olievlek.timeline.record import record

Outcome = DomainClaim.Outcome


class NotYourDomainError(ValueError):
    """Nobody proved an address on this domain, everyone can have one there, or another organisation has it."""


def has_proved(user: User | None, domain: str) -> bool:
    """Whether one of the proved addresses is on exactly this domain."""
    return user is not None and any(address.rpartition("@")[2] == domain for address in verified(user))


@transaction.atomic
def claim(organisation: Organisation, *, domain: str, by: User) -> DomainClaim:
    """Ask that colleagues with an address on this domain join at once. Asking again while it waits changes nothing.

    Raises `NotYourDomainError`.
    """
    domain = canonical_domain(domain.strip().removeprefix("@"))
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if not has_proved(by, domain) or not evidence.is_free(domain, organisation):
        raise NotYourDomainError(domain)
    waiting, fresh = DomainClaim.objects.get_or_create(
        organisation=organisation, domain=domain, decided_at=None, defaults={"claimed_by": by}
    )
    if fresh:
        record(events.DOMAIN_CLAIMED, about=organisation, by=by)
    return waiting


def _locked(pk: int) -> DomainClaim:
    rows = DomainClaim.objects.select_for_update(of=("self",)).select_related("organisation", "claimed_by")
    return rows.get(pk=pk)


def _decide(waiting: DomainClaim, outcome: Outcome, by: User) -> None:
    waiting.decided_at, waiting.decided_by, waiting.outcome = timezone.now(), by, outcome
    waiting.save(update_fields=["decided_at", "decided_by", "outcome"])


@transaction.atomic
def confirm(waiting: DomainClaim, *, by: User, shown: str | None = None) -> DomainClaim:
    """Let colleagues join by the domain from now on. The first decision stands.

    Raises `ChangedSinceShownError`; `NotYourDomainError` when it is no longer proved, or another one has it now.
    """
    waiting = _locked(waiting.pk)
    if waiting.decided_at is not None:
        return waiting
    evidence.require_unchanged(evidence.of_claims([waiting])[0][1], shown)
    if not has_proved(waiting.claimed_by, waiting.domain) or not evidence.is_free(waiting.domain, waiting.organisation):
        raise NotYourDomainError(waiting.domain)
    MailDomain.objects.get_or_create(
        domain=waiting.domain, defaults={"organisation": waiting.organisation, "confirmed_at": None}
    )
    row = MailDomain.objects.select_for_update(of=("self",)).get(domain=waiting.domain)
    if row.organisation_id != waiting.organisation_id:
        raise NotYourDomainError(waiting.domain)
    if row.confirmed_at is None:
        row.confirmed_at, row.confirmed_by = timezone.now(), by
        row.save(update_fields=["confirmed_at", "confirmed_by"])
    _decide(waiting, Outcome.CONFIRMED, by)
    record(events.DOMAIN_ADDED, about=waiting.organisation, by=by)
    letters.domain_decided(waiting)
    return waiting


@transaction.atomic
def decline(waiting: DomainClaim, *, by: User) -> DomainClaim:
    """Colleagues keep asking to be let in. The first decision stands."""
    waiting = _locked(waiting.pk)
    if waiting.decided_at is not None:
        return waiting
    _decide(waiting, Outcome.DECLINED, by)
    record(events.DOMAIN_DECLINED, about=waiting.organisation, by=by)
    letters.domain_decided(waiting)
    return waiting


@transaction.atomic
def withdraw(waiting: DomainClaim, *, by: User) -> None:
    """The organisation no longer asks for it. After a decision nothing changes."""
    waiting = _locked(waiting.pk)
    if waiting.decided_at is None:
        _decide(waiting, Outcome.WITHDRAWN, by)
        record(events.DOMAIN_CLAIM_WITHDRAWN, about=waiting.organisation, by=by)


@transaction.atomic
def remove(domain: MailDomain, *, by: User) -> None:
    """Nobody joins by this domain any more; who joined stays."""
    if MailDomain.objects.filter(pk=domain.pk).delete()[0]:
        record(events.DOMAIN_REMOVED, about=domain.organisation, by=by)
