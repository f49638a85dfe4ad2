"""Bodies have more than one name: each finds the body, and a name that two share says so."""

import pytest
from django.test import Client

from olievlek.imports.matching import Matcher
from olievlek.organisations import content, naming
from olievlek.organisations.forms.desk import MergeForm
from olievlek.organisations.models import Kind, Organisation, OtherName
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db

LIST = [
    ("’s-Gravenhage", "gemeente-den-haag"),
    ("‘s-Gravenhage", "gemeente-den-haag"),
    ("s Gravenhage", "gemeente-den-haag"),
    ("'s\u2011gravenhage", "gemeente-den-haag"),
    ("Den Bosch", "gemeente-s-hertogenbosch"),
    ("den  bosch", "gemeente-s-hertogenbosch"),
    ("’s-Hertogenbosch", "gemeente-s-hertogenbosch"),
    ("edam\u2011volendam", "gemeente-edam-volendam"),
    ("edamvolendam", "gemeente-edam-volendam"),
    ("noordholland", "provincie-noord-holland"),
    ("NOORD HOLLAND", "provincie-noord-holland"),
    ("krimpen a/d ijssel", "gemeente-krimpen-aan-den-ijssel"),
    ("Alphen a/d Rijn", "gemeente-alphen-aan-den-rijn"),
    ("Horst a/d Maas", "gemeente-horst-aan-de-maas"),
    ("sudwest fryslan", "gemeente-sudwest-fryslan"),
    ("gem. Zeist", "gemeente-zeist"),
    ("Weesp", "gemeente-amsterdam"),
    ("Kadaster", "dienst-voor-het-kadaster-en-de-openbare-registers"),
    ("HDSR", "hoogheemraadschap-de-stichtse-rijnlanden"),
    ("FUMO", "fryske-utfieringstsjinst-miljeu-en-omjouwing"),
    ("Bergen (Noord-Holland)", "gemeente-bergen-nh"),
    ("Bergen (N.H.)", "gemeente-bergen-nh"),
    ("Gemeente Bergen (Limburg)", "gemeente-bergen-l"),
    ("Hengelo (Overijssel)", "gemeente-hengelo"),
    ("Hengelo Ov.", "gemeente-hengelo"),
    ("Stein (Lb)", "gemeente-stein"),
    ("N-Brabant", "provincie-noord-brabant"),
    ("Z.-Holland", "provincie-zuid-holland"),
    ("St. Michielsgestel", "gemeente-sint-michielsgestel"),
    ("St Michielsgestel", "gemeente-sint-michielsgestel"),
    ("Land van Cuyk", "gemeente-land-van-cuijk"),
    ("Ysselstein", "gemeente-ijsselstein"),
    ("Dijk & Waard", "gemeente-dijk-en-waard"),
    ("Waterschap Aa & Maas", "waterschap-aa-en-maas"),
    ("I&W", "ministerie-van-infrastructuur-en-waterstaat"),
    ("Ministerie van BZK", "ministerie-van-binnenlandse-zaken-en-koninkrijksrelaties"),
    ("Min. IenW", "ministerie-van-infrastructuur-en-waterstaat"),
    ("J & V", "ministerie-van-justitie-en-veiligheid"),
]
COLUMN = [
    ("Gemeente Bergen (NH.)", "gemeente-bergen-nh"),
    ("Gemeente ’s-Gravenhage", "gemeente-den-haag"),
    ("Gemeente Sudwest-Fryslan", "gemeente-sudwest-fryslan"),
    ("Gemeente Utrecht", "gemeente-utrecht"),
    ("Provincie Utrecht", "provincie-utrecht"),
    ("gemeente den bosch", "gemeente-s-hertogenbosch"),
    ("Gemeente Dinxperlo", "gemeente-aalten"),
    ("Zeist", "gemeente-zeist"),
]


@pytest.fixture
def _loaded() -> None:
    content.load()


@pytest.mark.both
@pytest.mark.usefixtures("_loaded")
def test_the_list_shows_the_body_first_that_is_called_so(client: Client) -> None:
    for typed, slug in LIST:
        found = client.get("/organisaties/", {"q": typed}).context["page"].object_list
        assert found, typed
        assert found[0].slug == slug, (typed, [one.name for one in found][:4])


@pytest.mark.both
@pytest.mark.usefixtures("_loaded")
def test_a_name_in_a_sheet_means_one_body_or_none() -> None:
    matcher = Matcher.of_all()
    for typed, slug in [*LIST, *COLUMN]:
        found = matcher.find(typed)
        assert found is not None, (typed, matcher.choice(typed))
        assert found.slug == slug, typed
    for typed, choice in (
        ("Bergen", ["Gemeente Bergen (L)", "Gemeente Bergen (NH)"]),
        ("Utrecht", ["Gemeente Utrecht", "Provincie Utrecht"]),
        ("Limburg", ["Provincie Limburg", "Waterschap Limburg"]),
        ("VRF", ["Veiligheidsregio Flevoland", "Veiligheidsregio Fryslân"]),
        ("Haaren", ["Gemeente Boxtel", "Gemeente Oisterwijk", "Gemeente Tilburg", "Gemeente Vught"]),
        ("Nergenshuizen", []),
        ("\u200b", []),
    ):
        assert matcher.find(typed) is None
        assert [one.name for one in matcher.choice(typed)] == choice


@pytest.mark.both
@pytest.mark.usefixtures("_loaded")
def test_an_abbreviation_of_two_letters_is_found_by_itself_only() -> None:
    first = naming.named(Organisation.objects.bodies(), "AP")[0]
    assert first.short_name == "AP"
    assert not naming.named(Organisation.objects.bodies(), "xap").exists()


@pytest.mark.both
def test_a_name_of_today_comes_before_a_name_of_the_past() -> None:
    old, now = make_organisation(name="Gemeente Maas"), make_organisation(name="Gemeente Wijdemeren")
    OtherName.objects.create(organisation=now, name="Maas", kind=OtherName.Kind.FORMER, year=2002)
    assert naming.meant(Organisation.objects.all(), "Maas") == [old]
    assert list(naming.named(Organisation.objects.all(), "maas")) == [old, now]


def test_a_moderator_who_types_a_shared_name_sees_the_choice() -> None:
    for name, kind in (("Gemeente Utrecht", Kind.MUNICIPALITY), ("Provincie Utrecht", Kind.PROVINCE)):
        make_organisation(name=name, kind=kind)
    form = MergeForm({"old": "utrecht", "into": "Gemeente utrecht", "on": "2026-01-01"})
    assert form.errors["old"] == ["Bedoel je een van deze: Gemeente Utrecht, Provincie Utrecht?"]
    assert "into" not in form.errors


def test_the_page_shows_other_names_and_apart_those_of_the_past(client: Client) -> None:
    body = make_organisation(name="Gemeente Den Haag")
    OtherName.objects.create(organisation=body, name="'s-Gravenhage", kind=OtherName.Kind.OFFICIAL)
    OtherName.objects.create(organisation=body, name="Die Haghe", kind=OtherName.Kind.FORMER, year=1900)
    page = client.get(body.get_absolute_url()).content.decode()
    assert "Ook bekend als" in page
    assert "<bdi>&#x27;s-Gravenhage</bdi>" in page
    assert "<bdi>Die Haghe</bdi> (tot 1900)" in page
