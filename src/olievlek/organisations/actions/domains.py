"""Mail domains by which colleagues join at once: a coordinator asks for one, a moderator confirms it."""

from django.db import transaction

from olievlek.accounts.addresses import verified
from olievlek.accounts.models import User
from olievlek.core.addresses import canonical_domain
from olievlek.core.rows.decisions import decide
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import put
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
    locked(organisation)
    if not has_proved(by, domain) or not evidence.is_free(domain, organisation):
        raise NotYourDomainError(domain)
    waiting, fresh = DomainClaim.objects.get_or_create(
        organisation=organisation, domain=domain, decided_at=None, defaults={"claimed_by": by}
    )
    if fresh:
        record(events.DOMAIN_CLAIMED, about=organisation, by=by)
    return waiting


@transaction.atomic
def confirm(waiting: DomainClaim, *, by: User, shown: str | None = None) -> DomainClaim:
    """Let colleagues join by the domain from now on. The first decision stands.

    Raises `ChangedSinceShownError`; `NotYourDomainError` when it is no longer proved, or another one has it now.
    """
    waiting = locked(waiting, "organisation", "claimed_by")
    if not waiting.is_open:
        return waiting
    evidence.require_unchanged(evidence.of_claims([waiting])[0][1], shown)
    if not has_proved(waiting.claimed_by, waiting.domain) or not evidence.is_free(waiting.domain, waiting.organisation):
        raise NotYourDomainError(waiting.domain)
    MailDomain.objects.get_or_create(
        domain=waiting.domain, defaults={"organisation": waiting.organisation, "confirmed_at": None}
    )
    row = lock(MailDomain.objects.filter(domain=waiting.domain)).get()
    if row.organisation_id != waiting.organisation_id:
        raise NotYourDomainError(waiting.domain)
    if row.confirmed_at is None:
        put(row, "confirmed", by=by)
    decide(waiting, Outcome.CONFIRMED, by=by)
    record(events.DOMAIN_ADDED, about=waiting.organisation, by=by)
    letters.domain_decided(waiting)
    return waiting


@transaction.atomic
def decline(waiting: DomainClaim, *, by: User) -> DomainClaim:
    """Colleagues keep asking to be let in. The first decision stands."""
    waiting = locked(waiting, "organisation", "claimed_by")
    if decide(waiting, Outcome.DECLINED, by=by):
        record(events.DOMAIN_DECLINED, about=waiting.organisation, by=by)
        letters.domain_decided(waiting)
    return waiting


@transaction.atomic
def withdraw(waiting: DomainClaim, *, by: User) -> None:
    """The organisation no longer asks for it. After a decision nothing changes."""
    waiting = locked(waiting, "organisation", "claimed_by")
    if decide(waiting, Outcome.WITHDRAWN, by=by):
        record(events.DOMAIN_CLAIM_WITHDRAWN, about=waiting.organisation, by=by)


@transaction.atomic
def remove(domain: MailDomain, *, by: User) -> None:
    """Nobody joins by this domain any more; who joined stays."""
    if MailDomain.objects.filter(pk=domain.pk).delete()[0]:
        record(events.DOMAIN_REMOVED, about=domain.organisation, by=by)
