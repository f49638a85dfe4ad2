"""A missing organisation: looked up first, proposed once, confirmed by a moderator."""

import uuid
from typing import Any

import pytest

from olievlek.core.models import OutgoingMail
from olievlek.organisations.actions import proposing
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import MailDomain, Organisation, Proposal
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_organisation
from tests.organisations.people import somebody

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def proposed(**given: Any) -> Proposal:
    told: dict[str, Any] = {"name": "Stichting De Brug", "kind": "association", "by": make_user(), "once": uuid.uuid4()}
    return proposing.propose(**told | given)


@pytest.mark.parametrize("name", ["Zeist", "gemeente zeist", "Gemeente Zéist"])
def test_what_looks_like_it_is_found_by_name(name: str) -> None:
    zeist = make_organisation(name="Gemeente Zeist", short_name="Zeist")
    make_organisation(name="Gemeente Ede", short_name="Ede")
    assert proposing.look_like(name) == [zeist]


def test_what_looks_like_it_is_found_by_domain_and_website() -> None:
    zeist = make_organisation(name="Gemeente Zeist", domain="zeist.nl")
    assert proposing.look_like("De dorpsdienst", domain="zeist.nl") == [zeist]
    assert proposing.look_like("De dorpsdienst", website="https://www.zeist.nl/over") == [zeist]
    assert proposing.look_like("De dorpsdienst", domain="dienst.example") == []


def test_the_same_form_twice_is_one_proposal() -> None:
    once, noor = uuid.uuid4(), make_user()
    assert proposed(once=once, by=noor) == proposed(once=once, by=noor)
    assert not Organisation.objects.exists()


def test_confirming_makes_the_organisation_its_domain_and_its_first_member_once() -> None:
    proposal = proposed(domain="debrug.example", works_there=True, by=somebody("noor@debrug.example"))
    for _ in range(2):
        proposing.confirm(proposal, by=make_moderator(email="m@voorbeeld.example") if not _ else make_moderator())
    made = Organisation.objects.get()
    assert (made.code, made.slug, made.kind) == ("OL-stichting-de-brug", "stichting-de-brug", "association")
    assert proposal.proposed_by is not None
    assert is_member(proposal.proposed_by, made)
    assert MailDomain.objects.get().organisation == made
    assert OutgoingMail.objects.count() == 1


def test_a_company_is_marked_and_a_shared_host_is_no_domain() -> None:
    proposing.confirm(proposed(kind="company", domain="gmail.com"), by=make_moderator())
    assert Organisation.objects.get().is_company
    assert not MailDomain.objects.exists()


def test_a_domain_of_another_is_not_taken_over() -> None:
    other = make_organisation(domain="zeist.nl")
    proposing.confirm(proposed(domain="zeist.nl"), by=make_moderator())
    assert MailDomain.objects.get().organisation == other


def test_a_name_we_have_gets_an_address_of_its_own() -> None:
    make_organisation(name="Stichting De Brug", slug="stichting-de-brug")
    proposing.confirm(proposed(), by=make_moderator())
    assert Organisation.objects.order_by("pk")[1].slug == "stichting-de-brug-2"


def test_a_no_and_a_double_are_mailed_and_the_first_decision_stands() -> None:
    known, moderator = make_organisation(name="Stichting De Brug (Ede)"), make_moderator()
    no = proposing.decline(proposed(), reason="Geen organisatie", by=moderator)
    double = proposing.decline(proposed(by=make_user()), reason="", known=known, by=moderator)
    assert (no.outcome, double.outcome, double.organisation) == ("declined", "double", known)
    assert proposing.confirm(no, by=moderator).outcome == "declined"
    bodies = [one.body for one in OutgoingMail.objects.order_by("pk")]
    assert "Geen organisatie" in bodies[0]
    assert known.get_absolute_url() in bodies[1]
