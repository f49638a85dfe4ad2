"""Answering through the browser: no account, no script, in two languages."""

from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from olievlek.surveys.actions import closing
from olievlek.surveys.links import personal_token
from olievlek.surveys.models import Answer, Draft, Register, Round
from tests.factories.surveys import make_round, team

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def come_in(client: Client, round_: Round, token: str = "", **place: Any) -> Any:
    token = token or round_.open_key
    return client.post(f"/d/{round_.code}/begin/", {"token": token, **place})


def fill(client: Client, round_: Round, number: int, value: int = 3, then: str = "next") -> Any:
    page = client.get(f"/d/{round_.code}/{number}/")
    names = [one["item"].key for one in page.context["statements"]]
    return client.post(f"/d/{round_.code}/{number}/", {**dict.fromkeys(names, value), "then": then})


@pytest.mark.requirement("004-16", at="/d/*/inleveren/")
def test_somebody_with_a_personal_address_answers_seven_pages_and_hands_in(client: Client) -> None:
    round_ = make_round(invited=team("a", 1))
    token = personal_token(round_.participations.get())
    welcome = text(client.get(f"/d/{token}/"))
    assert "Wat zie jij gebeuren bij" in welcome
    assert "ziet wat jij antwoordt. De uitslag komt na sluiting, en alleen over groepen van 5 mensen" in welcome
    assert "Wat doe je hier?" not in welcome
    assert come_in(client, round_, token).headers["Location"] == f"/d/{round_.code}/1/"
    for number in range(1, 8):
        moved = fill(client, round_, number)
    assert moved.headers["Location"] == f"/d/{round_.code}/inleveren/"
    assert "alles beantwoord" in text(client.get(moved.headers["Location"]))
    assert client.post(moved.headers["Location"]).headers["Location"] == f"/d/{round_.code}/klaar/"
    assert "je antwoorden zijn binnen" in text(client.get(f"/d/{round_.code}/klaar/"))
    assert set(Answer.objects.get().values.values()) == {3}


def test_a_code_from_the_screen_leads_to_the_round_however_it_is_typed(client: Client) -> None:
    round_ = make_round()
    typed = f"{round_.code[:3].lower()} {round_.code[3:]}"
    assert client.post("/d/", {"code": typed}).headers["Location"] == f"/d/{round_.open_key}/"


def test_the_code_of_a_round_without_an_open_link_opens_nothing(client: Client) -> None:
    round_ = make_round(invited=team("a", 1))
    assert "Deze code kennen we niet" in text(client.post("/d/", {"code": round_.code}))
    assert come_in(client, round_, round_.code).status_code == 404


def test_wrong_codes_are_limited_and_openings_are_not(client: Client) -> None:
    round_ = make_round()
    for _ in range(3):
        assert client.post("/d/", {"code": round_.code}).status_code == 302
    answers = [client.post("/d/", {"code": "ZZZZZZ"}).status_code for _ in range(61)]
    assert answers == [422] * 60 + [429]
    for _ in range(100):
        assert client.get(f"/d/{round_.open_key}/").status_code == 200


def test_by_the_open_link_somebody_says_in_which_layer_she_works(client: Client) -> None:
    round_ = make_round(departments=("Burgerzaken", "Zorg"))
    wrong = come_in(client, round_)
    assert wrong.status_code == 422
    assert "Dat zeg ik liever niet" in text(wrong)
    department = round_.departments.get(name="Zorg")
    come_in(client, round_, layer="support", department=department.pk)
    draft = Draft.objects.get()
    assert (draft.layer, draft.department) == ("support", department)


def test_a_department_of_another_round_is_refused(client: Client) -> None:
    other = make_round(departments=("Elders",)).departments.get()
    round_ = make_round(departments=("Hier",))
    assert come_in(client, round_, layer="support", department=other.pk).status_code == 422
    assert not Draft.objects.exists()


def test_pause_and_go_on_on_the_same_device_with_all_that_was_chosen(client: Client) -> None:
    round_ = make_round()
    come_in(client, round_, layer="practice")
    assert fill(client, round_, 1, value=4, then="pause").headers["Location"] == f"/d/{round_.code}/pauze/"
    assert "Verder waar ik stopte" in text(client.get(f"/d/{round_.code}/pauze/"))
    assert "Verder waar ik stopte" in text(client.get(f"/d/{round_.open_key}/"))
    assert come_in(client, round_, layer="practice").headers["Location"] == f"/d/{round_.code}/2/"
    assert client.get(f"/d/{round_.code}/1/").content.decode().count("checked") == 5
    assert Draft.objects.count() == 1


def test_back_keeps_what_was_chosen_too(client: Client) -> None:
    round_ = make_round()
    come_in(client, round_, layer="practice")
    assert fill(client, round_, 2, value=-1, then="back").headers["Location"] == f"/d/{round_.code}/1/"
    assert set(Draft.objects.get().values.values()) == {-1}


def test_another_device_knows_nothing_of_a_draft(client: Client) -> None:
    round_ = make_round()
    come_in(client, round_, layer="practice")
    fill(client, round_, 1)
    other = Client()
    assert other.get(f"/d/{round_.code}/1/").status_code == 404
    assert "Verder waar ik stopte" not in text(other.get(f"/d/{round_.open_key}/"))


def test_a_personal_link_that_was_used_says_so_on_a_second_device(client: Client) -> None:
    round_ = make_round(invited=team("a", 1))
    token = personal_token(round_.participations.get())
    other = Client()
    for device in (client, other):
        come_in(device, round_, token)
        fill(device, round_, 1)
    assert client.post(f"/d/{round_.code}/inleveren/").status_code == 302
    assert "Een persoonlijk adres werkt één keer" in text(other.post(f"/d/{round_.code}/inleveren/"))
    assert Answer.objects.count() == 1


@pytest.mark.both
def test_handing_in_again_after_a_lost_answer_says_thank_you_and_counts_once(client: Client) -> None:
    round_ = make_round()
    come_in(client, round_, layer="practice")
    fill(client, round_, 1)
    for _ in range(2):
        assert client.post(f"/d/{round_.code}/inleveren/").headers["Location"] == f"/d/{round_.code}/klaar/"
    assert client.get(f"/d/{round_.code}/inleveren/").headers["Location"] == f"/d/{round_.code}/klaar/"
    assert client.get(f"/d/{round_.code}/1/").headers["Location"] == f"/d/{round_.code}/klaar/"
    assert Answer.objects.count() == 1


def test_somebody_else_can_answer_on_the_same_device(client: Client) -> None:
    round_ = make_round()
    for _ in range(2):
        come_in(client, round_, layer="practice")
        fill(client, round_, 1)
        client.post(f"/d/{round_.code}/inleveren/")
    assert Answer.objects.count() == 2
    assert "Gaat iemand anders antwoorden" in text(client.get(f"/d/{round_.open_key}/"))


def test_a_late_answer_goes_to_no_round_and_says_so_on_every_page(client: Client) -> None:
    round_ = make_round()
    come_in(client, round_, layer="practice")
    fill(client, round_, 1)
    closing.close(round_, by=None)
    for path in (round_.open_key, f"{round_.code}/1", f"{round_.code}/inleveren"):
        assert "telt nergens mee" in text(client.get(f"/d/{path}/"))
    assert "telt nergens mee" in text(client.post(f"/d/{round_.code}/inleveren/"))
    assert "telt nergens mee" in text(client.post(f"/d/{round_.code}/2/", {"V1": 3}))
    assert come_in(client, round_, layer="practice").status_code == 302
    assert not Answer.objects.exists()
    assert not Draft.objects.exists()


def test_nothing_answered_has_no_button_to_hand_in(client: Client) -> None:
    round_ = make_round()
    come_in(client, round_, layer="practice")
    page = text(client.get(f"/d/{round_.code}/inleveren/"))
    assert "Je hebt nog niets beantwoord" in page
    assert client.post(f"/d/{round_.code}/inleveren/").status_code == 200
    assert not Answer.objects.exists()


def test_an_answer_that_is_none_of_the_six_is_refused(client: Client) -> None:
    round_ = make_round()
    come_in(client, round_, layer="practice")
    for wrong in ("5", "-2", "helemaal", "1e3"):
        assert client.post(f"/d/{round_.code}/1/", {"S1": wrong}).status_code == 422
    assert Draft.objects.get().values == {}


def test_the_cookie_is_for_this_round_alone_and_can_not_be_forged(client: Client) -> None:
    round_, other = make_round(), make_round()
    come_in(client, round_, layer="practice")
    cookie = client.cookies[f"olievlek_d_{round_.code}"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    client.cookies[f"olievlek_d_{other.code}"] = cookie.value
    assert client.get(f"/d/{other.code}/1/").status_code == 404
    client.cookies[f"olievlek_d_{round_.code}"] = cookie.value[:-3] + "xxx"
    assert client.get(f"/d/{round_.code}/1/").status_code == 404


@pytest.mark.both
def test_answering_makes_no_session_and_the_database_does_not_know_the_device(client: Client) -> None:
    from django.contrib.sessions.models import Session

    round_ = make_round()
    come_in(client, round_, layer="practice")
    fill(client, round_, 1)
    client.post(f"/d/{round_.code}/inleveren/")
    assert not Session.objects.exists()
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    kept = client.cookies[f"olievlek_d_{round_.code}"].value.split("|")[1].split(":")[0]
    assert not Draft.objects.filter(key=kept).exists()


def test_everything_is_there_in_english(client: Client) -> None:
    round_ = make_round()
    page = text(client.get(f"/en/d/{round_.open_key}/"))
    assert "What do you see happening at" in page
    client.post(f"/en/d/{round_.code}/begin/", {"token": round_.open_key, "layer": "practice"})
    assert "We have a short document on what we want to renew" in text(client.get(f"/en/d/{round_.code}/1/"))


@pytest.mark.parametrize("rounds", [1, 3])
def test_a_page_of_statements_takes_four_queries(rounds: int, client: Client, django_assert_num_queries: Any) -> None:
    for _ in range(rounds):
        round_ = make_round()
    come_in(client, round_, layer="practice")
    with django_assert_num_queries(3):
        client.get(f"/d/{round_.code}/1/")


@pytest.mark.both
def test_the_register_knows_who_answered_and_the_answers_do_not(client: Client) -> None:
    round_ = make_round(invited=team("a", 2))
    one = round_.participations.order_by("key")[0]
    come_in(client, round_, personal_token(one))
    with time_machine.travel("2026-11-22T12:00:00+01:00"):
        fill(client, round_, 1)
        client.post(f"/d/{round_.code}/inleveren/")
    assert Register.objects.get(round=round_).answered == [str(one.key)]


def test_a_personal_address_begins_at_most_twenty_drafts_a_day(client: Client) -> None:
    round_ = make_round(invited=team("a", 2))
    first, second = (personal_token(one) for one in round_.participations.order_by("key"))
    answers = [come_in(Client(), round_, first).status_code for _ in range(21)]
    assert answers == [302] * 20 + [429]
    assert Draft.objects.count() == 20
    assert "begonnen heel veel mensen" in text(come_in(Client(), round_, first))
    assert come_in(Client(), round_, second).status_code == 302
    assert come_in(Client(), round_, first, REMOTE_ADDR="10.9.8.7").status_code == 429


def test_a_town_hall_of_a_thousand_behind_one_address_begins_and_a_flood_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    from olievlek.surveys.views import answering as pages

    assert pages.DRAFTS_OF_A_HALL >= 1500
    monkeypatch.setattr(pages, "DRAFTS_OF_A_HALL", 30)
    round_, other = make_round(), make_round()
    assert {come_in(Client(), round_, layer="practice").status_code for _ in range(30)} == {302}
    assert come_in(Client(), round_, layer="practice").status_code == 429
    assert Draft.objects.filter(round=round_).count() == 30
    assert come_in(Client(), other, layer="practice").status_code == 302


def test_who_goes_on_in_a_draft_is_never_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from olievlek.surveys.views import answering as pages

    monkeypatch.setattr(pages, "DRAFTS_OF_A_HALL", 1)
    round_, client = make_round(), Client()
    answers = [come_in(client, round_, layer="practice") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [302] * 5
    assert Draft.objects.count() == 1
