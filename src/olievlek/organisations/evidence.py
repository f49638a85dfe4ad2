"""Facts for who decides: the mail domains somebody proved, whose they are, and a fingerprint of what was shown.

A decision names the fingerprint of the page it was made on; when the facts changed meanwhile, it is not carried out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from olievlek.accounts.models import Address, User
from olievlek.core.addresses import canonical
from olievlek.organisations.hosts import is_shared_host
from olievlek.organisations.models import DomainClaim, JoinRequest, MailDomain, Organisation, Proposal, SentAway
from olievlek.organisations.models.membership import fingerprint
from olievlek.organisations.models.sent_away import sent_away_digest

NOBODY = 0  # in place of a primary key: whoever left an address and has no account


class ChangedSinceShownError(ValueError):
    """The facts that the page showed have changed: show them again and ask again."""


@dataclass(frozen=True)
class Proved:
    """A domain of which somebody proved to have an address.

    `is_own`: it is a mail domain of the organisation. `is_shared`: anyone can have an address there. `owner`: the other
    organisation that has it, else "".
    """

    domain: str
    is_own: bool
    is_shared: bool
    owner: str


@dataclass(frozen=True)
class Evidence:
    """Facts that the page shows beside the words of the asker; `shown` is the fingerprint of both."""

    proved: list[Proved]
    sent_away: bool
    shown: str
    typed: Proved | None = None  # of the address that somebody without an account typed, and did not prove

    @property
    def is_proved(self) -> bool:
        """Whether an address of the organisation itself was proved."""
        return any(one.is_own for one in self.proved)


def is_free(domain: str, organisation: Organisation | None) -> bool:
    """Whether this organisation, or a new one, may still have the domain as its own.

    One that a register names and nobody confirmed yet stays free for the organisation that it names.
    """
    taken = MailDomain.objects.filter(domain=domain).exclude(organisation=organisation, confirmed_at=None)
    return not is_shared_host(domain) and not taken.exists()


class Shown(Protocol):
    """Anything of which a page says what is known of it now."""

    @property
    def shown(self) -> str:
        """The fingerprint of that."""


def require_unchanged(now: Shown, shown: str | None) -> None:
    """Raise `ChangedSinceShownError` when the page showed other facts. None: who decides saw no page."""
    if shown is not None and shown != now.shown:
        raise ChangedSinceShownError


class _Known:
    """Addresses, domains and digests of so many people and organisations, in four queries at most."""

    def __init__(
        self, users: Iterable[User | None], organisations: Iterable[Organisation] = (), *, typed: str = ""
    ) -> None:
        self._addresses: dict[int, list[str]] = {user.pk: [] for user in users if user}
        for user, email in Address.objects.filter(user__in=self._addresses).order_by("pk").values_list("user", "email"):
            self._addresses[user].append(email)
        if typed:
            self._addresses[NOBODY] = [canonical(typed)]
        self._places = {one.pk: [one.pk] for one in organisations}

    @cached_property
    def _owners(self) -> dict[str, tuple[int, str]]:
        """Domain to primary key and name of the organisation that has it."""
        emails = [email for each in self._addresses.values() for email in each]
        domains = {parent for email in emails for parent in _parents(_domain_of(email))}
        rows = MailDomain.objects.filter(
            domain__in=domains, organisation__in=Organisation.objects.bodies(), confirmed_at__isnull=False
        )
        found = rows.order_by("pk").values_list("domain", "organisation", "organisation__name") if domains else ()
        return {domain: (pk, name) for domain, pk, name in found}

    @cached_property
    def _away(self) -> set[str]:
        """Digests among those of these people and organisations that were sent away."""
        if not self._places or not any(self._addresses.values()):
            return set()
        merged = Organisation.objects.filter(merged_into__in=self._places).order_by("pk")
        for pk, into in merged.values_list("pk", "merged_into"):
            self._places[into or 0].append(pk)
        codes = [code for user in self._addresses for place in self._places for code in self._codes(user, place)]
        return set(SentAway.objects.filter(digest__in=codes).values_list("digest", flat=True).order_by())

    def _codes(self, user: int, place: int) -> list[str]:
        emails = self._addresses.get(user, ())
        return [sent_away_digest(each, email) for each in self._places[place] for email in emails]

    def proved(self, user: User | None, organisation: Organisation | None = None) -> list[Proved]:
        """Each domain once, in the order in which the addresses were proved."""
        addresses = self._addresses[user.pk] if user else []
        return [self._one(domain, organisation) for domain in dict.fromkeys(_domain_of(one) for one in addresses)]

    def _one(self, domain: str, organisation: Organisation | None) -> Proved:
        owners = [self._owners[one] for one in _parents(domain) if one in self._owners]
        is_own = organisation is not None and any(pk == organisation.pk for pk, _name in owners)
        return Proved(domain, is_own, is_shared_host(domain), "" if is_own or not owners else owners[0][1])

    def typed(self, organisation: Organisation | None) -> Proved | None:
        """The domain of the address that nobody proved."""
        typed = self._addresses.get(NOBODY)
        return self._one(_domain_of(typed[0]), organisation) if typed else None

    def was_sent_away(self, user: User | None, organisation: Organisation) -> bool:
        """Whether one of the addresses was ended as a member there, less than a year ago; mergers included."""
        away = self._away  # read first: it also finds what merged
        return not away.isdisjoint(self._codes(user.pk if user else NOBODY, organisation.pk))


def _domain_of(email: str) -> str:
    return email.rpartition("@")[2]


def _parents(domain: str) -> list[str]:
    """The domain and those above it, as `Organisation.objects.with_domain` looks."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def own_domains(user: User, organisation: Organisation) -> list[str]:
    """The proved domains of somebody that are those of the organisation."""
    return [one.domain for one in _Known([user]).proved(user, organisation) if one.is_own]


def sent_away_from(user: User, organisations: Sequence[Organisation]) -> set[int]:
    """Primary keys of those among the organisations where an address of this person was sent away lately."""
    known = _Known([user] if organisations else [], organisations)
    return {one.pk for one in organisations if known.was_sent_away(user, one)}


def of_requests(requests: Sequence[JoinRequest]) -> list[tuple[JoinRequest, Evidence]]:
    """For who decides about requests to join; `user` and `organisation` are read already."""
    known = _Known([one.user for one in requests], [one.organisation for one in requests])
    return [(one, _of_request(one, known)) for one in requests]


def _of_request(asked: JoinRequest, known: _Known) -> Evidence:
    user = asked.user
    proved, away = known.proved(user, asked.organisation), known.was_sent_away(user, asked.organisation)
    facts = (user.called, asked.wanted, asked.layer, asked.job, asked.words, asked.organisation_id, proved, away)
    return Evidence(proved, away, fingerprint(facts))


def of_person(user: User | None, organisation: Organisation | None, *, typed: str = "") -> Evidence:
    """For a moderator who hands something over to somebody, on the name of this organisation.

    A visitor proved nothing; `typed` is the address that the visitor left, which will be invited.
    """
    known = _Known([user], [organisation] if organisation else [], typed="" if user else typed)
    proved = known.proved(user, organisation)
    away = organisation is not None and known.was_sent_away(user, organisation)
    left = known.typed(organisation)
    facts = (user.called if user else typed, organisation.pk if organisation else None, proved, away, left)
    return Evidence(proved, away, fingerprint(facts), left)


def of_proposals(proposals: Sequence[Proposal]) -> list[tuple[Proposal, Evidence]]:
    """For a moderator who decides about proposed organisations; a free domain that was proved counts as their own."""
    known = _Known([one.proposed_by for one in proposals])
    return [(one, _of_proposal(one, known.proved(one.proposed_by))) for one in proposals]


def _of_proposal(proposal: Proposal, found: list[Proved]) -> Evidence:
    proved = [
        replace(one, is_own=one.domain == proposal.domain and not one.is_shared and not one.owner) for one in found
    ]
    facts = (proposal.name, proposal.kind, proposal.website, proposal.domain, proposal.works_there, proposal.proposer)
    return Evidence(proved, False, fingerprint((*facts, proved)))


def of_claims(claims: Sequence[DomainClaim]) -> list[tuple[DomainClaim, Evidence]]:
    """For a moderator who decides about mail domains, each of which must still be proved by who asks."""
    known = _Known([one.claimed_by for one in claims])
    return [(one, _of_claim(one, known.proved(one.claimed_by, one.organisation))) for one in claims]


def _of_claim(claim: DomainClaim, found: list[Proved]) -> Evidence:
    proved = [one for one in found if one.domain == claim.domain]
    claimer = claim.claimed_by.called if claim.claimed_by else ""
    return Evidence(proved, False, fingerprint((claim.domain, claim.organisation_id, claimer, proved)))
