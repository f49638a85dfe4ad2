"""The pages of copying: the button, how far, whether it fits, who sees it, sharing back."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.adoptions import actions as adoptions_actions
from olievlek.adoptions import copying
from olievlek.adoptions.models import Adaptation, Addition, Adoption
from olievlek.cases import actions as cases_actions
from olievlek.cases.models import Case
from olievlek.organisations.models import Organisation
from tests.answers import not_here
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import events_of, make_adoption, make_case, make_lineage, word
from tests.factories.organisations import make_membership, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stages")]


@pytest.fixture
def stages() -> None:
    """The words that the actions look up."""
    for key in copying.STAGES.moves:
        word("adoption_stages", key)
    for which, key in (("lineage_kinds", "adopted"), ("case_kinds", "practice"), ("evidence_levels", "stories")):
        word(which, key)
    for key in ("copied", "adapted"):
        word("novelty", key)
    word("spread_directions", "out")


@pytest.fixture
def body() -> Organisation:
    return make_organisation(
        name="Gemeente Woerden", short_name="Woerden", slug="gemeente-woerden", code="GM0632", population=54_208,
        employees_estimate=500, urbanity=3, province="Utrecht",
    )  # fmt: skip


@pytest.fixture
def member(client: Client, body: Organisation) -> Client:
    client.force_login(make_membership(organisation=body).user)
    return client


def begin(client: Client, case: Case) -> Adoption:
    answer = client.post(f"/praktijken/{case.slug}/afkijken/")
    assert answer.status_code == 302
    return Adoption.objects.get(case=case, steps__isnull=False)


def page_of(client: Client, adoption: Adoption, language: str = "") -> str:
    answer = client.get(f"{language}/afkijken/{adoption.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, adoption: Adoption, where: str, **data: Any) -> Any:
    data.setdefault("once", str(uuid.uuid4()))
    return client.post(f"/afkijken/{adoption.pk}/{where}/", data)


def test_a_visitor_sees_the_button_and_signs_in_first(client: Client) -> None:
    case = make_case()
    page = client.get(f"/praktijken/{case.slug}/").content.decode()
    assert "Kijk dit af" in page
    assert f"?next=/praktijken/{case.slug}/" in page
    assert client.post(f"/praktijken/{case.slug}/afkijken/").status_code == 302
    assert not Adoption.objects.exists()


def test_who_acts_for_nobody_is_led_to_joining(client: Client) -> None:
    client.force_login(make_user())
    case = make_case()
    answer = client.post(f"/praktijken/{case.slug}/afkijken/")
    assert answer["Location"].endswith("/meedoen/")
    assert "Sluit je eerst aan" in client.get(f"/praktijken/{case.slug}/").content.decode()


@pytest.mark.requirement("004-23", at="/praktijken/*/afkijken/")
def test_one_tap_begins_and_the_case_then_shows_how_far_we_are(member: Client) -> None:
    case = make_case(title="Gem", owner=make_organisation())
    adoption = begin(member, case)
    assert begin(member, case) == adoption
    told = member.get(f"/praktijken/{case.slug}/").content.decode()
    assert f"/afkijken/{adoption.pk}/" in told
    assert "Woerden kijkt dit af" in told


def test_our_own_case_has_no_button(member: Client, body: Organisation) -> None:
    case = make_case(owner=body)
    assert "Kijk dit af" not in member.get(f"/praktijken/{case.slug}/").content.decode()
    member.post(f"/praktijken/{case.slug}/afkijken/")
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(("language", "told"), [("", "Past “Gem” bij ons?"), ("/en", "Does “Gem” fit us?")])
def test_the_page_asks_whether_it_fits_in_both_languages(member: Client, language: str, told: str) -> None:
    adoption = begin(member, make_case(title="Gem", problem="Veel vragen over verhuizen", core=["Een redacteur"]))
    page = page_of(member, adoption, language)
    assert told in page
    assert "Veel vragen over verhuizen" in page
    assert "Een redacteur" in page
    assert page.count('aria-current="step"') == 1


def test_an_unknown_maker_is_said(member: Client) -> None:
    adoption = begin(member, make_case(owner_text="Een paar gemeenten"))
    assert "We weten niet wie dit maakte" in page_of(member, adoption)


def test_the_maker_and_look_alikes_who_use_it_stand_beside_us(member: Client) -> None:
    maker = make_organisation(short_name="Dongen", population=26_000, employees_estimate=200, urbanity=4)
    case = make_case(owner=maker)
    like_us = make_organisation(short_name="Velsen", population=60_000, employees_estimate=550, urbanity=2)
    other = make_organisation(short_name="Utrecht", population=360_000, employees_estimate=5_000, urbanity=1)
    gone = make_organisation(short_name="Soest", population=47_000, employees_estimate=390, urbanity=3)
    for one in (like_us, other):
        make_adoption(case, one, "in_use")
    make_adoption(case, gone, "stopped")
    page = page_of(member, begin(member, case))
    table = page[page.index("<thead>") : page.index("</thead>")]
    assert [name in table for name in ("Woerden", "Dongen (maker)", "Velsen", "Utrecht")] == [True, True, True, False]
    assert "Gebruikte het en is gestopt." in page
    assert "400 tot 700" in page


@pytest.mark.both
def test_answers_are_kept_for_colleagues(member: Client, body: Organisation) -> None:
    adoption = begin(member, make_case())
    send(member, adoption, "past-het", problem_fits="yes", needs_fit="partly")
    colleague = Client()
    colleague.force_login(make_membership(organisation=body).user)
    page = page_of(colleague, adoption)
    assert "2 van de 5 beantwoord" in page
    assert len(re.findall(r"<input[^>]*checked", page)) == 2
    send(member, adoption, "past-het", problem_fits="misschien")
    assert "2 van de 5 beantwoord" in page_of(colleague, adoption)


@pytest.mark.parametrize("where", ["", "aanpassen/", "naar/interest/", "terugdelen/"])
def test_who_works_elsewhere_does_not_learn_that_it_exists(member: Client, where: str) -> None:
    adoption = begin(member, make_case(title="Een losse tegel"))
    stranger = Client()
    for user in (make_membership().user, make_moderator()):
        stranger.force_login(user)
        assert not_here(stranger.get(f"/afkijken/{adoption.pk}/{where}"), "Een losse tegel")


def test_stages_go_on_and_the_last_step_is_undone(member: Client) -> None:
    adoption = begin(member, make_case())
    for stage in ("interest", "decided_yes"):
        assert send(member, adoption, f"naar/{stage}").status_code == 302
    page = page_of(member, adoption)
    step = re.search(r'name="step" value="(\d+)"', page)
    assert step is not None
    send(member, adoption, "stap-terug", step=step[1])
    adoption.refresh_from_db()
    assert adoption.stage.key == "interest"
    assert "teruggenomen" in page_of(member, adoption)


def test_taking_the_first_step_back_clears_the_list(member: Client) -> None:
    adoption = begin(member, make_case())
    step = adoption.steps.get()
    send(member, adoption, "stap-terug", step=step.pk)
    assert not Adoption.objects.exists()


@pytest.mark.parametrize(("before", "after"), [("seen", "decided_no"), ("in_use", "stopped")])
def test_no_and_stopped_ask_why_and_the_reason_stands_on_the_case_for_everyone(
    member: Client, body: Organisation, before: str, after: str
) -> None:
    case = make_case()
    adoption = make_adoption(case, body, before)
    answer = send(member, adoption, f"naar/{after}", whom="all", day="2026-01-02", reason=" ")
    assert answer.status_code == 422
    assert "ol-field--wrong" in answer.content.decode()
    send(member, adoption, f"naar/{after}", whom="all", day="2026-01-02", reason="Te weinig mensen")
    page = Client().get(f"/praktijken/{case.slug}/").content.decode()
    wrong = page[page.index('id="wrong"') : page.index('id="lessons"')]
    assert "Te weinig mensen" in wrong
    assert "Gemeente Woerden" in wrong
    assert "Te weinig mensen" in Client().get("/organisaties/gemeente-woerden/").content.decode()


@pytest.mark.requirement("004-31", at="/afkijken/*/naar/in_use/")
def test_using_it_shows_on_the_case_its_map_and_the_page_of_the_organisation(member: Client) -> None:
    case = make_case(title="Gem")
    adoption = begin(member, case)
    send(member, adoption, "naar/in_use", whom="all", day="2025-03-01")
    assert "Vier dat even met je collega" in page_of(member, adoption)
    page = Client().get(f"/praktijken/{case.slug}/").content.decode()
    assert "1 organisatie" in page
    assert "Woerden" in page[page.index('id="users"') : page.index('id="origin"')]
    assert "Gem" in Client().get("/organisaties/gemeente-woerden/").content.decode()


def test_what_we_keep_inside_shows_nowhere(member: Client) -> None:
    case = make_case(title="Zilverlepel")
    adoption = begin(member, case)
    send(member, adoption, "naar/in_use", whom="inside", day="2025-03-01")
    for address in (f"/praktijken/{case.slug}/", f"/praktijken/{case.slug}/gebruik/"):
        assert "Woerden" not in Client().get(address).content.decode()
    assert "Zilverlepel" not in Client().get("/organisaties/gemeente-woerden/").content.decode()
    send(member, adoption, "laten-zien")
    assert "Woerden" in Client().get(f"/praktijken/{case.slug}/gebruik/").content.decode()
    send(member, adoption, "binnen-houden")
    assert "Woerden" not in Client().get(f"/praktijken/{case.slug}/gebruik/").content.decode()


@pytest.mark.both
def test_a_day_to_come_is_refused(member: Client) -> None:
    adoption = begin(member, make_case())
    answer = send(member, adoption, "naar/in_use", whom="all", day="2100-01-01")
    assert "niet in de toekomst" in answer.content.decode()


def test_what_we_kept_and_changed_is_written_down_and_a_colleague_is_not_overwritten(
    member: Client, body: Organisation
) -> None:
    adoption = begin(member, make_case())
    assert member.get(f"/afkijken/{adoption.pk}/aanpassen/").status_code == 200
    directions = [word("spread_directions", "out").pk]
    send(member, adoption, "aanpassen", version=0, kept="De toon", notes="Bel Velsen", directions=directions)
    page = page_of(member, adoption)
    assert "De toon" in page
    assert "Bel Velsen" in page
    colleague = Client()
    colleague.force_login(make_membership(organisation=body).user)
    answer = send(colleague, adoption, "aanpassen", version=0, kept="Alles").content.decode()
    assert "Alles" in answer
    assert "De toon" in answer
    assert 'name="version" value="1"' in answer
    send(colleague, adoption, "aanpassen", version=1, kept="Alles")
    assert "Alles" in page_of(member, adoption)


def test_still_in_use_is_asked_and_answered(member: Client) -> None:
    adoption = begin(member, make_case())
    send(member, adoption, "naar/in_use", whom="all", day="2025-03-01")
    assert "Gebruiken jullie dit nog?" not in page_of(member, adoption)
    Adoption.objects.update(moved_at=timezone.now() - timedelta(days=190))
    assert "Gebruiken jullie dit nog?" in member.get("/werkplek/").content.decode()
    assert "Gebruiken jullie dit nog?" in page_of(member, adoption)
    send(member, adoption, "nog-in-gebruik")
    assert "Gebruiken jullie dit nog?" not in page_of(member, adoption)


@pytest.mark.requirement("004-23", at="/afkijken/*/terugdelen/eigen/")
def test_sharing_back_as_an_own_case_makes_a_draft_and_shows_the_way_on_both_pages(
    member: Client, body: Organisation
) -> None:
    case = make_case(title="Gem", problem="Veel vragen")
    adoption = begin(member, case)
    adoptions_actions.adapt(adoption, given={"changed": "De naam"}, by=make_membership(organisation=body).user)
    answer = send(member, adoption, "terugdelen/eigen")
    draft = Case.objects.get(owner=body)
    assert draft.slug in answer["Location"]
    assert "Gem in Woerden" in member.get(f"/praktijken/{draft.slug}/").content.decode()
    Case.objects.filter(pk=draft.pk).update(published_at="2026-01-01T00:00Z", shared_at="2026-01-01T00:00Z")
    for shown, other in ((case, draft), (draft, case)):
        assert f"/praktijken/{other.slug}/" in Client().get(f"/praktijken/{shown.slug}/").content.decode()


def test_a_circle_is_refused_in_words(client: Client, body: Organisation) -> None:
    client.force_login(make_membership(organisation=body, coordinator=True).user)
    ours, theirs = make_case(title="Van ons", owner=body), make_case(title="Van hen")
    make_lineage(theirs, ours)
    adoption = begin(client, theirs)
    answer = send(client, adoption, "terugdelen/bestaand", case=ours.pk)
    assert "“Van hen” kwam zelf voort uit “Van ons”" in answer.content.decode()
    second = make_case(title="Ook van ons", owner=body)
    assert send(client, adoption, "terugdelen/bestaand", case=second.pk).status_code == 302
    assert second.parent_links.get().parent == theirs


def test_an_addition_stands_with_the_case_and_can_be_taken_back_or_hidden(member: Client) -> None:
    case = make_case()
    adoption = begin(member, case)
    assert member.get(f"/afkijken/{adoption.pk}/terugdelen/").status_code == 200
    send(member, adoption, "terugdelen/aanvullen", text="Begin met één loket", evidence="")
    read = Client().get(f"/praktijken/{case.slug}/").content.decode()
    assert "Begin met één loket" in read
    assert "Gemeente Woerden" in read
    assert Client().get(f"/melden/aanvulling/{Addition.objects.get().pk}/").status_code == 200
    addition = Addition.objects.get()
    moderator = Client()
    moderator.force_login(make_moderator())
    assert member.get(f"/aanvullingen/{addition.pk}/verbergen/").status_code == 404
    moderator.post(f"/aanvullingen/{addition.pk}/verbergen/", {"reason": "Reclame"})
    assert "Begin met één loket" not in Client().get(f"/praktijken/{case.slug}/").content.decode()
    moderator.post(f"/aanvullingen/{addition.pk}/tonen/")
    member.post(f"/aanvullingen/{addition.pk}/terugnemen/")
    assert "Begin met één loket" not in Client().get(f"/praktijken/{case.slug}/").content.decode()


def test_a_case_that_is_gone_keeps_our_own_words_and_shows_none_of_its_own(member: Client) -> None:
    case = make_case(title="Zilverlepel")
    adoption = begin(member, case)
    send(member, adoption, "aanpassen", version=0, kept="De toon")
    cases_actions.hide(case, reason="Zo maar", by=make_moderator())
    for where in ("", "aanpassen/", "naar/interest/", "terugdelen/"):
        page = member.get(f"/afkijken/{adoption.pk}/{where}").content.decode()
        assert "Zilverlepel" not in page
    assert "De toon" in page_of(member, adoption)
    assert send(member, adoption, "terugdelen/eigen").status_code == 404
    assert "Zilverlepel" not in member.get("/afkijken/").content.decode()


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_the_list_filters_by_stage_and_costs_the_same_queries(
    member: Client, body: Organisation, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make_adoption(make_case(title="Wordt gebruikt"), body, "in_use")
    make_adoption(make_case(title="Bekeken"), body, "seen")
    member.get("/afkijken/")
    with django_assert_num_queries(9):
        page = member.get("/afkijken/?stage=in_use").content.decode()
    assert page.count("Wordt gebruikt") == number
    assert "Bekeken</a>" not in page


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_queries_however_many_use_it(
    member: Client, number: int, django_assert_num_queries: Any
) -> None:
    adoption = begin(member, make_case(owner=make_organisation(population=50_000)))
    for _ in range(number):
        make_adoption(adoption.case, make_organisation(population=50_000, employees_estimate=500), "in_use")
    with django_assert_num_queries(16):
        page_of(member, adoption)


@pytest.mark.both
def test_what_we_changed_saves_itself_and_one_sitting_is_one_event(member: Client) -> None:
    own, adoption = member, begin(member, make_case())
    page = own.get(f"{adoption.get_absolute_url()}aanpassen/").content.decode()
    assert "data-keeps" in page
    seen = own.get(f"{adoption.get_absolute_url()}aanpassen/").context["form"]["seen"].value()
    for text in ("De t", "De toon"):
        given = {"version": 0, "seen": seen, "kept": text}
        answer = own.post(f"{adoption.get_absolute_url()}aanpassen/", given, HTTP_HX_REQUEST="true").content.decode()
        assert "Bewaard om" in answer
        assert "<form" not in answer
        seen = answer.partition('name="seen" value="')[2].partition('"')[0]
    row = Adaptation.objects.get(adoption=adoption)
    assert row.kept == "De toon"
    assert events_of(row) == ["adoption.adapted"]
