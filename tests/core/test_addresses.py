"""One mailbox is one address, however it is typed and wherever it comes in."""

import importlib
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from hypothesis import given, settings
from hypothesis import strategies as st

from olievlek.accounts import codes
from olievlek.accounts.models import Address, MailedCode, User
from olievlek.core.addresses import canonical, canonical_domain, is_address
from olievlek.core.forms import EmailField
from olievlek.organisations.actions import inviting
from olievlek.organisations.models import Invitation, Organisation
from olievlek.surveys.links import person_code
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership

NOOR = "noor.visser@voorbeelddam.example"
SAME = [
    NOOR,
    "Noor.Visser@VOORBEELDDAM.example",
    f"{NOOR}\u200b",
    f"\ufeff{NOOR}",
    "noor.visser@voorbeeld\u00addam.example",
    "noor.visser@voorbeelddam.example\u2060",
    "noor.visser@\uff56oorbeelddam.example",
    "noor.visser\uff20voorbeelddam.example",
    "noor\u202e.visser@voorbeelddam.example",
    "noor.vi\u017fser@voorbeelddam.example",
    "noor.visser@voorbeelddam\u3002example",
    "noor.visser@voorbeelddam.example.",
    "noor.visser\ufe0f@voorbeelddam.example",
    "noor.visser\U000e0041@voorbeelddam.example",
    "  noor.visser@voorbeelddam.example\u00a0",
    '"noor.visser"@voorbeelddam.example',
]


@pytest.mark.parametrize("typed", SAME)
def test_one_mailbox_is_written_in_one_way(typed: str) -> None:
    assert canonical(typed) == NOOR
    assert is_address(typed)
    assert person_code(typed) == person_code(NOOR)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
        ("mu\u0308nchen.example", "xn--mnchen-3ya.example"),
        ("XN--MNCHEN-3YA.example", "xn--mnchen-3ya.example"),
        ("zei\u017ft.example", "zeist.example"),
        ("a_b.example", "a_b.example"),
        ("", ""),
    ],
)
def test_a_domain_is_as_mail_servers_know_it(typed: str, kept: str) -> None:
    assert canonical_domain(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [f"Noor Visser <{NOOR}>", f"<{NOOR}>", f"mailto:{NOOR}", f"{NOOR};", f" {NOOR}, ", f'"Visser, N." <{NOOR}>;'],
)
def test_a_box_takes_one_address_as_a_mail_program_copies_it(typed: str) -> None:
    assert EmailField().clean(typed) == NOOR


@pytest.mark.parametrize(
    "typed", [f"{NOOR}, sem@dam.example", "noor(werk)@dam.example", "noor@[192.168.1.1]", "noor@a\u00a8b.nl"]
)
def test_a_box_for_one_address_refuses_what_is_more_or_less_than_one(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        EmailField().clean(typed)


def test_all_hyphens_are_one_in_an_address() -> None:
    assert canonical("noor\u2011visser@voorbeeld\u2010dam.example") == "noor-visser@voorbeeld-dam.example"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "@",
        "noor",
        "noor@",
        "@zeist.example",
        "a b@zeist.example",
        "noor@a_b.example",
        "noor@[10.0.0.1]",
        "noor@a\u2044b.nl",
    ],
)
def test_what_is_no_address_stays_none(typed: str) -> None:
    assert not is_address(typed)


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_twice_is_the_same_as_once(local: str, domain: str) -> None:
    once = canonical(f"{local}@{domain}")
    assert canonical(once) == once


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.parametrize("typed", SAME)
def test_at_every_door_the_same_mailbox_is_the_same_person(typed: str) -> None:
    user = make_user(email=NOOR)
    Client().post("/inloggen/mail/", {"email": typed})
    assert MailedCode.objects.get().email == NOOR
    assert User.objects.with_address(typed) == user
    assert Client().post("/inloggen/", {"email": typed, "password": "een lang wachtwoord"}).status_code == 302
    head = make_membership(coordinator=True)
    inviting.invite(head.organisation, email=typed, by=head.user)
    assert Invitation.objects.get().email == NOOR
    call_command("make_moderator", typed)
    assert User.objects.exclude(pk=head.user.pk).get().is_moderator
    assert str(Organisation.objects.with_domain(typed).query) == str(Organisation.objects.with_domain(NOOR).query)


def test_no_form_takes_an_address_in_another_way() -> None:
    """The box of Django does not tidy; ours does."""
    get_resolver().url_patterns  # noqa: B018  # every form is imported by then
    kinds, found = [forms.BaseForm], []
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.__module__.startswith("olievlek."):
            boxes = getattr(kind, "base_fields", {}).items()
            found += [(kind.__qualname__, name, box) for name, box in boxes if isinstance(box, forms.EmailField)]
    assert len(found) >= 5
    assert [one for one in found if not isinstance(one[2], EmailField)] == []


@pytest.mark.both
@pytest.mark.django_db
def test_rows_of_before_get_their_one_way_and_of_two_accounts_both_stay() -> None:
    first = User.objects.create(email="noor@\uff56oorbeelddam.example", name="First")
    codes.prove(first, "noor@\uff56oorbeelddam.example")
    codes.prove(first, "noor@elders.example")
    second = User.objects.create(email="noor@voorbeelddam.example", name="Second")
    third = User.objects.create(email="noor@voorbeelddam.example\u200b", name="Third")
    alone = User.objects.create(email="sam@zei\u017ft.example", name="Alone")
    codes.prove(alone, "sam@zei\u017ft.example")
    migration: Any = importlib.import_module("olievlek.accounts.migrations.0006_one_way_to_write_an_address")
    for _twice in range(2):
        migration.one_way(apps, None)
        kept = dict(User.objects.values_list("name", "email"))
        assert kept == {
            "First": "noor@elders.example",
            "Second": "noor@voorbeelddam.example",
            "Third": f"double-{third.pk}@double.invalid",
            "Alone": "sam@zeist.example",
        }
        assert set(Address.objects.values_list("user", "email")) == {
            (first.pk, "noor@elders.example"), (alone.pk, "sam@zeist.example")
        }  # fmt: skip
    assert User.objects.with_address("noor@voorbeelddam.example") == second
