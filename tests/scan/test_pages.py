"""The scan through the browser: start, show, close, result, evidence."""

import csv
import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.core.models import OutgoingMail
from olievlek.organisations.models import Membership, Organisation
from olievlek.scan.models import Evidence
from olievlek.surveys.models import Round
from olievlek.timeline.models import Entry
from tests.answers import not_here
from tests.factories.library import make_case
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.scan import make_result
from tests.factories.surveys import all_items, answer_all, hand_in, make_round, team, the_scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Organisation:
    the_scan()
    return make_organisation(name="Gemeente Waterdam", short_name="Waterdam", employees_estimate=500)


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


@pytest.fixture
def coordinator(place: Organisation) -> Client:
    return signed_in(make_membership(organisation=place, coordinator=True, layer="support"))


@pytest.fixture
def colleague(place: Organisation) -> Client:
    return signed_in(make_membership(organisation=place, layer="practice"))


@pytest.fixture
def stranger() -> Client:
    return signed_in(make_membership(coordinator=True))


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def sheet(client: Client, round_: Round) -> list[list[str]]:
    told = client.get(f"/scan/{round_.code}/als/csv/").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(told), delimiter=";"))


def said(**more: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=14)
    given = {"closes_on": day.isoformat(), "minimum_group": 5, "once": "0b7f2f5e-1c1c-4d54-9e5b-0c8d3c1f0001"}
    return {**given, "colleagues": "on", "addresses": "", "departments": "", **more}


@pytest.mark.requirement("004-16", at="/scan/beginnen/")
def test_a_coordinator_starts_a_round_with_colleagues_addresses_and_a_code(
    coordinator: Client, place: Organisation
) -> None:
    page = text(coordinator.get("/scan/beginnen/"))
    assert "Wat niemand ziet, jij ook niet" in page
    lines = "eva@voorbeeld.example; uitvoering; Zorg\nbas@voorbeeld.example"
    moved = coordinator.post("/scan/beginnen/", said(addresses=lines, departments="Zorg\nBurgerzaken", open_link="on"))
    round_ = Round.objects.get()
    assert moved.headers["Location"] == f"/scan/{round_.code}/"
    assert sorted(round_.participations.values_list("layer", "department__name")) == [
        ("", None),
        ("practice", "Zorg"),
        ("support", None),
    ]
    assert OutgoingMail.objects.count() == 3
    coordinator.post("/scan/beginnen/", said(addresses=lines, departments="Zorg\nBurgerzaken", open_link="on"))
    assert Round.objects.count() == 1


def test_only_a_coordinator_starts_shows_reminds_and_closes(
    colleague: Client, stranger: Client, place: Organisation
) -> None:
    round_ = make_round(organisation=place)
    for client in (colleague, stranger):
        for path in ("scherm", "sluiten"):
            assert client.get(f"/scan/{round_.code}/{path}/").status_code == 404
        for path in ("herinneren", "sluiten"):
            assert client.post(f"/scan/{round_.code}/{path}/").status_code == 404
    assert colleague.get("/scan/beginnen/").status_code == 404
    assert Round.objects.open().count() == 1


def test_a_colleague_sees_rounds_and_results_and_a_stranger_learns_nothing(
    colleague: Client, stranger: Client, place: Organisation
) -> None:
    round_, result = make_round(organisation=place), make_result(place)
    for code in (round_.code, result.code):
        assert colleague.get(f"/scan/{code}/").status_code == 200
        assert stranger.get(f"/scan/{code}/").status_code == 404
    assert stranger.get(f"/scan/{result.code}/als/csv/").status_code == 404
    assert result.code not in text(stranger.get("/scan/"))


def test_a_moderator_sees_no_more_than_others(moderator_client: Client, place: Organisation) -> None:
    result = make_result(place)
    assert not_here(moderator_client.get(f"/scan/{result.code}/"), place.name)


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("addresses", "geen adres", "staat geen e-mailadres"),
        ("addresses", "a@b.nl; chefs", "is geen adres en geen laag. Kies een laag uit"),
        ("addresses", "\na@b.nl; uitvoering; Elders", "Regel 2: noem het deel"),
        ("closes_on", "2020-01-01", "Kies een dag vanaf vandaag"),
        ("departments", "\n".join(f"Deel {n}" for n in range(21)), "Hooguit 20 delen"),
    ],
)
def test_a_mistake_says_how_to_mend_it_and_starts_nothing(
    coordinator: Client, field: str, typed: str, told: str
) -> None:
    answer = coordinator.post("/scan/beginnen/", said(**{field: typed}))
    assert answer.status_code == 422
    assert told in text(answer)
    assert not Round.objects.exists()


def test_a_round_for_nobody_is_refused(coordinator: Client) -> None:
    answer = coordinator.post("/scan/beginnen/", {**said(), "colleagues": ""})
    assert "Kies wie kan antwoorden" in text(answer)


def test_the_screen_shows_a_qr_code_six_characters_and_no_result(coordinator: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place, expected=20)
    for number in range(11):
        hand_in(round_, device=str(number))
    page = coordinator.get(f"/scan/{round_.code}/scherm/")
    assert f"{round_.code[:3]} {round_.code[3:]}" in text(page)
    assert "Minstens 10 van 20" in text(page)
    assert page.context["qr"]["path"].startswith("M0 0h1v1h-1z")
    part = coordinator.get(f"/scan/{round_.code}/scherm/", headers={"HX-Request": "true"})
    assert text(part) == "Minstens 10 van 20 zijn klaar."


def test_the_qr_code_reads_back_as_the_address_of_the_round(place: Organisation) -> None:
    from olievlek.scan import qr

    round_ = make_round(organisation=place)
    assert qr.address_of(round_).endswith(f"/d/{round_.open_key}/")
    drawn = qr.drawn(qr.address_of(round_))
    assert drawn["box"].startswith("-2 -2 ")


def test_an_open_round_says_nothing_about_what_was_answered(coordinator: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place, invited=team("a", 6))
    answer_all(round_, all_items(4))
    page = text(coordinator.get(f"/scan/{round_.code}/"))
    assert "6 mensen zijn uitgenodigd" in page
    assert "Hoeveel er klaar zijn, zeggen we nog niet" in page
    assert coordinator.get(f"/scan/{round_.code}/als/csv/").status_code == 404


def test_a_reminder_goes_to_everyone_and_a_third_is_refused(coordinator: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place, invited=team("a", 6))
    for told in ("ook wie al antwoordde", "ook wie al antwoordde", "Twee herinneringen zijn genoeg"):
        assert told in text(coordinator.post(f"/scan/{round_.code}/herinneren/", follow=True))


def test_closing_asks_once_more_and_then_shows_the_result(coordinator: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place, invited=team("a", 6))
    answer_all(round_, all_items(3))
    assert "Een ronde sluit één keer" in text(coordinator.get(f"/scan/{round_.code}/sluiten/"))
    page = text(coordinator.post(f"/scan/{round_.code}/sluiten/", follow=True))
    assert "Zo vernieuwt Waterdam" in page
    assert "75 Vanzelfsprekend" in page
    assert coordinator.get(f"/scan/{round_.code}/sluiten/").status_code == 302
    assert [entry.event for entry in Entry.objects.about(round_)].count("round.closed") == 1


@pytest.mark.requirement("004-16", "004-19", at="/scan/*/", reads=True)
def test_the_result_has_seven_factors_with_levels_and_no_total(colleague: Client, place: Organisation) -> None:
    page = text(colleague.get(f"/scan/{make_result(place).code}/"))
    assert page.count("45 Beginnend") == 7
    assert "Er is geen cijfer voor het geheel" in page
    assert "mensen zien dit heel verschillend" in page or "mensen zien dit verschillend" in page


def test_a_gap_of_twenty_points_between_layers_is_a_reason_to_talk(colleague: Client, place: Organisation) -> None:
    page = text(colleague.get(f"/scan/{make_result(place).code}/"))
    assert page.count("Groot verschil") == 7
    assert "Management 75, Uitvoering 25" in page
    small = text(colleague.get(f"/scan/{make_result(place, low=2, high=2).code}/"))
    assert "Groot verschil" not in small


@pytest.mark.requirement("002-26", "004-17", at="/scan/*/")
def test_a_factor_from_fifty_without_evidence_says_so_and_keeps_its_score(
    colleague: Client, place: Organisation
) -> None:
    result = make_result(place, low=3)
    page = text(colleague.get(f"/scan/{result.code}/"))
    assert page.count("Zelfbeeld zonder bewijs") == 7
    colleague.post("/scan/bewijs/D1/", {"text": "Zie de begroting", "link": "", "as_of": "2026-05-01"})
    after = text(colleague.get(f"/scan/{result.code}/"))
    assert after.count("Zelfbeeld zonder bewijs") == 6
    assert after.count("75 Vanzelfsprekend") == 7


def test_below_fifty_no_evidence_is_asked_for(colleague: Client, place: Organisation) -> None:
    assert "Zelfbeeld zonder bewijs" not in text(colleague.get(f"/scan/{make_result(place, high=1).code}/"))


@pytest.mark.requirement("004-17", at="/scan/*/", reads=True)
def test_factor_two_shows_its_trap(colleague: Client, place: Organisation) -> None:
    page = text(colleague.get(f"/scan/{make_result(place).code}/"))
    assert page.count("goede projectsturing en risicobeheersing zijn nog geen sturing") == 1


def test_a_third_that_does_not_know_is_a_finding(colleague: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place, invited=team("a", 10))
    unknown = {key: -1 if key in ("D1", "D2") else 2 for key in all_items()}
    answer_all(round_, unknown)
    from olievlek.surveys.actions import closing

    closing.close(round_, by=None)
    page = text(colleague.get(f"/scan/{round_.code}/"))
    assert page.count("Onbekend maakt onbemind") == 1
    assert "40 van de 100 antwoorden" in page


@pytest.mark.both
def test_change_since_last_time_is_told_when_both_rounds_are_shown(colleague: Client, place: Organisation) -> None:
    make_result(place, low=1, high=3)
    second = make_result(place, low=3, high=3)
    page = text(colleague.get(f"/scan/{second.code}/"))
    assert page.count("+30 sinds de vorige keer") == 7


def test_too_few_answers_are_told_as_that_and_never_as_nought(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place, invited=team("a", 4))
    page = text(colleague.get(f"/scan/{round_.code}/"))
    assert "Te weinig antwoorden" in page
    assert "Toevallig" not in page
    rows = sheet(colleague, round_)
    assert {cell for row in rows[1:] for cell in row[2:]} == {"te weinig antwoorden"}


def test_page_and_file_show_the_same_frozen_figures(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place)
    rows = sheet(colleague, round_)
    assert rows[0][:3] == ["Laag", "Afdeling", "Mensen"]
    told = {row[0]: row[2:] for row in rows[1:]}
    assert told["iedereen"] == ["20"] + ["45"] * 7
    assert told["Management"] == ["8"] + ["75"] * 7
    assert told["Bestuur en raad"] == ["te weinig antwoorden"] * 8


def test_a_department_that_looks_like_a_formula_stays_text(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place, departments=("=1+1",))
    assert ["iedereen", "'=1+1"] in [row[:2] for row in sheet(colleague, round_)]


def test_next_steps_come_from_examples_of_others_with_that_factor(colleague: Client, place: Organisation) -> None:
    from olievlek.cases.models import CaseTerm
    from olievlek.vocabulary.models import Term

    factor = Term.objects.get(list="scan_factors", key="samen_leren")
    other = make_organisation(name="Gemeente Elders", employees_estimate=600)
    for title, owner in (("Leren van elkaar", other), ("Van onszelf", place)):
        case = make_case(title=title, owner=owner)
        CaseTerm.objects.create(case=case, role=CaseTerm.Role.SCAN_FACTOR, term=factor)
    page = text(colleague.get(f"/scan/{make_result(place).code}/"))
    assert "Leren van elkaar" in page
    assert "in dezelfde grootteklasse als jullie" in page
    assert "Van onszelf" not in page


def test_evidence_has_a_date_a_name_and_can_be_changed_and_taken_away(colleague: Client, place: Organisation) -> None:
    said_ = {"text": "Strategie 2026", "link": "voorbeeld.example/strategie", "as_of": "2026-03-01"}
    page = text(colleague.post("/scan/bewijs/S1/", said_, follow=True))
    assert "Strategie 2026" in page
    assert "1 maart 2026" in page
    assert "Noor de Wit" in page
    row = Evidence.objects.get()
    assert row.link == "https://voorbeeld.example/strategie"
    colleague.post("/scan/bewijs/S1/", said_)
    assert [entry.event for entry in Entry.objects.about(row)] == ["evidence.told"]
    for _ in range(2):
        colleague.post("/scan/bewijs/S1/weg/")
    assert not Evidence.objects.exists()


def test_evidence_without_words_comes_back_and_for_other_statements_is_not_asked(colleague: Client) -> None:
    answer = colleague.post("/scan/bewijs/S1/", {"text": "", "as_of": "2026-03-01"})
    assert answer.status_code == 422
    assert 'value="2026-03-01"' in answer.content.decode()
    assert not_here(colleague.post("/scan/bewijs/S2/", {"text": "x", "as_of": "2026-03-01"}))
    assert not Evidence.objects.exists()


def test_evidence_of_others_is_not_told(stranger: Client, place: Organisation) -> None:
    Evidence.objects.create(organisation=place, item="S1", text="Alleen van ons", as_of=timezone.localdate())
    assert "Alleen van ons" not in text(stranger.get("/scan/bewijs/"))


def test_who_works_nowhere_is_asked_where_she_works(member_client: Client) -> None:
    assert "Zeg eerst waar je werkt" in text(member_client.get("/scan/"))


@pytest.mark.both
@pytest.mark.parametrize("many", [1, 3])
def test_the_overview_takes_as_many_queries_for_one_round_as_for_three(
    many: int, colleague: Client, place: Organisation, django_assert_num_queries: Any
) -> None:
    for _ in range(many):
        make_round(organisation=place)
        make_result(place)
    colleague.get("/scan/")
    with django_assert_num_queries(8):
        colleague.get("/scan/")


def test_the_result_is_there_in_english(colleague: Client, place: Organisation) -> None:
    page = text(colleague.get(f"/en/scan/{make_result(place).code}/"))
    assert "This is how Waterdam innovates" in page
    assert "Large difference" in page


def test_my_organisation_leads_to_the_scan(colleague: Client, place: Organisation) -> None:
    make_result(place)
    assert "Naar de scan" in text(colleague.get("/mijn-organisatie/"))


def test_every_form_on_the_page_of_evidence_carries_its_own_token(place: Organisation) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_membership(organisation=place).user)
    page = client.get("/scan/bewijs/").content.decode()
    forms = re.findall(r'<form class="ol-form".*?</form>', page, re.S)
    assert len(forms) == 11
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', forms[0])
    assert token
    sent = {"text": "Strategie", "link": "", "as_of": "2026-03-01", "csrfmiddlewaretoken": token[1]}
    assert client.post("/scan/bewijs/S1/", sent).status_code == 302
