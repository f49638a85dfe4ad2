"""What a visitor reads: the questions in their order, unknown said, counts bounded."""

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from olievlek.cases.models import BuildingBlock, Case, Contact, Part, Result
from olievlek.index import projection
from olievlek.organisations.models import Organisation
from tests.answers import not_here
from tests.factories.accounts import make_moderator
from tests.factories.index import index_all
from tests.factories.library import make_adoption, make_case, make_draft, make_lineage, word
from tests.factories.organisations import make_organisation, make_study_municipality
from tests.factories.vocabulary import make_term

pytestmark = pytest.mark.django_db

QUESTIONS = {
    "": [
        "Welk probleem loste dit op?", "Wat deden zij?", "Wat bracht het?", "Wat heb je nodig?",
        "Wat mag je veranderen?", "Wat ging er mis?", "Wat leerden zij?", "Wie gebruikt het?",
        "Waar komt het vandaan?", "Bron en licentie",
    ],
    "/en": [
        "Which problem did this solve?", "What did they do?", "What did it bring?", "What do you need?",
        "What may you change?", "What went wrong?", "What did they learn?", "Who uses it?",
        "Where does it come from?", "Source and licence",
    ],
}  # fmt: skip


def shown(client: Client, case: Case, language: str = "") -> str:
    return client.get(f"{language}/praktijken/{case.slug}/").content.decode()


def headings(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>", "", text).strip() for text in re.findall(r"<h2[^>]*>(.*?)</h2>", page, re.S)]


def a_full_case() -> Case:
    """A case with something in every place."""
    owner = make_organisation(name="Gemeente Zeist", code="GM0355", employees_estimate=500)
    case = make_case(
        title="Fotohokje", summary="Een hokje", problem="Foto niet goed", done="Hokje neergezet",
        story="Er werd geklaagd", owner=owner,
        evidence="stories", drive="internal", novelty="own_idea", strategy_status="partly", stage="trial",
        team_size=4, sounding_board_size=15, external_help=True, new_here=True, carried_out=False, year=2015,
        theme=["loket"], origin=["frustration"], initiator=["work_floor"], team_role=["alderman"],
        help_kind=["supplier"], promoting=["culture"], hindering=["budget"], driver=["urgency"],
        heard_at=["event"], threshold=["mandate"], scan_factor=["samen_leren"], value_type=["quality"],
        core=["Een plek"], optional=["Een bankje"], help=["Een leverancier"], keep=["Meteen opnieuw"],
        adapt=["Waar het staat"], detour=["Eerst een iPad"], stopped=["Een jaar dicht"], lesson=["Luister"],
        spread=["Ook in Soest"], source_name="BNG", source_url="https://bng.nl/x", licence="CC0-1.0",
    )  # fmt: skip
    Part.objects.create(case=case, kind="risk", position=0, text="Het gaat stuk", answer="Neem onderhoud")
    Result.objects.create(case=case, position=0, figure="60%", text="minder terug", where="Zeist", year=2016)
    Result.objects.create(case=case, position=1, text="Fijner werken")
    BuildingBlock.objects.create(case=case, kind="code", title="Broncode", url="https://code.nl", licence="EUPL-1.2")
    Contact.objects.create(case=case, name="Samira B.", role="Teamleider", reach="samira@zeist.example")
    return case


@pytest.mark.requirement("004-01", at="*/praktijken/*/", reads=True)
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_questions_come_in_their_order_in_both_languages(client: Client, language: str) -> None:
    found = headings(shown(client, a_full_case(), language))
    assert [text for text in found if text in QUESTIONS[language]] == QUESTIONS[language]


@pytest.mark.requirement(
    "002-25", "004-02", "004-05", "004-06", "004-07", "004-09", "004-26", at="/praktijken/*/", reads=True
)
def test_everything_that_is_known_is_on_the_page(client: Client) -> None:
    page = shown(client, a_full_case())
    words = [
        "Een hokje", "Foto niet goed", "Hokje neergezet", "Er werd geklaagd", "60%", "minder terug", "Zeist, 2016",
        "Fijner werken", "Een plek", "Een bankje", "Een leverancier", "Meteen opnieuw", "Waar het staat",
        "Eerst een iPad", "Een jaar dicht", "Luister", "Ook in Soest", "Het gaat stuk", "Neem onderhoud", "Broncode",
        "EUPL-1.2", "Samira B.", "samira@zeist.example", "https://bng.nl/x", "CC0-1.0", "Gemeente Zeist",
        "Nieuw voor deze organisatie?", "Echt uitgevoerd?", "Hoe nieuw is het?", "Wie nam het initiatief?",
        "Waar hoorden zij ervan?", "Wie hielp van buiten?", "Welke drempels namen zij?",
    ]  # fmt: skip
    assert [told for told in words if told not in page] == []


@pytest.mark.parametrize(("language", "told"), [("", "Nog niet gedeeld."), ("/en", "Not shared yet.")])
def test_what_is_not_known_is_said_with_a_way_to_ask(client: Client, language: str, told: str) -> None:
    page = shown(client, make_case(), language)
    sections = page.split('class="ol-answer')[1:]
    empty = [part for part in sections if told in part]
    assert len(empty) == 9
    assert all("<a " in part.split(told)[1].split("</p>")[0] for part in empty)


@pytest.mark.both
def test_a_case_costs_the_same_queries_however_much_there_is(client: Client) -> None:
    case, counted = a_full_case(), []
    for number in (1, 2, 3):
        make_adoption(case, make_organisation(employees_estimate=100))
        Part.objects.create(case=case, kind="lesson", position=number, text=f"Les {number}")
        make_lineage(make_case(), case)
        make_lineage(case, make_case())
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/praktijken/{case.slug}/")
        counted.append(len(queries))
    assert counted[0] == counted[2] <= 23


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_queries_however_many_there_are(
    client: Client, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make_adoption(make_case(owner=make_organisation(), theme=["loket", "data"]), make_organisation())
    with django_assert_num_queries(5):
        assert client.get("/praktijken/").content.decode().count("ol-hit__body") == number


@pytest.mark.parametrize("number", [1, 3])
def test_everybody_who_uses_it_costs_the_same_queries(
    client: Client, number: int, django_assert_num_queries: Any
) -> None:
    case = make_case()
    for _ in range(number):
        make_adoption(case, make_organisation())
    with django_assert_num_queries(3):
        page = client.get(f"/praktijken/{case.slug}/gebruik/").content.decode()
    assert page.count("/organisaties/gemeente-voorbeeld") == number


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_themes_cost_the_same_queries(client: Client, number: int, django_assert_num_queries: Any) -> None:
    top = make_term(key="loket")
    for place in range(number):
        make_term(key=f"thema-{place}", parent=top)
        make_adoption(make_case(theme=[f"thema-{place}"]), make_organisation())
    with django_assert_num_queries(4):
        client.get("/themas/")
    with django_assert_num_queries(6):
        assert client.get("/themas/loket/").content.decode().count("ol-hit__body") == number


@pytest.mark.both
def test_a_top_theme_counts_a_case_once(client: Client) -> None:
    top = make_term(key="loket", name_nl="Loket")
    for key in ("balie", "bellen"):
        make_term(key=key, parent=top)
    make_case(theme=["balie", "bellen"])
    page = client.get("/themas/").content.decode()
    assert re.search(r'Loket</a>\s*<span class="ol-soft">1<', page)


@pytest.mark.both
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("theme=balie", ["Een"]),
        ("theme=loket", ["Een"]),
        ("kind=service", ["Twee"]),
        ("size=D", ["Twee"]),
        ("stage=stopped", ["Een"]),
        ("stage=in_use", ["Drie"]),
        ("organisation=GM0355", ["Twee"]),
        ("kind=wonder", ["Drie", "Twee", "Een"]),
        ("order=newest", ["Drie", "Twee", "Een"]),
        ("page=99", ["Drie", "Twee", "Een"]),
        ("theme=balie&kind=service", []),
    ],
)
def test_filters_stand_in_the_address(client: Client, query: str, found: list[str]) -> None:
    make_term(key="balie", parent=make_term(key="loket"))
    word("case_kinds", "service")
    one = make_case(title="Een", theme=["balie"])
    make_case(title="Twee", kind="service", owner=make_organisation(code="GM0355", employees_estimate=10))
    three = make_case(title="Drie")
    make_adoption(one, make_organisation(), "stopped")
    make_adoption(three, make_organisation())
    page = client.get(f"/praktijken/?{query}").content.decode()
    assert re.findall(r'<h3[^>]*><a href="[^"]+"><bdi>(\w+)</bdi></a></h3>', page) == found


def test_a_filtered_list_is_the_same_region_for_htmx_as_on_the_whole_page(client: Client) -> None:
    make_case()
    whole = client.get("/praktijken/").content.decode()
    part = client.get("/praktijken/", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<section")
    assert part.strip() in whole


def test_a_page_of_twenty_stays_within_sixty_kilobytes(client: Client) -> None:
    bodies = [make_organisation(code=code) for code in ("GM0014", "GM0034", "GM0355")]
    for _ in range(25):
        case = make_case(title="Een titel die tamelijk lang is en doorloopt", summary="woord " * 30, theme=["a", "b"])
        for body in bodies:
            make_adoption(case, body)
    page = client.get("/praktijken/").content
    assert page.count(b"ol-hit__body") == 20
    assert len(page) < 60_000


@pytest.mark.parametrize("state", ["draft", "hidden"])
def test_a_stranger_does_not_learn_that_a_case_exists(
    client: Client, member_client: Client, moderator_client: Client, state: str
) -> None:
    case = make_draft(title="Geheim") if state == "draft" else make_case(title="Geheim", **hidden())
    for somebody, status in ((client, 404), (member_client, 404), (moderator_client, 200)):
        assert somebody.get(case.get_absolute_url()).status_code == status
        assert somebody.get(f"{case.get_absolute_url()}gebruik/").status_code == status
        assert ("Geheim" in somebody.get("/praktijken/").content.decode()) == (status == 200)


def hidden() -> dict[str, Any]:
    return {"hidden_at": timezone.now(), "hidden_reason": "Er staat een naam in."}


def test_a_removed_case_says_so_and_tells_nothing_else(client: Client, moderator_client: Client) -> None:
    case = make_case(title="Geheim", removed_at=timezone.now())
    answer = client.get(case.get_absolute_url())
    assert answer.status_code == 410
    assert "no-store" in answer["Cache-Control"], "it may come back"
    assert "Dit voorbeeld is weggehaald" in answer.content.decode()
    assert "Geheim" not in answer.content.decode()
    assert "Zet het terug" in moderator_client.get(case.get_absolute_url()).content.decode()


@pytest.mark.parametrize("state", [{"published_at": None}, hidden()])
def test_a_removed_case_that_nobody_could_read_was_never_there(client: Client, state: dict[str, Any]) -> None:
    case = make_case(title="Een losse tegel", removed_at=timezone.now(), **state)
    assert not_here(client.get(case.get_absolute_url()), "Een losse tegel")


def test_a_removed_parent_stays_as_a_stub_and_a_hidden_one_does_not_show(client: Client) -> None:
    child = make_case()
    make_lineage(child, make_case(title="Weggehaald", removed_at=timezone.now()))
    make_lineage(child, make_case(title="Verborgen ouder", **hidden()))
    make_lineage(child, make_case(title="Gewone ouder"))
    page = shown(client, child)
    assert "Een voorbeeld dat de maker liet weghalen" in page
    assert "Weggehaald</a>" not in page
    assert "Verborgen ouder" not in page
    assert "Gewone ouder" in page


@pytest.mark.parametrize("state", [{"published_at": None}, hidden()])
def test_a_removed_relative_that_nobody_could_read_leaves_no_stub(client: Client, state: dict[str, Any]) -> None:
    child = make_case()
    make_lineage(child, make_case(removed_at=timezone.now(), **state))
    make_lineage(make_case(removed_at=timezone.now(), **state), child)
    assert "Een voorbeeld dat de maker liet weghalen" not in shown(client, child)


def test_who_made_it_is_a_body_a_text_or_unknown(client: Client) -> None:
    body = make_organisation(name="Gemeente Zeist")
    assert body.get_absolute_url() in shown(client, make_case(owner=body))
    assert "(volgens de bron)" in shown(client, make_case(owner_text="Een paar steden"))
    assert "Maker onbekend" in shown(client, make_case())


def test_a_study_case_says_the_study_and_its_bias(client: Client) -> None:
    page = shown(client, make_case(owner=make_study_municipality(), source_name="BNG Magazine"))
    assert "Uit een onderzoek onder tien gemeenten" in page
    assert "een aanwijzing, geen beeld van alle gemeenten" in page
    assert "/praktijken/onderzoek-2016/" in page


def test_a_text_of_another_language_is_marked_and_said(client: Client) -> None:
    page = shown(client, make_case(problem="Lange rij"), "/en")
    assert "This example is written in Dutch." in page
    assert 'lang="nl">Lange rij' in page


def test_the_map_shows_where_it_is_used_began_and_stopped(client: Client) -> None:
    zeist = make_organisation(code="GM0355", short_name="Zeist")
    case = make_case(owner=zeist)
    make_adoption(case, make_organisation(code="GM0014"))
    make_adoption(case, make_organisation(code="GM0034"), "stopped")
    make_adoption(case, "ABG-organisatie")
    page = shown(client, case)
    assert "Begon hier: Zeist" in page or "Hier begon het: Zeist" in page
    assert 'class="ol-map__stopped"' in page
    assert "Gebruikten het en zijn gestopt" in page


def test_the_curve_needs_ten_and_years_before_the_register_are_a_question_mark(client: Client) -> None:
    case = make_case(year=2022)
    given = {"since_kind": "registered"}
    for number in range(9):
        make_adoption(case, make_organisation(), since=f"2024-0{number % 3 + 1}-01", **given)
    assert "ol-curve" not in shown(client, case)
    make_adoption(case, make_organisation(), since="2025-05-05", **given)
    make_adoption(case, make_organisation())
    page = shown(client, case)
    assert "ol-curve" in page
    assert "De dag van opname in het register is niet de dag van ingebruikname." in page
    assert "Van 1 gebruiker is de dag niet bekend" in page
    cells = re.findall(
        r"<t[hd][^>]*>\s*(2022|2023|2024|2025|\?|\d+)\s*</t[hd]>", page.split("Hoeveel, door de tijd")[1]
    )
    assert cells[:12] == ["2022", "?", "?", "2023", "?", "?", "2024", "9", "9", "2025", "1", "10"]


def test_only_twenty_users_stand_on_the_page_and_all_behind_a_link(client: Client) -> None:
    case = make_case()
    for _ in range(21):
        make_adoption(case, make_organisation())
    page = shown(client, case)
    assert page.count("/organisaties/gemeente-voorbeeld") == 20
    assert "Bekijk alle 21" in page


@pytest.mark.both
def test_the_organisation_page_shows_made_here_copied_here_and_what_look_alikes_use(
    client: Client, django_assert_num_queries: Any
) -> None:
    zeist, soest = (make_organisation(employees_estimate=500, population=number) for number in (60_000, 61_000))
    make_case(title="Zelf gemaakt", owner=zeist)
    copied = make_case(title="Nagedaan")
    make_adoption(copied, zeist, since="2026-01-15", since_kind="registered")
    make_adoption(copied, soest)
    make_adoption(make_case(title="Wat Soest doet"), soest)
    make_adoption(make_case(title="Nog geheim", **hidden()), soest)
    with django_assert_num_queries(14):
        page = client.get(zeist.get_absolute_url()).content.decode()
    made, rest = page.split("Hier overgenomen")
    assert "Zelf gemaakt" in made
    assert "Nagedaan" in rest
    assert "in het register sinds 15 januari 2026" in rest
    assert "1 andere organisatie" in rest
    assert "1 van de 1 die erop lijken" in rest.split("Wat Soest doet")[1]
    assert "Nog geheim" not in page


def test_an_organisation_with_many_cases_links_to_all_of_them(client: Client) -> None:
    body = make_organisation(code="GM0355")
    for _ in range(9):
        make_case(owner=body)
    page = client.get(body.get_absolute_url()).content.decode()
    assert "/praktijken/?organisation=GM0355" in page
    assert Organisation.objects.get(code="GM0355").cases_made.count() == 9


def test_moderators_see_their_buttons_and_others_do_not(client: Client, moderator_client: Client) -> None:
    case = make_case()
    assert "verbergen/" in shown(moderator_client, case)
    assert "verbergen/" not in shown(client, case)
    assert make_moderator().is_moderator


@pytest.mark.both
def test_who_else_has_it_and_what_looks_like_it(client: Client) -> None:
    zeist, soest = (make_organisation(name=f"Gemeente {name}") for name in ("Zeist", "Soest"))
    told = "Inwoners bellen met vragen over paspoorten en verhuizen"
    case = make_case(title="Spraakcomputer Zeist", owner=zeist, problem=told)
    cases = [
        case,
        make_case(title="Spraakcomputer Soest", owner=soest, problem=told),
        make_case(title="Spraakcomputer Geheim", problem=told, **hidden()),
        make_case(title="Vragen over paspoorten aan de balie", problem="Inwoners bellen met vragen over verhuizen"),
        make_case(title="Groene daken", problem="Het wordt te heet in de stad"),
    ]
    projection.refresh_many(cases)
    index_all()
    page = shown(client, case)
    same, alike = page.split('id="same"')[1].split('id="alike"')
    assert "Spraakcomputer Soest" in same
    assert "Vragen over paspoorten aan de balie" in alike
    assert "Groene daken" not in page
    assert "Geheim" not in page


@pytest.mark.both
def test_what_the_same_bodies_copied_comes_first(client: Client) -> None:
    case, *others = (make_case(title=f"Vragen over paspoorten {word}") for word in ("balie", "bieb", "markt", "school"))
    for body in (make_organisation(), make_organisation()):
        make_adoption(case, body)
        make_adoption(others[2], body)
    projection.refresh_many([case, *others])
    index_all()
    near = shown(client, case).split('id="alike"')[1]
    assert near.index("paspoorten school") < min(near.index("paspoorten bieb"), near.index("paspoorten markt"))


def test_without_an_index_the_page_is_the_same_without_what_looks_like_it(client: Client) -> None:
    assert 'id="alike"' not in shown(client, make_case())


@pytest.mark.parametrize(
    ("told_here", "line"),
    [(True, "Er is niet verteld hoe dit gemeten is."), (False, "De bron zegt niet hoe dit gemeten is.")],
)
def test_only_an_example_with_a_source_speaks_of_its_source(client: Client, told_here: bool, line: str) -> None:
    case = make_case(once=uuid.uuid4() if told_here else None)
    Result.objects.create(case=case, position=0, text="Minder bellen")
    assert line in client.get(case.get_absolute_url()).content.decode()
