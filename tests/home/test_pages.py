"""The pages about Olievlek itself."""

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.home.sources import ORIGINS, SOURCES

pytestmark = pytest.mark.django_db


def test_the_about_page_names_the_five_sources(client: Client) -> None:
    page = client.get("/over/").content.decode()
    assert len(SOURCES) == 5
    for source in SOURCES:
        assert source.maker in page


def test_every_set_of_facts_has_its_maker_licence_and_caveat(client: Client) -> None:
    page = client.get("/en/over/gegevens/").content.decode()
    for origin in ORIGINS:
        assert str(origin.maker) in page
        assert str(origin.licence) in page


@pytest.mark.parametrize("address", ["/toegankelijkheid/", "/en/toegankelijkheid/"])
@pytest.mark.requirement("000-33", at="*/toegankelijkheid/", reads=True)
def test_the_accessibility_page_says_the_promise_and_holds_a_form_for_problems(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    assert "WCAG 2.2" in page
    assert "toegankelijkheid/melden" in page


def test_the_privacy_page_is_made_from_the_declarations_of_the_models(client: Client) -> None:
    page = client.get("/privacy/").content.decode()
    assert "Wie er op dit apparaat is ingelogd" in page
    assert page.count("Een mail die we je sturen") == 1


def test_security_txt_never_grows_old_and_names_a_way_to_report(client: Client) -> None:
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert datetime.fromisoformat(lines["Expires"]) > timezone.now()
    assert lines["Contact"].startswith(("mailto:", "http"))
    assert client.get(lines["Policy"].split("localhost:8000")[-1]).status_code == 200


def test_robots_may_read_everything_but_search(client: Client) -> None:
    assert "Disallow: /zoeken/" in client.get("/robots.txt").content.decode()
