"""The page of answers."""

import re
import uuid
from datetime import timedelta
from typing import Any
from unittest.mock import ANY

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.index import projection
from olievlek.organisations.models import Kind
from olievlek.search import sources
from olievlek.vocabulary.models import List
from tests.factories.index import index_all
from tests.factories.library import make_adoption, make_case
from tests.factories.organisations import make_membership, make_organisation, make_study_municipality
from tests.factories.vocabulary import make_term
from tests.search.cases import bring

pytestmark = pytest.mark.django_db
PHOTO = {
    "title": "Pasfotohokje bij de balie",
    "description": "Klanten moesten vaak terugkomen omdat de pasfoto niet goed was. Nu staat er een hokje.",
}
QUESTION = "klanten moeten terugkomen omdat de pasfoto niet goed is"


def page(client: Client, question: str, path: str = "/zoeken/", **given: Any) -> str:
    response = client.get(path, {"q": question, **given})
    assert response.status_code == 200
    return response.content.decode()


def titles(html: str) -> list[str]:
    heads = re.findall(r"<h3[^>]*><a[^>]*>(.*?)</a></h3>", html, re.S)
    return [re.sub(r"<[^>]+>", "", head) for head in heads]


@pytest.mark.requirement("004-24", at="/zoeken/", reads=True)
def test_a_problem_in_ones_own_words_finds_who_solved_it(client: Client) -> None:
    bring({"title": "Parkeren met een app"}, PHOTO, {"title": "Kliko's tellen"})
    html = page(client, QUESTION)
    assert titles(html) == ["Pasfotohokje bij de balie"]
    assert "1 voorbeeld<" in html
    assert '>Past goed <span class="ol-count">1</span></h2>' in html


def test_each_answer_says_why_with_marks_and_words(client: Client) -> None:
    bring(PHOTO)
    html = page(client, QUESTION)
    assert '<mark class="utrecht-mark">pasfoto</mark>' in html
    assert re.search(r"Gevonden op:.*<span[^>]*>terugkomen</span>", html, re.S)


def test_markup_in_a_title_or_a_question_stays_text(client: Client) -> None:
    bring({"title": "<script>alert(1)</script> pasfoto", "description": "<img src=x onerror=alert(2)> pasfoto"})
    html = page(client, "pasfoto <script>alert(3)</script>")
    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.both
def test_near_copies_are_one_answer_with_all_who_use_it(client: Client) -> None:
    make_organisation(name="Gemeente Gouda", code="gm0513")
    rows = [
        {"title": "Zivver veilig mailen", "organisation": name, "description": "Gevoelige post veilig versturen."}
        for name in ("Gemeente Gouda", "Gemeente Delft", "Gemeente Urk")
    ]
    bring(*rows)
    html = page(client, "veilig mailen")
    assert len(titles(html)) == 1
    assert "Gebruikt door <strong>3</strong> organisaties" in html
    assert "uit 3 teksten" in html
    for name in ("Gemeente Gouda", "Gemeente Delft", "Gemeente Urk"):
        assert name in html


@pytest.mark.both
def test_filters_count_answers_and_keep_what_was_ticked(client: Client) -> None:
    small = make_organisation(name="Gemeente Urk", employees_estimate=200, province="Flevoland")
    large = make_organisation(name="Gemeente Utrecht", employees_estimate=5000, province="Utrecht")
    bring(
        {"title": "Kliko met sensor", "organisation": small.name, "type": "pilot"},
        {"title": "Kliko op afroep", "organisation": large.name, "type": "pilot"},
        {"title": "Kliko kaart", "organisation": large.name, "type": "dataset"},
    )
    html = page(client, "kliko")
    assert len(titles(html)) == 3
    assert re.search(r'name="size" value="A">.*?<span class="ol-count">2</span>', html, re.S)
    html = page(client, "kliko", size="A", kind="experiment")
    assert titles(html) == ["Kliko op afroep"]
    assert re.search(r'name="size" value="A" checked', html)
    assert re.search(r'name="kind" value="building_block">.*?<span class="ol-count">1</span>', html, re.S)
    assert "Haal de filters weg" in html


def test_an_unknown_filter_value_finds_nothing_and_says_what_to_do(client: Client) -> None:
    bring(PHOTO)
    html = page(client, "pasfoto", kind="nonsense")
    assert "Niets gevonden" in html
    assert "Haal een vinkje weg" in html


def test_nothing_found_says_what_to_do_and_offers_to_leave_the_question(client: Client) -> None:
    html = page(client, "zeppelin")
    assert "Dit vertelde hier nog niemand" in html
    assert ">zeppelin</textarea>" in html
    assert "Leg je vraag neer" in html
    bring(PHOTO)
    assert "Leg je vraag neer" in page(client, "pasfoto")


def test_an_unknown_word_is_mended_and_said(client: Client) -> None:
    bring({"title": "Gladheid op fietspaden"})
    html = page(client, "gladhied")
    assert titles(html) == ["Gladheid op fietspaden"]
    assert 'href="/zoeken/?q=gladheid"' in html


def test_related_words_are_said_and_can_be_left_out(client: Client) -> None:
    bring({"title": "Virtuele assistent op de website"})
    html = page(client, "chatbot")
    assert titles(html) == ["Virtuele assistent op de website"]
    assert "virtuele assistent" in html.split("We zochten ook op:")[1]
    assert titles(page(client, "chatbot", literal="1")) == []


@pytest.mark.both
def test_what_is_hidden_a_moment_ago_is_found_by_nobody_else(client: Client, moderator_client: Client) -> None:
    (case,) = bring(PHOTO)
    type(case).objects.update(hidden_at=timezone.now(), hidden_reason="klopt niet")  # the index does not know yet
    for html in (page(client, QUESTION), client.get("/zoeken/suggesties/", {"q": "pasf"}).content.decode()):
        assert "Pasfotohokje" not in html
    case.refresh_from_db()
    projection.refresh_many([case])
    index_all()
    assert "Pasfotohokje" not in page(client, QUESTION)
    assert titles(page(moderator_client, QUESTION)) == ["Pasfotohokje bij de balie"]


@pytest.mark.both
def test_a_draft_is_counted_in_no_filter(client: Client) -> None:
    bring({"title": "Pasfoto open", "type": "pilot"}, {"title": "Pasfoto dataset", "type": "dataset"})
    bring({"id": "geheim", "title": "Pasfoto geheim", "type": "deal"}, draft=True)
    html = page(client, "pasfoto")
    assert "2 voorbeelden" in html
    assert 'value="deal"' not in html


def chips(html: str) -> list[tuple[str, str]]:
    """Address and name."""
    found = re.findall(r'<a class="ol-chip" href="([^"]+)">.*?<bdi lang="[a-z]+">(.*?)</bdi>', html)
    return [(url, name) for url, name in found]


@pytest.mark.both
def test_a_body_is_a_chip_however_the_signs_of_its_name_are_written(client: Client) -> None:
    for slug, name, short in (
        ("den-haag", "Gemeente Den Haag", "'s-Gravenhage"), ("krimpen", "Gemeente Krimpen aan den IJssel", ""),
        ("noord-holland", "Provincie Noord-Holland", "NH"), ("aa-en-maas", "Waterschap Aa en Maas", ""),
        ("ienw", "Ministerie van Infrastructuur en Waterstaat", "IenW"), ("utrecht", "Gemeente Utrecht", ""),
        ("nuenen", "Gemeente Nuenen, Gerwen en Nederwetten", ""), ("land", "Gemeente Land van Cuijk", ""),
        ("rud-utrecht", "RUD Utrecht", ""),
    ):  # fmt: skip
        kind = {"P": Kind.PROVINCE, "M": Kind.MINISTRY, "W": Kind.WATER_BOARD}.get(name[0], Kind.MUNICIPALITY)
        make_organisation(name=name, short_name=short, slug=slug, kind=kind)
    bring({"title": "Iets anders"})
    sources.refresh_lower_rooms()
    index_all()
    for typed, slug in (
        ("s Gravenhage", "den-haag"), ("‘s-gravenhage", "den-haag"), ("krimpen a/d ijssel", "krimpen"),
        ("noordholland", "noord-holland"), ("N.-Holland", "noord-holland"), ("Aa & Maas", "aa-en-maas"),
        ("I&W", "ienw"), ("ministerie van IenW", "ienw"), ("Gemeente Utrecht", "utrecht"),
        ("Nuenen", "nuenen"), ("infrastructuur en waterstaat", "ienw"),
    ):  # fmt: skip
        assert chips(page(client, typed))[:1] == [(f"/organisaties/{slug}/", ANY)], typed
    assert chips(page(client, "land")) == [], "a word of daily talk"


def test_organisations_and_themes_that_are_asked_for_are_chips_and_no_answers(client: Client) -> None:
    zeist = make_organisation(name="Gemeente Zeist", slug="zeist")
    make_study_municipality(study_key="D3", name="Gemeente Zeist D3")
    theme = make_term(list=List.THEME, key="participatie", name_nl="Meedenken en meedoen", name_en="Participation")
    make_term(list=List.THEME, key="afval", name_nl="Afval en grondstoffen", name_en="Waste")
    case, other = bring({"title": "Burgertop over de toekomst"}, {"title": "Kliko's tellen"})
    case.case_terms.create(term=theme, role="theme")
    type(other).objects.filter(pk=other.pk).update(owner=zeist)
    projection.refresh_many(type(case).objects.order_by("pk"))
    sources.refresh_lower_rooms()
    index_all()
    html = page(client, "participatie")
    assert chips(html) == [("/themas/participatie/", "Meedenken en meedoen")]
    assert titles(html) == ["Burgertop over de toekomst"], "a theme unfolds its examples"
    assert chips(page(client, "afval")) == [], "a theme without examples is not offered"
    html = page(client, "zeist")
    assert (chips(html), titles(html)) == ([("/organisaties/zeist/", "Gemeente Zeist")], ["Kliko&#x27;s tellen"])
    assert chips(page(client, "klikos in zeist"))[0] == ("/organisaties/zeist/", "Gemeente Zeist")
    assert chips(page(client, "gemeente wil kliko")) == [], "only its whole name asks for an organisation"
    assert chips(page(client, "participation", "/en/zoeken/")) == [("/en/themas/participatie/", "Participation")]
    assert "Participation" not in page(client, "participatie"), "words to find it by are no text to read"


@pytest.mark.both
def test_refreshing_the_lower_rooms_twice_changes_nothing() -> None:
    make_organisation(kind=Kind.PROVINCE)
    make_term()
    assert sources.refresh_lower_rooms() == 2
    assert sources.refresh_lower_rooms() == 0


@pytest.mark.both
def test_pages_follow_each_other_and_numbers_go_on(client: Client) -> None:
    bring(*({"title": f"Pasfoto {word * 3}"} for word in "abcdefghijkl"))
    first, second = page(client, "pasfoto"), page(client, "pasfoto", page="2")
    assert (len(titles(first)), len(titles(second))) == (10, 2)
    assert not set(titles(first)) & set(titles(second))
    assert '<ol class="ol-plain" start="11">' in second
    assert titles(page(client, "pasfoto", page="nonsense")) == titles(first)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_queries_for_one_answer_and_three(
    client: Client, number: int, django_assert_num_queries: Any
) -> None:
    bring(*({"title": f"Pasfoto {word}"} for word in ["aap", "noot", "mies"][:number]))
    with django_assert_num_queries(11):  # two for the names of all bodies and one for what shipped, once at a moment
        page(client, "pasfoto")
    with django_assert_num_queries(5):  # the answers and the names of a moment ago
        page(client, "pasfoto", order="newest")


def test_htmx_gets_the_same_region_as_the_whole_page_holds(client: Client) -> None:
    bring(PHOTO)
    whole = client.get("/zoeken/", {"q": "pasfoto"})
    part = client.get("/zoeken/", {"q": "pasfoto"}, headers={"HX-Request": "true"})
    fragment = part.content.decode().strip()
    assert fragment.startswith('<div class="ol-stack ol-stack--l" id="answers" data-announce="1 voorbeeld"')
    opened = fragment.replace('ol-only-phone" open>', 'ol-only-phone">')
    assert opened in whole.content.decode()
    assert "HX-Request" in part["Vary"]


def test_without_a_question_the_page_says_what_to_type(client: Client) -> None:
    make_term(list=List.THEME, key="afval", name_nl="Afval", name_en="Waste")
    html = client.get("/zoeken/", {"q": "  "}).content.decode()
    assert "Waar loop je tegenaan?" in html
    assert 'href="/themas/afval/"' in html


def test_the_page_speaks_english_too(client: Client) -> None:
    bring(PHOTO)
    html = page(client, "pasfoto", "/en/zoeken/")
    assert "1 example<" in html
    assert 'href="/en/praktijken/' in html


def test_every_page_has_the_search_box_with_its_suggestions(client: Client) -> None:
    html = client.get("/organisaties/").content.decode()
    assert 'action="/zoeken/"' in html
    assert 'hx-get="/zoeken/suggesties/"' in html


@pytest.mark.both
@pytest.mark.parametrize("question", ["a" * 5000, "\"'\\", "-", '"', "%00 ½ 💡", "((((", "AND OR NOT", "id:-1"])
def test_any_question_gets_a_page(client: Client, question: str) -> None:
    bring(PHOTO)
    answer = client.get("/zoeken/", {"q": question})
    assert answer.status_code == 200
    assert 'name="q"' in answer.content.decode()


@pytest.mark.both
def test_the_same_answers_come_newest_first_or_used_most_first(client: Client) -> None:
    last = "De lange route van de kliko"
    old, _new, used = bring({"title": "Kliko kliko"}, {"title": "Kliko met sensor"}, {"title": last})
    type(old).objects.filter(pk__in=[old.pk, used.pk]).update(published_at=timezone.now() - timedelta(days=90))
    for organisation in (make_organisation(), make_organisation()):
        make_adoption(used, organisation, "in_use")
    projection.refresh_many(type(old).objects.order_by("pk"))
    index_all()
    assert titles(page(client, "kliko"))[0] == "Kliko kliko"
    assert titles(page(client, "kliko", order="newest"))[0] == "Kliko met sensor"
    html = page(client, "kliko", order="copied")
    assert titles(html)[0] == last
    assert '<a href="/zoeken/?q=kliko&amp;order=copied" aria-current="page">Meest gebruikt</a>' in html
    assert sorted(titles(html)) == sorted(titles(page(client, "kliko", order="nonsense")))


def test_below_the_answers_stands_whom_to_ask(client: Client) -> None:
    maker = make_organisation(name="Gemeente Urk")
    (case,) = bring(PHOTO | {"organisation": maker.name})
    html = page(client, "pasfoto")
    assert f'href="/vragen/aan/praktijk/{case.pk}/"' in html
    assert "Zoek een organisatie" in page(client, "zeppelin")


def test_a_draft_without_a_title_is_a_link_with_words(client: Client) -> None:
    member = make_membership()
    told: dict[str, Any] = {"title": "", "slug": "klad", "problem": "Klanten komen terug met een foute pasfoto."}
    draft = make_case(**told, owner=member.organisation, author=member.user, once=uuid.uuid4(), published_at=None)
    projection.refresh_many([draft])
    index_all()
    client.force_login(member.user)
    assert titles(page(client, "foute pasfoto")) == ["Nog zonder titel"]
    assert "Maak “Nog zonder titel” af" in client.get("/werkplek/").content.decode()
