"""`olievlek import_library`: everything or nothing, each mistake with its row and how to mend it."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from olievlek.cases import actions as cases_actions
from olievlek.cases.models import Case
from olievlek.imports import actions as imports_actions
from olievlek.imports import matching
from olievlek.imports.importing import kind_of
from olievlek.index import indexer
from olievlek.index.models import Document
from olievlek.vocabulary import content as vocabulary
from olievlek.vocabulary.models import List, Term
from tests.factories.accounts import make_moderator
from tests.factories.library import events_of, make_case
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _words(transactional_db: None) -> None:
    vocabulary.load()


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def a_row(number: int = 1, **given: Any) -> dict[str, Any]:
    return {"id": f"alg-{number}", "title": f"Meldingen sorteren {number}", **given}


def run(path: Path, **options: Any) -> str:
    out = StringIO()
    call_command("import_library", str(path), stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.jsonl"


def test_an_installation_without_any_content_gets_the_words_first(file: Path) -> None:
    Term.objects.filter(list=List.CASE_KIND).delete()
    assert "1 new" in run(write(file, a_row(type="Algoritme")))
    assert Case.objects.get().kind.key == "service"


def test_a_row_becomes_a_public_case_with_everything_it_says(file: Path, client: Client) -> None:
    body = make_organisation(name="Gemeente Zeist", code="GM0355")
    told: dict[str, Any] = {
        "description": "Sorteert meldingen.",
        "organisation": "gemeente  zeist",
        "url": "https://algoritmes.overheid.nl/1",
        "licence": "CC0-1.0",
        "type": "algoritme",
    }
    run(write(file, a_row(**told)), source="Algoritmeregister")
    case = Case.objects.get()
    assert case.is_published
    assert (case.source_id, case.title, case.description) == ("alg-1", "Meldingen sorteren 1", "Sorteert meldingen.")
    assert (case.owner, case.owner_text) == (body, "")
    assert (case.source_url, case.licence, case.source_type) == (told["url"], "CC0-1.0", "algoritme")
    assert (case.kind.key, case.source_name) == ("service", "Algoritmeregister")
    assert events_of(case) == ["case.published"]
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Voorbeeld uit openbare bron, niet door de organisatie zelf geplaatst." in page
    assert "Sorteert meldingen." in page


def test_it_returns_when_everything_can_be_found(file: Path) -> None:
    told = run(write(file, *(a_row(number) for number in range(3))))
    assert "3 rows: 3 new" in told
    assert indexer.behind() == 0
    assert Document.objects.live().filter(kind="case", source_id__startswith="alg-").count() == 3


def test_the_same_id_again_updates_and_does_not_double(file: Path) -> None:
    run(write(file, a_row(1), a_row(2)))
    slug = Case.objects.get(source_id="alg-1").slug
    assert "1 changed, 1 as they were" in run(write(file, a_row(1, title="Anders"), a_row(2)))
    case = Case.objects.get(source_id="alg-1")
    assert (case.title, case.slug) == ("Anders", slug)
    assert events_of(case) == ["case.published", "case.changed"]
    assert Case.objects.count() == 2


def test_a_correction_by_a_moderator_survives_the_next_import(file: Path) -> None:
    run(write(file, a_row()))
    case = Case.objects.get()
    cases_actions.correct(case, fields={"title": "Zoals het hoort"}, lines={}, by=make_moderator())
    assert "1 kept after a correction" in run(write(file, a_row(title="Anders")))
    case.refresh_from_db()
    assert case.title == "Zoals het hoort"


def test_an_unknown_organisation_stays_as_text_and_is_offered_for_matching(file: Path) -> None:
    told = run(write(file, a_row(organisation="Bureau Nergens")))
    assert "1 names of organisations are unknown" in told
    assert Case.objects.get().owner_text == "Bureau Nergens"
    assert matching.unknown_names() == [("Bureau Nergens", 1)]


def test_a_name_that_two_bodies_share_matches_none(file: Path) -> None:
    make_organisation(name="Gemeente Bergen (L.)", short_name="Bergen")
    make_organisation(name="Gemeente Bergen (NH.)", short_name="Bergen")
    run(write(file, a_row(organisation="Bergen")))
    assert Case.objects.get().owner is None


@pytest.mark.parametrize("licence", [None, "", " "])
def test_an_empty_licence_is_unknown_and_never_open(file: Path, client: Client, licence: str | None) -> None:
    assert "1 without a licence" in run(write(file, a_row(licence=licence)))
    assert "Licentie onbekend" in client.get(Case.objects.get().get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("told", "kind"),
    [("algoritme", "service"), ("gemma-businessprocess", "method"), ("iets geks", "practice"), ("", "practice")],
)
def test_any_type_has_a_kind(told: str, kind: str) -> None:
    assert kind_of(told) == kind


def test_any_type_is_kept(file: Path) -> None:
    run(write(file, a_row(type="iets geks")))
    assert Case.objects.get().source_type == "iets geks"


def test_an_address_that_no_browser_opens_is_text_and_no_link(file: Path, client: Client) -> None:
    run(write(file, a_row(url="javascript:alert(1)")))
    page = client.get(Case.objects.get().get_absolute_url()).content.decode()
    assert 'href="javascript' not in page
    assert "javascript:alert(1)" in page


def test_titles_may_repeat_and_ids_may_differ_in_signs_only(file: Path) -> None:
    run(write(file, *({"id": key, "title": "Anonimiseren"} for key in ("a-1", "a 1", "A.1"))))
    assert Case.objects.count() == 3


def test_a_dry_run_checks_and_stores_nothing(file: Path) -> None:
    assert "1 rows are in order" in run(write(file, a_row()), dry_run=True)
    assert not Case.objects.exists()


def test_a_draft_is_for_moderators_only(file: Path, client: Client, moderator_client: Client) -> None:
    run(write(file, a_row()), draft=True)
    address = Case.objects.get().get_absolute_url()
    assert client.get(address).status_code == 404
    assert moderator_client.get(address).status_code == 200
    assert Document.objects.get(source_id="alg-1").audience == ["moderators"]


def test_importing_drafts_again_without_draft_makes_them_public(file: Path, client: Client) -> None:
    run(write(file, a_row()), draft=True)
    assert "1 changed" in run(write(file, a_row()))
    assert client.get(Case.objects.get().get_absolute_url()).status_code == 200
    assert Document.objects.get(source_id="alg-1").audience == ["public"]


def test_a_name_that_was_matched_by_hand_stays_matched(file: Path) -> None:
    body = make_organisation()
    run(write(file, a_row(organisation="Bureau Nergens")))
    imports_actions.match_name("Bureau Nergens", organisation=body, by=make_moderator())
    assert "1 as they were" in run(write(file, a_row(organisation="Bureau Nergens")))
    assert Case.objects.get().owner == body


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"title": "Zonder id"}, "Row 2: There is no id. Fill it in."),
        ({"id": "x", "title": " "}, "Row 2: There is no title. Fill it in."),
        ({"id": "alg-1", "title": "Dubbel"}, "Row 2: The id 'alg-1' was used before, in row 1."),
        ({"id": "x", "title": "Groot", "description": "a" * 200_001}, "Row 2: The row is larger than 200 kB."),
        ({"id": "x", "title": "a" * 301}, "Row 2: The title is longer than 300 characters."),
        ({"id": "x", "title": "Kolom", "titel": "?"}, "Row 2: The column 'titel' is not known. Use id, title,"),
        ({"id": "x", "title": "NUL\x00"}, "Row 2: The row holds characters that can not be stored"),
        ({"id": "x", "title": "half \ud800"}, "Row 2: The row holds characters that can not be stored"),
    ],
)
def test_a_mistake_names_its_row_and_nothing_is_loaded(file: Path, row: dict[str, Any], told: str) -> None:
    with pytest.raises(CommandError) as error:
        run(write(file, a_row(), row))
    assert told in str(error.value)
    assert "1 mistakes; nothing was imported." in str(error.value)
    assert not Case.objects.exists()


def test_every_mistake_is_told_at_once_and_many_are_cut(file: Path) -> None:
    with pytest.raises(CommandError) as error:
        run(write(file, *({"id": f"{number}"} for number in range(60))))
    assert "60 mistakes" in str(error.value)
    assert "… and 10 more." in str(error.value)


def test_a_broken_file_imports_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(tmp_path / "x.xlsx")


def test_an_empty_file_says_so(file: Path) -> None:
    with pytest.raises(CommandError, match="holds no rows"):
        run(write(file))


def test_a_failure_halfway_loads_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_cases: object) -> int:
        raise RuntimeError("the machine stops")

    monkeypatch.setattr("olievlek.imports.importing.projection.refresh_many", fail)
    with pytest.raises(RuntimeError):
        run(write(file, *(a_row(number) for number in range(3))))
    assert not Case.objects.exists()
    assert not Document.objects.filter(kind="case").exists()


def test_importing_leaves_other_cases_alone(file: Path) -> None:
    mine = make_case(title="Van ons")
    run(write(file, a_row()))
    mine.refresh_from_db()
    assert mine.title == "Van ons"


ENGLISH = "The city tested a chatbot that answers questions of residents about parking permits, and measured the calls."
DUTCH = "De gemeente heeft met inwoners een chatbot getest die vragen over de parkeervergunning beantwoordt."


@pytest.mark.parametrize(
    ("row", "options", "language"),
    [
        ({"description": ENGLISH}, {}, "en"),
        ({"description": DUTCH}, {}, "nl"),
        ({"description": "Chatbot."}, {}, ""),
        ({"description": "Chatbot."}, {"language": "de"}, "de"),
        ({"description": DUTCH, "language": "English"}, {"language": "de"}, "en"),
    ],
)
def test_the_language_is_that_of_the_row_else_the_option_else_the_text(
    file: Path, row: dict[str, Any], options: dict[str, Any], language: str, client: Client
) -> None:
    run(write(file, a_row(**row)), **options)
    case = Case.objects.get()
    assert case.language == language
    page = client.get(case.get_absolute_url()).content.decode()
    assert ("Niet gezegd" in page) == (language == "")
    assert f'lang="{language}"' in page


def test_a_text_without_a_clear_language_leaves_what_stands_there(file: Path) -> None:
    run(write(file, a_row(description=ENGLISH)))
    assert "1 changed" in run(write(file, a_row(description="Chatbot.")))
    assert Case.objects.get().language == "en"


def test_what_is_wrong_with_the_names_of_columns_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("titel;id;omschrijving\n" + "Losse tegel;1;x\n" * 1 + "Bakfiets;2;y\nLoket;3;z\n")
    with pytest.raises(CommandError) as error:
        run(path)
    assert str(error.value).splitlines()[0] == "3 mistakes; nothing was imported."
    assert "There is no column 'title'" in str(error.value)
    assert str(error.value).count("'titel'") == 1


def test_a_name_in_other_signs_is_the_same_organisation(file: Path) -> None:
    body = make_organisation(name="Gemeente Súdwest-Fryslân")
    run(write(file, a_row(organisation="gemeente Sudwest\u2011Fryslan\u200b")))
    assert Case.objects.get().owner == body
