"""Coming in through one's own organisation: known by issuer and subject, never by an address it claims."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client

from olievlek.accounts import actions, codes, issuers, oidc
from olievlek.accounts.models import User
from tests.accounts.issuer import Issuer, running
from tests.answers import is_in, not_here
from tests.factories.accounts import make_user, sign_in

pytestmark = pytest.mark.django_db
BACK = "/inloggen/via/{key}/terug/"


@pytest.fixture
def issuer(settings: Any) -> Iterator[Issuer]:
    with running() as one:
        said = json.dumps([{"name": "Zeist", "issuer": one.url, "client_id": "olievlek", "secret": "geheim"}])
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": issuers.read(said), "OAUTH_PKCE_ENABLED": True}}
        yield one


def key() -> str:
    return next(iter(oidc.apps()))


def through(client: Client, issuer: Issuer, **more: str) -> Any:
    """Go there, say yes, come back."""
    there = client.post(f"/inloggen/via/{key()}/", more)
    assert there["Location"].startswith(f"{issuer.url}/authorize?")
    return client.get(BACK.format(key=key()), issuer.agree(there["Location"]))


def code_of(client: Client, email: str) -> None:
    client.post("/inloggen/mail/", {"email": email})
    codes.send_asked()
    found = re.search(r"\b\d{4} \d{4}\b", str(mail.outbox[-1].body))
    assert found
    client.post("/inloggen/code/", {"code": found[0]})


def who(client: Client) -> str | None:
    found: str | None = client.session.get("_auth_user_id")
    return found


def test_a_stranger_proves_an_address_and_joins_the_two_herself(client: Client, issuer: Issuer) -> None:
    assert f"/inloggen/via/{key()}/" in client.get("/inloggen/").content.decode()
    assert through(client, issuer)["Location"] == "/inloggen/"
    assert not User.objects.exists()
    code_of(client, "noor@zeist.example")
    assert not SocialAccount.objects.exists(), "it asks first"
    client.post("/account/koppelen/")
    user = User.objects.get()
    row = SocialAccount.objects.get()
    assert (row.user_id, row.uid, row.provider, row.extra_data) == (user.pk, "248289761001", key(), {})
    again = Client()
    assert through(again, issuer, next="/account/toegang/")["Location"] == "/account/toegang/"
    assert who(again) == str(user.pk)
    assert SocialAccount.objects.get().extra_data == {}


def test_an_address_that_an_issuer_claims_opens_no_account(client: Client, issuer: Issuer) -> None:
    make_user(email="noor@zeist.example")
    through(client, issuer)
    assert who(client) is None
    assert client.get("/account/").status_code == 302


@pytest.mark.both
def test_the_same_subject_of_another_issuer_is_somebody_else(client: Client, issuer: Issuer, settings: Any) -> None:
    user = make_user()
    oidc.link(user, provider=key(), uid="248289761001", by=user)
    with running() as other:
        said = json.dumps([{"name": "Zeist", "issuer": other.url, "client_id": "olievlek"}])
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": issuers.read(said), "OAUTH_PKCE_ENABLED": True}}
        through(client, other)
    assert who(client) is None


def test_the_second_step_is_asked_here_too_and_who_ended_stays_out(client: Client, issuer: Issuer) -> None:
    user = make_user()
    oidc.link(user, provider=key(), uid="248289761001", by=user)
    through(client, issuer)
    assert who(client) == str(user.pk)
    actions.end(user, by=None)
    assert not SocialAccount.objects.exists()
    other = Client()
    through(other, issuer)
    assert who(other) is None


def test_a_stolen_code_without_its_verifier_or_state_opens_nothing(client: Client, issuer: Issuer) -> None:
    user = make_user()
    oidc.link(user, provider=key(), uid="248289761001", by=user)
    there = client.post(f"/inloggen/via/{key()}/")
    brought = issuer.agree(there["Location"])
    thief = Client()
    answer = thief.get(BACK.format(key=key()), brought)
    assert answer.status_code in {302, 403}
    assert who(thief) is None
    assert not issuer.asked, "the code never left"
    assert client.get(BACK.format(key=key()), brought).status_code == 302
    assert set(issuer.asked[0]) >= {"code_verifier", "client_secret"}


@pytest.mark.parametrize("brought", [{"error": "access_denied"}, {"error": "server_error"}, {"code": "wrong"}, {}])
def test_what_goes_wrong_there_ends_at_the_door_with_words(
    client: Client, issuer: Issuer, brought: dict[str, str]
) -> None:
    there = client.post(f"/inloggen/via/{key()}/")
    state = issuer.agree(there["Location"])["state"]
    answer = client.get(BACK.format(key=key()), {**brought, "state": state}, follow=True)
    assert "Inloggen via je organisatie lukte niet" in answer.content.decode()


@pytest.mark.both
def test_who_is_in_joins_it_and_nobody_joins_that_of_another(issuer: Issuer) -> None:
    user, other = make_user(), make_user()
    client = sign_in(user)
    assert through(client, issuer)["Location"] == "/account/koppelen/"
    assert "Zeist" in client.get("/account/koppelen/").content.decode()
    client.post("/account/koppelen/")
    assert oidc.accounts_of(user).count() == 1
    assert not oidc.link(other, provider=key(), uid="248289761001", by=other)
    row = oidc.accounts_of(user).get()
    sign_in(other).post(f"/account/koppelingen/{row.pk}/weg/")
    assert oidc.accounts_of(user).exists()
    client.post(f"/account/koppelingen/{row.pk}/weg/")
    assert not oidc.accounts_of(user).exists()


def test_an_issuer_that_is_not_named_does_not_exist(client: Client) -> None:
    assert not_here(client.post("/inloggen/via/evil/"))
    assert not_here(client.get("/inloggen/via/evil/terug/?code=1"))
    assert not is_in(client)


def test_issuers_are_read_from_the_environment_and_mistakes_say_how_to_mend() -> None:
    said = '[{"name": "Gemeente Zeist", "issuer": "https://login.zeist.nl/", "client_id": "a", "hosts": ["https://b.nl/x"]}]'
    (found,) = issuers.read(said)
    assert found["provider_id"].startswith("gemeente-zeist-")
    assert found["settings"]["oauth_pkce_enabled"]
    assert issuers.origins(said) == ["https://b.nl", "https://login.zeist.nl"]
    assert issuers.read("") == []
    for wrong in ("{", "{}", "[1]", '[{"name": "x"}]', '[{"name": "x", "issuer": "y", "client_id": "z"}]'):
        with pytest.raises(ValueError, match="OLIEVLEK_OIDC must be"):
            issuers.read(wrong)
    assert urlsplit(found["settings"]["server_url"]).scheme == "https"
