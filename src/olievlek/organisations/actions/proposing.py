"""Somebody misses an organisation; a moderator confirms it, or says why not."""

import re
import uuid
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from olievlek.accounts.models import User
from olievlek.core import text
from olievlek.core.rows.decisions import decide
from olievlek.core.rows.locks import locked
from olievlek.organisations import events, evidence, letters, naming
from olievlek.organisations.actions.domains import has_proved
from olievlek.organisations.actions.joining import enter
from olievlek.organisations.models import MailDomain, Organisation, Proposal
from olievlek.timeline.record import record

COMMON = {"gemeente", "provincie", "ministerie", "waterschap", "hoogheemraadschap", "stichting", "van", "voor", "de",
          "het", "en", "der", "den", "bv", "b-v"}  # fmt: skip
MOST_SHOWN = 5
Outcome = Proposal.Outcome


def look_like(name: str, *, website: str = "", domain: str = "") -> list[Organisation]:
    """Organisations that this may be: of this name, the same domain, or the same words in the name; at most five."""
    wanted = _words(name)
    domains = {one for one in (domain, re.sub(r"^https?://(www\.)?|/.*$", "", website)) if one}
    everything = Organisation.objects.joinable().filter(demo_key="").order_by("name")
    by_domain = [one for each in sorted(domains) for one in Organisation.objects.perhaps_with_domain(each)]
    called_so = naming.meant(everything, name)
    by_name = [one for one in everything if wanted and (wanted <= _words(one.name) or wanted == _words(one.short_name))]
    return list({one.pk: one for one in [*called_so, *by_domain, *by_name]}.values())[:MOST_SHOWN]


def _words(name: str) -> set[str]:
    return {word for word in filter(None, re.split(r"[^a-z0-9]+", text.folded(name))) if word not in COMMON}


@transaction.atomic
def propose(*, once: uuid.UUID, by: User, **given: Any) -> Proposal:
    """Leave it for the moderators. The same form twice makes one row."""
    proposal, fresh = Proposal.objects.get_or_create(once=once, defaults={"proposed_by": by, **given})
    if fresh:
        record(events.PROPOSED, about=proposal, by=by)
    return proposal


@transaction.atomic
def confirm(proposal: Proposal, *, by: User, shown: str | None = None) -> Proposal:
    """Put the organisation in the list; who works there becomes its first member. The first decision stands.

    `shown` is the fingerprint of the page (`evidence.of_proposals`). Raises `ChangedSinceShownError`.
    """
    proposal = locked(proposal, "proposed_by")
    if not proposal.is_open:
        return proposal
    evidence.require_unchanged(evidence.of_proposals([proposal])[0][1], shown)
    organisation = _make(proposal)
    decide(proposal, Outcome.CONFIRMED, by=by, organisation=organisation)
    record(events.CONFIRMED, about=organisation, by=by)
    proposer = proposal.proposed_by
    if proposer is not None and proposal.works_there and proposer.is_active:
        enter(proposer, organisation, by=by)
    letters.proposal_decided(proposal)
    return proposal


@transaction.atomic
def decline(proposal: Proposal, *, reason: str, by: User, known: Organisation | None = None) -> Proposal:
    """Leave it out, with a reason for who proposed it; `known` is the one that was there already."""
    proposal = locked(proposal, "proposed_by")
    if decide(
        proposal, Outcome.DOUBLE if known else Outcome.DECLINED, by=by, reason=reason, organisation=known
    ):  # fmt: skip
        record(events.PROPOSAL_DECLINED, about=proposal, by=by)
        letters.proposal_decided(proposal)
    return proposal


def _make(proposal: Proposal) -> Organisation:
    """A fresh code and slug; the mail domain only when who proposed it proved an address there and it is free."""
    base, number = slugify(proposal.name)[:80] or "organisatie", 1
    slug = base
    while Organisation.objects.filter(slug=slug).exists() or Organisation.objects.filter(code=f"OL-{slug}").exists():
        number += 1
        slug = f"{base}-{number}"
    organisation = Organisation.objects.create(
        code=f"OL-{slug}", slug=slug, name=proposal.name, kind=proposal.kind, website=proposal.website
    )
    if (
        proposal.domain
        and has_proved(proposal.proposed_by, proposal.domain)
        and evidence.is_free(proposal.domain, None)
    ):
        MailDomain.objects.get_or_create(domain=proposal.domain, defaults={"organisation": organisation})
    return organisation
