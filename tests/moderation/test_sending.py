"""Telling something without an account: the forms, what stands in the way of misuse, and the mail."""

import uuid
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from olievlek.core.mail import send_waiting
from olievlek.core.models import OutgoingMail
from olievlek.moderation import subjects
from olievlek.moderation.kinds import BY_WORD, KINDS
from olievlek.moderation.models import Message
from olievlek.timeline.models import Entry
from tests.answers import not_here
from tests.factories.accounts import make_moderator
from tests.factories.moderation import events_about, make_message, make_reported_case
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db
WITHOUT_NOUN = {"contact": "/contact/", "need": "/vraag/", "tip": "/tip/", "accessibility": "/toegankelijkheid/melden/"}


def typed(**given: Any) -> dict[str, Any]:
    """What a sender types; a fresh form unless `once` is given."""
    return {"once": str(uuid.uuid4()), "text": "De balie is op dinsdag dicht.", **given}


def everything() -> dict[str, Any]:
    return typed(name="Noor", email="noor@zeist.example", organisation="Gemeente Zeist", page="/praktijken/")


@pytest.mark.parametrize(("kind", "path"), WITHOUT_NOUN.items())
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_anyone_tells_us_something_and_gets_a_number(client: Client, kind: str, path: str, prefix: str) -> None:
    assert client.get(prefix + path).status_code == 200
    answer = client.post(prefix + path, typed())
    message = Message.objects.get()
    assert answer["Location"] == f"{prefix}/bericht/{message.reference}/"
    assert (message.kind, message.text, message.language) == (kind, "De balie is op dinsdag dicht.", prefix[1:] or "nl")
    assert events_about(message) == ["message.sent"]
    assert Entry.objects.get().by is None
    assert message.reference in client.get(answer["Location"]).content.decode()


@pytest.mark.requirement("003-21", at="/tip/")
def test_a_visitor_tips_an_example(client: Client) -> None:
    client.post("/tip/", everything())
    message = Message.objects.get()
    assert (message.kind, message.text) == ("tip", "De balie is op dinsdag dicht.")


@pytest.mark.parametrize("word", BY_WORD)
def test_anyone_tells_us_something_about_a_case(client: Client, word: str) -> None:
    case = make_reported_case()
    address = f"/melden/praktijk/{case.pk}/{word}/"
    assert case.title in client.get(address).content.decode()
    answer = client.post(address, everything())
    message = Message.objects.get()
    assert answer["Location"] == f"/bericht/{message.reference}/"
    assert (message.kind, message.about_kind, message.about_id) == (BY_WORD[word].key, "case", case.pk)


def test_the_page_of_choices_leads_to_every_form_that_fits(client: Client) -> None:
    case, body = make_reported_case(), make_organisation()
    for path, pk, words in (
        ("praktijk", case.pk, list(BY_WORD)),
        ("organisatie", body.pk, ["verbeteren", "misbruik"]),
    ):
        page = client.get(f"/melden/{path}/{pk}/").content.decode()
        shown = [word for word in BY_WORD if f'href="/melden/{path}/{pk}/{word}/"' in page]
        assert shown == words
    assert client.get(f"/melden/organisatie/{body.pk}/weghalen/").status_code == 404


@pytest.mark.parametrize("state", [{"published_at": None}, {"hidden": "Klopt niet."}, {"removed": True}])
def test_nobody_can_tell_about_a_noun_that_she_may_not_see(client: Client, state: dict[str, Any]) -> None:
    case = make_reported_case(**state)
    for path in (f"/melden/praktijk/{case.pk}/", f"/melden/praktijk/{case.pk}/misbruik/"):
        assert client.get(path).status_code == 404
    assert client.post(f"/melden/praktijk/{case.pk}/misbruik/", typed()).status_code == 404
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "path",
    ["praktijk/999/", "praktijk/9999999999999999999999999999/", "onzin/1/", "praktijk/1/onzin/", "onzin/1/misbruik/"],
)
def test_what_does_not_exist_is_not_found(client: Client, path: str) -> None:
    assert not_here(client.get(f"/melden/{path}"), "<textarea")


@pytest.mark.both
def test_a_repeated_form_makes_one_message_and_one_mail(client: Client) -> None:
    form = everything()
    assert client.post("/contact/", form)["Location"] == client.post("/contact/", form)["Location"]
    assert (Message.objects.count(), OutgoingMail.objects.count(), Entry.objects.count()) == (1, 1, 1)


@pytest.mark.both
def test_who_goes_back_and_writes_something_else_says_two_things(client: Client) -> None:
    form = typed(text="Het eerste.")
    client.post("/contact/", form)
    for _twice in range(2):
        client.post("/contact/", {**form, "text": "Het tweede."})
    assert list(Message.objects.values_list("text", flat=True)) == ["Het eerste.", "Het tweede."]


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client) -> None:
    case = make_reported_case()
    answer = client.post(f"/melden/praktijk/{case.pk}/overnemen/", typed(text="Ik leidde het.", email="noor@zeist"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Noem je organisatie" in page
    assert "anna@zeist.nl" in page
    assert ">\nIk leidde het.</textarea>" in page
    assert 'value="noor@zeist"' in page
    assert not Message.objects.exists()


@pytest.mark.both
@pytest.mark.parametrize("once", ["", "not-a-key"])
def test_a_broken_form_key_comes_back_whole_with_the_text(client: Client, once: str) -> None:
    page = client.post("/contact/", typed(once=once)).content.decode()
    assert "De balie is op dinsdag dicht." in page
    fresh = page.split('name="once" value="')[1].split('"')[0]
    assert client.post("/contact/", typed(once=fresh)).status_code == 302


def test_a_program_that_fills_in_everything_is_stopped_and_a_human_can_go_on(client: Client) -> None:
    page = client.get("/contact/").content.decode()
    assert page.count('name="website"') == page.count('aria-hidden="true"><label for="id_website"') == 1
    answer = client.post("/contact/", typed(website="https://spam.example"))
    assert answer.status_code == 422
    assert "Maak het leeg" in answer.content.decode()
    assert "De balie is op dinsdag dicht." in answer.content.decode()
    assert not Message.objects.exists()


@pytest.mark.both
def test_a_text_without_end_is_refused_with_its_length(client: Client) -> None:
    answer = client.post("/contact/", typed(text="a" * 5001))
    assert (answer.status_code, "5001" in answer.content.decode()) == (422, True)


def test_one_address_sends_twenty_messages_an_hour_and_loses_none_of_its_words(client: Client) -> None:
    statuses = [client.post("/contact/", typed(text=f"Bericht {number}")).status_code for number in range(21)]
    assert statuses == [302] * 20 + [429]
    answer = client.post("/contact/", typed(text="Nog een"), headers={"X-Forwarded-For": "192.0.2.1"})
    assert (answer.status_code, "Nog een" in answer.content.decode()) == (429, True)
    assert Client(REMOTE_ADDR="192.0.2.9").post("/contact/", typed()).status_code == 302


@pytest.mark.parametrize(
    ("prefix", "subject", "words"),
    [("", "is binnen", "Dank je voor je bericht."), ("/en", "We have your message", "Thank you for your message.")],
)
def test_the_sender_gets_a_mail_in_her_language(client: Client, prefix: str, subject: str, words: str) -> None:
    client.post(f"{prefix}/contact/", typed(email="noor@zeist.example", text="Geheim"))
    assert outbox.outbox == []
    assert send_waiting() == 1
    letter, message = outbox.outbox[0], Message.objects.get()
    assert letter.to == ["noor@zeist.example"]
    assert subject in letter.subject
    assert words in letter.body
    assert f"{prefix}/bericht/{message.reference}/" in letter.body
    assert "Geheim" not in letter.body


def test_without_an_address_no_mail_is_made(client: Client) -> None:
    client.post("/contact/", typed())
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "email", ["a@b.example\nBcc: all@b.example", "a@b.example,c@d.example", "a@b.example\r\n\r\nhi"]
)
def test_an_address_can_not_hide_more_addresses(client: Client, email: str) -> None:
    assert client.post("/contact/", typed(email=email)).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_line_breaks_in_a_name_reach_no_header(client: Client) -> None:
    client.post("/contact/", typed(email="noor@zeist.example", name="Noor\r\nBcc: all@b.example"))
    send_waiting()
    assert "all@b.example" not in outbox.outbox[0].message().as_string()


def test_nobody_is_mailed_without_end_because_others_type_her_address() -> None:
    for number in range(8):
        Client(REMOTE_ADDR=f"192.0.2.{number}").post("/contact/", typed(email="Noor@zeist.example"))
    assert (Message.objects.count(), OutgoingMail.objects.count()) == (8, 5)


def test_the_page_with_the_number_tells_how_it_goes_and_nothing_of_what_was_written(client: Client) -> None:
    case = make_reported_case()
    message = make_message(about=case, kind="correct", text="Geheim", name="Noor", email="noor@zeist.example")
    page = client.get(f"/bericht/{message.reference}/").content.decode()
    assert case.title in page
    assert not any(word in page for word in ("Geheim", "Noor", "zeist.example"))
    assert client.get("/bericht/ZZZZ-ZZZZ/").status_code == 404


def test_the_page_with_the_number_is_silent_about_a_noun_that_is_hidden_now(client: Client) -> None:
    case = make_reported_case(hidden="Klopt niet.")
    message = make_message(about=case, kind="correct")
    assert case.title not in client.get(f"/bericht/{message.reference}/").content.decode()


def test_the_page_with_the_number_says_when_it_is_done(client: Client) -> None:
    from olievlek.moderation import actions

    message = make_message()
    actions.close(message, outcome="done", by=make_moderator())
    assert "Gedaan wat je vroeg" in client.get(f"/bericht/{message.reference}/").content.decode()


def test_a_search_that_found_nothing_becomes_a_question(client: Client) -> None:
    assert ">\nde pasfoto is niet goed</textarea>" in client.get("/vraag/?q=de+pasfoto+is+niet+goed").content.decode()


def test_the_page_somebody_came_from_is_kept_without_what_she_searched(client: Client) -> None:
    page = client.get("/contact/", headers={"Referer": "http://testserver/zoeken/?q=geheim"}).content.decode()
    assert 'name="page" value="/zoeken/"' in page
    page = client.get("/contact/", headers={"Referer": "https://elsewhere.example/secret"}).content.decode()
    assert "secret" not in page


def test_who_is_signed_in_need_not_type_who_she_is(moderator_client: Client) -> None:
    page = moderator_client.get("/contact/").content.decode()
    assert 'name="name"' not in page
    assert 'name="email"' not in page
    moderator_client.post("/contact/", {"text": "De balie is dicht.", "once": uuid.uuid4()})
    message = Message.objects.get()
    assert Entry.objects.get().by == message.sent_by
    assert (message.name, message.email) == (message.sent_by.called, message.sent_by.email)  # type: ignore[union-attr]


@pytest.mark.requirement("000-33", at="/toegankelijkheid/melden/")
def test_the_accessibility_page_holds_the_form(client: Client) -> None:
    page = client.get("/toegankelijkheid/").content.decode()
    assert 'action="/toegankelijkheid/melden/"' in page
    assert client.post("/toegankelijkheid/melden/", typed(page="/zoeken/")).status_code == 302
    assert Message.objects.get().page == "/zoeken/"


def test_a_case_offers_to_ask_and_to_correct(client: Client) -> None:
    case = make_reported_case(source_name="Tweakers")
    page = client.get(case.get_absolute_url()).content.decode()
    for word in ("overnemen", "verbeteren", "weghalen", "vragen"):
        assert f"/melden/praktijk/{case.pk}/{word}/" in page
    assert f'href="/melden/praktijk/{case.pk}/"' in page


def test_an_organisation_offers_to_correct(client: Client) -> None:
    body = make_organisation()
    assert f'href="/melden/organisatie/{body.pk}/"' in client.get(body.get_absolute_url()).content.decode()


@pytest.mark.requirement("003-21", at="/privacy/", reads=True)
def test_the_footer_leads_to_contact_and_to_tip_an_example(client: Client) -> None:
    page = client.get("/privacy/").content.decode()
    assert 'href="/contact/"' in page
    assert 'href="/tip/"' in page


def test_every_kind_says_what_happens_and_when() -> None:
    for kind in KINDS.values():
        assert all((kind.title, kind.lead, kind.question, kind.after, kind.days))


def test_a_noun_that_can_be_hidden_must_have_its_way_back() -> None:
    with pytest.raises(ValueError, match="way back"):
        subjects.register("thing", model=Message, label="thing", hide=print)
