"""The way in: asked once where you work, back to what you came for, and questions that waited for you."""

import re
import uuid
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from olievlek.accounts import codes
from olievlek.cases import actions as library
from olievlek.conversations.models import Request
from olievlek.core.mail import send_waiting
from olievlek.organisations.actions import joining
from olievlek.organisations.models import WithoutOrganisation
from tests.factories.accounts import make_user
from tests.factories.library import make_case
from tests.factories.notifications import heard_by, tell_all
from tests.factories.organisations import make_membership, make_organisation

pytestmark = pytest.mark.django_db
PASSWORD = "een lang wachtwoord"


def sign_in(user: Any, then: str = "") -> tuple[Client, str]:
    client = Client()
    answer = client.post("/inloggen/", {"email": user.email, "password": PASSWORD, "next": then})
    return client, answer["Location"]


def test_where_somebody_works_is_asked_once_and_later_stands_on_the_workplace() -> None:
    user = make_user()
    _first, place = sign_in(user)
    assert place == "/meedoen/"
    later, place = sign_in(user)
    assert place == "/werkplek/"
    assert "Je kunt zeggen waar je werkt wanneer je wilt." in later.get("/werkplek/").content.decode()
    WithoutOrganisation.objects.create(user=user)
    assert "Je kunt zeggen waar je werkt" not in later.get("/werkplek/").content.decode()


def test_who_came_to_share_a_case_joins_on_the_way_and_arrives_where_they_wanted(client: Client) -> None:
    make_organisation(name="Gemeente Zeist", domain="zeist.example")
    make_organisation(name="Gemeente Zeist Noord", domain="noord.zeist.example")
    page = client.get("/praktijken/").content.decode()
    assert 'href="/praktijken/delen/"' in page
    door = client.get("/praktijken/delen/")["Location"]
    assert door == "/inloggen/?next=/praktijken/delen/"
    assert client.get(door).status_code == 200
    asking = {"email": "noor@noord.zeist.example", "next": "/praktijken/delen/"}
    asked = client.post("/inloggen/mail/", asking)
    codes.send_asked()
    send_waiting()
    found = re.search(r"\b(\d{4} \d{4})\b", str(outbox.outbox[-1].body))
    assert found is not None
    answer = client.post(asked["Location"], {"code": found.group(1)})
    assert answer["Location"] == "/account/welkom/?next=%2Fpraktijken%2Fdelen%2F"
    answer = client.post(answer["Location"], {"name": "Noor"})
    assert answer["Location"] == "/meedoen/?next=%2Fpraktijken%2Fdelen%2F"
    page = client.get(answer["Location"]).content.decode()
    join = re.search(r'href="(/organisaties/[a-z-]+/meedoen/\?next=[^"]+)"', page)
    assert join is not None
    answer = client.post(join.group(1), {"once": uuid.uuid4(), "layer": "", "job": ""})
    assert answer["Location"] == "/praktijken/delen/"
    assert client.get("/praktijken/delen/").status_code == 200


def test_a_way_back_that_is_not_ours_is_forgotten() -> None:
    user = make_user()
    client, _place = sign_in(user)
    assert client.post("/meedoen/zonder-organisatie/?next=https://elders.example/")["Location"] == "/rollen/"
    assert 'name="next"' not in client.get("/meedoen/?next=//elders.example/").content.decode()


def test_a_question_to_an_empty_organisation_waits_for_the_first_colleague() -> None:
    maker = make_organisation(name="Gemeente Vlieland", short_name="Vlieland", domain="vlieland.example")
    case = make_case(owner=maker, source_url="https://bron.example/balie")
    asker = make_membership()
    client = Client()
    client.force_login(asker.user)
    address = f"/vragen/aan/praktijk/{case.pk}/{maker.slug}/"
    page = client.get(address).content.decode()
    for words in ("Van Vlieland is hier nog niemand", "https://bron.example/balie", "Nodig daar een collega uit"):
        assert words in page
    client.post(address, {"once": uuid.uuid4(), "text": "Hoe planden jullie de afspraken?"})
    asked = Request.objects.get()
    assert "Nodig daar een collega uit" in client.get(asked.get_absolute_url()).content.decode()
    first, second = make_user(email="eerste@vlieland.example"), make_user(email="tweede@vlieland.example")
    for newcomer in (first, second):
        joining.enter(newcomer, maker, by=None)
    tell_all()
    colleague = Client()
    colleague.force_login(first)
    page = colleague.get("/werkplek/").content.decode()
    assert "vraagt jullie iets" in page or asker.organisation.called in page
    assert asked.get_absolute_url() in page
    assert "request.sent" in heard_by(first)
    colleague.post(f"/vragen/{asked.pk}/ja/", {"name": "Fenna", "email": first.email, "phone": "", "reply": ""})
    asked.refresh_from_db()
    assert asked.outcome in {"yes", ""}


def test_who_is_asked_to_write_along_hears_it_once_and_who_said_yes_not_again() -> None:
    head, colleague = make_membership(), make_user()
    make_membership(organisation=head.organisation, user=colleague)
    case = make_case(owner=head.organisation, author=head.user, once=uuid.uuid4(), published_at=None)
    person = library.ask_person(case, user=colleague, role="contact", by=head.user)
    tell_all()
    tell_all()
    assert heard_by(colleague) == ["case.person_asked"]
    assert heard_by(head.user) == []
    client = Client()
    client.force_login(colleague)
    page = client.get("/meldingen/").content.decode()
    assert case.title in page
    assert "een collega je vraagt" in page
    library.take_off(person, by=colleague)
    assert case.title not in client.get("/meldingen/").content.decode()


@pytest.mark.parametrize("accept", [True, False])
def test_who_asked_to_join_hears_the_answer(accept: bool) -> None:
    event = "organisation.join_accepted" if accept else "organisation.join_declined"
    head, asker = make_membership(coordinator=True), make_user()
    asked = joining.ask(head.organisation, by=asker, once=uuid.uuid4())
    assert asked is not None
    joining.decide(asked, accept=accept, reason="" if accept else "Ik ken je niet.", by=head.user)
    tell_all()
    assert event in heard_by(asker)
    client = Client()
    client.force_login(asker)
    page = client.get("/meldingen/").content.decode()
    assert f"Je verzoek om mee te doen namens {head.organisation.called}" in page
    assert f"/organisaties/{head.organisation.slug}/meedoen/" in page
