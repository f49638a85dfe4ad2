"""Who counts as a colleague in a scan: nobody by the word of who reads the result."""

import uuid

import pytest

from olievlek.accounts.models import User
from olievlek.organisations.actions import joining
from olievlek.organisations.models import MailDomain, Organisation
from olievlek.surveys.mailboxes import Known
from tests.factories.accounts import make_moderator
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.people import somebody

pytestmark = pytest.mark.django_db


def let_in(organisation: Organisation, by: User, email: str) -> User:
    person = somebody(email)
    asked = joining.ask(organisation, by=person, once=uuid.uuid4())
    joining.decide(asked, accept=True, by=by)
    return person


@pytest.fixture
def here() -> Organisation:
    here = make_organisation()
    MailDomain.objects.create(organisation=here, domain="hier.example")
    return here


def is_known(here: Organisation, email: str) -> bool:
    return Known(here, [email]).has(email)


def test_who_a_moderator_let_in_counts_and_who_a_coordinator_let_in_does_not(here: Organisation) -> None:
    moderator, head = make_moderator(), make_membership(organisation=here, coordinator=True).user
    let_in(here, moderator, "noor@post.example")
    let_in(here, head, "alias1@post.example")
    somebody("vreemd@post.example")
    assert is_known(here, "noor@post.example")
    assert not is_known(here, "alias1@post.example")
    assert not is_known(here, "vreemd@post.example")
    assert is_known(here, "wie@hier.example")


def test_a_moderator_who_works_there_makes_nobody_known(here: Organisation) -> None:
    moderator = make_moderator()
    make_membership(organisation=here, user=moderator)
    let_in(here, moderator, "alias1@post.example")
    assert not is_known(here, "alias1@post.example")


def test_who_left_or_works_elsewhere_counts_no_more(here: Organisation) -> None:
    noor = let_in(here, make_moderator(), "noor@post.example")
    assert not is_known(make_organisation(), "noor@post.example")
    noor.memberships.update(ended_at="2026-01-01T00:00Z")
    assert not is_known(here, "noor@post.example")


def test_one_person_with_two_addresses_has_one_seat(here: Organisation) -> None:
    let_in(here, make_moderator(), "noor@post.example")
    known = Known(here, ["noor@post.example", "noor@post.example"])
    assert known.seat("noor@post.example").startswith("account ")
