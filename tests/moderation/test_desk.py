"""The desk of the moderators: the queue, and every action with its result and its line on the timeline."""

import uuid
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client

from olievlek.core.mail import send_waiting
from olievlek.moderation import actions
from olievlek.moderation.models import Message, Note, Reply
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator
from tests.factories.moderation import events_about, make_message, make_reported_case

pytestmark = pytest.mark.django_db
DEEDS = ["antwoord", "notitie", "sluiten", "heropenen", "verbergen", "tonen", "weghalen", "terugzetten"]


def do(client: Client, message: Message, deed: str, **given: Any) -> Any:
    return client.post(f"/beheer/{message.reference}/{deed}/", given)


def test_the_queue_is_for_moderators_only(client: Client, member_client: Client, moderator_client: Client) -> None:
    message = make_message()
    for path in ("/beheer/", f"/beheer/{message.reference}/"):
        assert client.get(path)["Location"].startswith("/inloggen/")
        assert member_client.get(path).status_code == 404
        assert moderator_client.get(path).status_code == 200


@pytest.mark.parametrize("deed", DEEDS)
def test_a_stranger_can_do_nothing_and_learns_nothing(client: Client, member_client: Client, deed: str) -> None:
    message = make_message(about=make_reported_case(), kind="abuse", email="noor@zeist.example")
    given = {"once": str(uuid.uuid4()), "text": "x", "outcome": "done", "reason": "x"}
    answer = do(client, message, deed, **given)
    assert answer.status_code == 401 or answer["Location"].startswith("/inloggen/")
    assert do(member_client, message, deed, **given).status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.parametrize("deed", DEEDS)
def test_looking_at_the_address_of_a_deed_does_nothing(moderator_client: Client, deed: str) -> None:
    message = make_message(about=make_reported_case(), kind="abuse")
    assert moderator_client.get(f"/beheer/{message.reference}/{deed}/").status_code == 405
    assert not Entry.objects.exists()


@pytest.mark.both
def test_the_oldest_waits_on_top_and_filters_stand_in_the_address(moderator_client: Client) -> None:
    first = make_message(text="Eerste")
    claim = make_message(kind="claim", text="Tweede", about=make_reported_case())
    closed = make_message(text="Derde")
    actions.close(closed, outcome="done", by=make_moderator())

    def shown(query: str) -> list[str]:
        page = moderator_client.get(f"/beheer/{query}").content.decode()
        known = {message.reference: message for message in (first, claim, closed)}
        found = [(page.find(f"/beheer/{reference}/"), reference) for reference in known]
        return [known[reference].text for place, reference in sorted(found) if place >= 0]

    assert shown("") == ["Eerste", "Tweede"]
    assert shown("?soort=claim") == ["Tweede"]
    assert shown("?stand=gesloten") == ["Derde"]
    assert shown("?stand=gesloten&soort=claim") == []
    assert shown("?soort=onzin&na=onzin&voor=-1") == ["Eerste", "Tweede"]


def test_the_queue_turns_its_pages_forward_and_back(moderator_client: Client) -> None:
    rows = [make_message(text=f"Nummer {number}.") for number in range(45)]

    def numbers(query: str) -> list[int]:
        page = moderator_client.get(f"/beheer/{query}").content.decode()
        return [number for number in range(45) if f"Nummer {number}." in page]

    assert numbers("") == list(range(20))
    assert numbers(f"?na={rows[19].pk}") == list(range(20, 40))
    assert numbers(f"?na={rows[39].pk}") == list(range(40, 45))
    assert numbers(f"?voor={rows[40].pk}") == list(range(20, 40))
    page = moderator_client.get(f"/beheer/?na={rows[19].pk}").content.decode()
    assert f"?voor={rows[20].pk}" in page
    assert f"?na={rows[39].pk}" in page


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_costs_as_much_when_it_is_long(
    moderator_client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for number in range(rows):
        make_message(about=make_reported_case(title=f"Voorbeeld {number}"), kind="abuse")
    with django_assert_num_queries(10):
        moderator_client.get("/beheer/")


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_a_message_costs_as_much_with_a_long_history(
    moderator_client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    message, by = make_message(about=make_reported_case(), kind="abuse", email="noor@zeist.example"), make_moderator()
    for number in range(rows):
        actions.note(message, once=uuid.uuid4(), text=f"Notitie {number}", by=by)
        actions.answer(message, once=uuid.uuid4(), text=f"Antwoord {number}", by=by)
    with django_assert_num_queries(12):
        moderator_client.get(f"/beheer/{message.reference}/")


def test_htmx_gets_the_same_list_as_the_page(moderator_client: Client) -> None:
    make_message()
    whole = moderator_client.get("/beheer/").content.decode()
    part = moderator_client.get("/beheer/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip() in whole
    assert "<html" not in part


def test_moderators_see_in_the_header_how_many_wait_and_others_do_not(
    client: Client, member_client: Client, moderator_client: Client
) -> None:
    for _ in range(3):
        make_message()
    pages = [one.get("/privacy/").content.decode() for one in (client, member_client, moderator_client)]
    assert ['href="/beheer/"' in page for page in pages] == [False, False, True]
    assert "<span>3</span>" in pages[2]


def test_the_page_of_a_message_shows_who_wrote_it_to_moderators(moderator_client: Client) -> None:
    message = make_message(text="<b>Hoi</b>", name="Noor", email="noor@zeist.example", organisation="Zeist")
    page = moderator_client.get(f"/beheer/{message.reference}/").content.decode()
    assert "&lt;b&gt;Hoi&lt;/b&gt;" in page
    assert all(word in page for word in ("Noor", "noor@zeist.example", "Zeist"))


@pytest.mark.parametrize(
    ("language", "subject", "hello"),
    [("nl", "Antwoord op je bericht", "Hallo,"), ("en", "An answer to your message", "Hello,")],
)
def test_an_answer_goes_to_the_sender_in_her_language(
    moderator_client: Client, language: str, subject: str, hello: str
) -> None:
    message = make_message(email="noor@zeist.example", language=language)
    once = str(uuid.uuid4())
    for _twice in range(2):
        answer = do(moderator_client, message, "antwoord", once=once, text="De balie is open.\r\nTot dan!")
        assert answer["Location"] == f"/beheer/{message.reference}/"
    assert send_waiting() == 1
    letter = outbox.outbox[0]
    assert (letter.to, letter.subject) == (["noor@zeist.example"], f"{subject} {message.reference}")
    assert letter.body.startswith(hello)
    assert "De balie is open." in letter.body
    assert (Reply.objects.count(), events_about(message)) == (1, ["message.answered"])
    assert "De balie is open." in moderator_client.get(f"/beheer/{message.reference}/").content.decode()


def test_who_left_no_address_can_not_be_answered_and_the_text_stays(moderator_client: Client) -> None:
    message = make_message()
    answer = do(moderator_client, message, "antwoord", once=str(uuid.uuid4()), text="Een lang antwoord")
    assert answer.status_code == 422
    assert "Een lang antwoord" in answer.content.decode()
    assert not Reply.objects.exists()


@pytest.mark.parametrize("deed", ["antwoord", "notitie", "sluiten", "verbergen"])
def test_an_empty_form_comes_back_with_how_to_mend_it(moderator_client: Client, deed: str) -> None:
    message = make_message(about=make_reported_case(), kind="abuse", email="noor@zeist.example")
    answer = do(moderator_client, message, deed, once=str(uuid.uuid4()))
    assert answer.status_code == 422
    assert "ol-errors" in answer.content.decode()
    assert events_about(message) == []


@pytest.mark.both
def test_a_note_is_kept_once_and_never_mailed(moderator_client: Client) -> None:
    message, once = make_message(email="noor@zeist.example"), str(uuid.uuid4())
    for _twice in range(2):
        do(moderator_client, message, "notitie", once=once, text="Gebeld, geen gehoor.")
    assert (Note.objects.get().text, send_waiting()) == ("Gebeld, geen gehoor.", 0)
    assert events_about(message) == ["message.noted"]


@pytest.mark.both
def test_closing_keeps_who_when_and_how_and_can_be_undone(moderator_client: Client) -> None:
    message = make_message()
    for outcome in ("done", "declined"):
        do(moderator_client, message, "sluiten", outcome=outcome)
    message.refresh_from_db()
    assert (message.outcome, message.closed_by is not None, message.closed_at is not None) == ("done", True, True)
    for _twice in range(2):
        do(moderator_client, message, "heropenen")
    message.refresh_from_db()
    assert (message.outcome, message.closed_by, message.closed_at) == ("", None, None)
    assert events_about(message) == ["message.closed", "message.reopened"]
    assert [entry.details for entry in Entry.objects.about(message)] == [{}, {"outcome": "done"}]


def test_hiding_keeps_the_reason_for_moderators_and_can_be_undone(client: Client, moderator_client: Client) -> None:
    case = make_reported_case()
    message = make_message(about=case, kind="abuse")
    for _twice in range(2):
        assert do(moderator_client, message, "verbergen", reason="Er staat een naam in.").status_code == 302
    case.refresh_from_db()
    assert (case.hidden_reason, case.hidden_by is not None) == ("Er staat een naam in.", True)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert "Er staat een naam in." in moderator_client.get(case.get_absolute_url()).content.decode()
    assert "Er staat een naam in." in moderator_client.get(f"/beheer/{message.reference}/").content.decode()
    for _twice in range(2):
        do(moderator_client, message, "tonen")
    case.refresh_from_db()
    assert case.hidden_at is None
    assert case.title in client.get(case.get_absolute_url()).content.decode()
    assert events_about(message) == ["message.noun_hidden", "message.noun_shown"]
    assert [entry.event for entry in Entry.objects.about(case)] == ["case.shown_again", "case.hidden"]


def test_removing_can_be_undone(client: Client, moderator_client: Client) -> None:
    case = make_reported_case()
    message = make_message(about=case, kind="remove")
    for _twice in range(2):
        do(moderator_client, message, "weghalen")
    assert client.get(case.get_absolute_url()).status_code == 410
    assert (
        f"/beheer/{message.reference}/terugzetten/" in moderator_client.get(message.get_absolute_url()).content.decode()
    )
    for _twice in range(2):
        do(moderator_client, message, "terugzetten")
    assert client.get(case.get_absolute_url()).status_code == 200
    assert events_about(message) == ["message.noun_removed", "message.noun_restored"]


@pytest.mark.parametrize("deed", ["verbergen", "tonen", "weghalen", "terugzetten"])
def test_a_message_about_nothing_has_nothing_to_hide(moderator_client: Client, deed: str) -> None:
    message = make_message()
    assert do(moderator_client, message, deed, reason="x").status_code == 404
    assert not Entry.objects.exists()


def test_the_page_leads_to_the_form_that_corrects(moderator_client: Client) -> None:
    case = make_reported_case()
    message = make_message(about=case, kind="correct")
    assert f"{case.get_absolute_url()}verbeteren/" in moderator_client.get(message.get_absolute_url()).content.decode()


def test_a_message_about_a_noun_that_is_gone_stays_readable(moderator_client: Client) -> None:
    message = make_message(kind="abuse", about_kind="case", about_id=999)
    assert "niet meer" in moderator_client.get(message.get_absolute_url()).content.decode()
    assert message.text in moderator_client.get("/beheer/").content.decode()


def test_the_history_tells_who_did_what_newest_first(moderator_client: Client) -> None:
    message = make_message()
    do(moderator_client, message, "notitie", once=str(uuid.uuid4()), text="x")
    do(moderator_client, message, "sluiten", outcome="done")
    page = moderator_client.get(message.get_absolute_url()).content.decode()
    assert page.index("Sam Moderator sloot het bericht af") < page.index("Sam Moderator schreef een notitie")
