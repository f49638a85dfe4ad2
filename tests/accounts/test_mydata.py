"""All my data, to take along; and nothing left of somebody who leaves."""

import json
import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from olievlek.accounts import actions, changes, codes, erasure, mydata
from olievlek.accounts.models import Device, MailedCode, Profile, User
from olievlek.core.mail import queue_mail
from tests.factories.accounts import make_profile, make_user, sign_in
from tests.figures import say

pytestmark = pytest.mark.django_db
PLANTED = {
    "name": "Noortje Zonnebloem",
    "address": "noortje@zonnebloem.example",
    "second address": "zonnetje@stichting.example",
    "skills": "touwtrekken met leveranciers",
    "motivation": "omdat mijn moeder verdwaalde in formulieren",
    "helps with": "kamperen tussen twee vergaderingen",
    "passkey": "paarse telefoon van thuis",
    "mail": "Beste Noortje, je code is onderweg",
}


def somebody() -> tuple[User, Client]:
    """A person with something in every corner."""
    user = make_user(email=PLANTED["address"], name=PLANTED["name"])
    client = sign_in(user)
    make_profile(user, skills=PLANTED["skills"], motivation=PLANTED["motivation"], helps_with=PLANTED["helps with"])
    codes.prove(user, PLANTED["address"])
    codes.prove(user, PLANTED["second address"])
    codes.ask(PLANTED["second address"], codes.Purpose.SIGN_IN, language="nl")
    codes.ask(PLANTED["address"], codes.Purpose.CONFIRM, language="nl", user=user)
    Authenticator.objects.create(user=user, type="webauthn", data={"name": PLANTED["passkey"]})
    SocialAccount.objects.create(user=user, provider="zeist", uid="248289761001")
    actions.issue(user, actions.Purpose.SIGN_IN, lasts=actions.BY_MAIL)
    changes.remember(user, changes.What.FIRST)
    queue_mail(to=PLANTED["second address"], subject="Hallo", body=PLANTED["mail"])
    return user, client


def everything() -> str:
    """Every column of every row of every table."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.both
def test_of_somebody_who_left_nothing_is_left() -> None:
    user, client = somebody()
    before = everything()
    assert all(text in before for text in PLANTED.values())
    assert client.post("/account/stoppen/")["Location"] == "/"
    actions.end(user, by=None)
    after = everything()
    left = [name for name, text in PLANTED.items() if text in after]
    say("{left} of {planted} personal strings left after erasure", left=len(left), planted=len(PLANTED))
    assert not left
    user.refresh_from_db()
    assert user.called == f"Oud-deelnemer {user.pk}"
    assert client.get("/account/").status_code == 302
    for model in (Profile, Device, MailedCode, Authenticator, SocialAccount):
        assert not model.objects.exists()


@pytest.mark.both
def test_a_higher_room_forgets_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[str] = []
    monkeypatch.setattr(erasure, "_forgetters", [lambda user: met.append(user.email)])
    actions.end(make_user(email="noor@zeist.example"), by=None)
    assert met == ["noor@zeist.example"], "the address is still there to look by"

    def fails(_user: User) -> None:
        raise RuntimeError

    monkeypatch.setattr(erasure, "_forgetters", [fails])
    other = make_user()
    with pytest.raises(RuntimeError):
        actions.end(other, by=None)
    other.refresh_from_db()
    assert other.ended_at is None


def test_every_model_with_something_personal_is_in_the_file_or_says_why_not() -> None:
    assert not mydata.unreachable(), "say it in `my_data` of the noun, in nouns.py of its room"


@pytest.mark.both
def test_the_file_holds_every_personal_field_of_every_row_that_is_hers() -> None:
    user, client = somebody()
    answer = client.get("/account/meenemen/gegevens.json")
    assert answer["Content-Disposition"] == f'attachment; filename="olievlek-{user.pk}.json"'
    found = json.loads(answer.content)
    wanted = {
        f"{label}.{field}"
        for label in mydata._sources.names()
        if mydata._models[label]._meta.app_label in {"accounts", "mfa", "socialaccount"}
        for field in mydata.personal_fields(mydata._models[label])
    }
    held = {f"{label}.{field}" for label, rows in found["whole"].items() for row in rows for field in row}
    say("{held} of {wanted} personal fields", held=len(wanted & held), wanted=len(wanted))
    assert wanted <= held
    text = answer.content.decode()
    assert all(PLANTED[name] in text for name in PLANTED if name != "passkey")


def test_the_file_opens_no_door() -> None:
    user, client = somebody()
    text = client.get("/account/meenemen/gegevens.json").content.decode()
    secrets = [user.password, *Device.objects.values_list("session_key", flat=True)]
    secrets += [row.session_key for row in Session.objects.all()]
    assert not [secret for secret in secrets if secret in text]


def test_the_file_holds_nothing_of_another() -> None:
    somebody()
    text = sign_in(make_user()).get("/account/meenemen/gegevens.json").content.decode()
    assert not [name for name, planted in PLANTED.items() if planted in text]


@pytest.mark.both
def test_rows_that_name_her_are_listed_by_their_number() -> None:
    user, client = somebody()
    actions.change_details(user, name="Noor", language="nl", by=user)
    found: dict[str, Any] = json.loads(client.get("/account/meenemen/gegevens.json").content)
    entries = found["named_in"]["entry"]
    assert {row["as"] for row in entries} == {"by"}
    assert re.fullmatch(r"\d+", str(entries[0]["id"]))
