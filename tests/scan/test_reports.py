"""The result as files: one page for the board, and everything; the same released rows as the page."""

import io
import re
import time
import zipfile
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from django.test import Client
from django.utils import timezone

from olievlek.core.documents import MOST_KILOBYTES
from olievlek.organisations.models import Organisation
from olievlek.scan.models import Evidence
from olievlek.scan.profile import whole
from olievlek.surveys.models import Cell, Round
from tests.answers import not_here
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.scan import make_result
from tests.factories.surveys import make_round, team, the_scan
from tests.factories.tasks import make_task
from tests.figures import say

REPORTS = ("bestuur", "volledig")
WORD = "Wilgentenenmandjesvlechter"


@pytest.fixture
def place(db: None) -> Organisation:
    the_scan()
    return make_organisation(name="Gemeente Waterdam", short_name="Waterdam", employees_estimate=500)


@pytest.fixture
def colleague(place: Organisation) -> Client:
    client = Client()
    client.force_login(make_membership(organisation=place).user)
    return client


def content(client: Client, round_: Round, which: str, kind: str, prefix: str = "") -> bytes:
    answer = client.get(f"{prefix}/scan/{round_.code}/verslag/{which}/{kind}/")
    assert answer.status_code == 200
    found: bytes = answer.content
    return found


def told(client: Client, round_: Round, which: str, prefix: str = "") -> str:
    """The words of the ODT; the PDF is made of the same document."""
    with zipfile.ZipFile(io.BytesIO(content(client, round_, which, "odt", prefix))) as file:
        return " ".join(ElementTree.fromstring(file.read("content.xml")).itertext())


def words_for_the_picture(made: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(made)) as file:
        return [str(one.Alt) for one in file.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]


def longest(place: Organisation) -> Round:
    """All there can be: departments, two rounds, a full plan, evidence, flags."""
    parts: dict[str, Any] = {"departments": tuple(f"Afdeling {number} met een lange naam" for number in range(5))}
    first, second = (make_result(place, low=1 + low, high=4, **parts) for low in range(2))
    for round_ in (first, second):
        for number in range(8):
            make_task(place, about=round_, text=f"{number} " + "Wij spreken dit af met iedereen. " * 5)
    for item in ("S1", "R1", "V1"):
        Evidence.objects.create(organisation=place, item=item, text="Bewijs " * 25, as_of=timezone.localdate())
    return second


@pytest.mark.requirement("004-36", at="/scan/*/verslag/bestuur/pdf/", reads=True)
def test_the_board_gets_one_page_and_each_file_is_as_small_as_its_link_says(
    colleague: Client, place: Organisation
) -> None:
    round_ = longest(place)
    began, sizes = time.perf_counter(), []
    for which in REPORTS:
        for kind in ("pdf", "odt"):
            made = content(colleague, round_, which, kind)
            sizes.append(len(made) / 1000)
            if kind == "pdf":
                with pikepdf.open(io.BytesIO(made)) as file:
                    assert (len(file.pages) == 1) is (which == "bestuur")
                    assert str(file.Root.Lang) == "nl"
                    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert max(sizes) < MOST_KILOBYTES
    seconds = time.perf_counter() - began
    say(
        "reports: four files in {max_seconds:.2f} s, the largest {max_kb:.0f} kB",
        max_seconds=seconds,
        max_kb=max(sizes),
    )
    page = colleague.get(f"/scan/{round_.code}/").content.decode()
    assert f"kleiner dan {MOST_KILOBYTES} kB" in page
    assert page.count("/verslag/") == 4


@pytest.mark.both
def test_page_table_and_reports_say_the_same_figures(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place)
    Cell.objects.filter(round=round_, layer="", department=None).update(figures=_halves(round_))
    page = colleague.get(f"/scan/{round_.code}/").content.decode()
    assert re.findall(r'<span class="ol-number">(\d+)</span><strong>', page) == ["58"] * 7
    for which in REPORTS:
        (words,) = words_for_the_picture(content(colleague, round_, which, "pdf"))
        assert words.count(": 58") == 7
        assert "58" in told(colleague, round_, which)
        assert "57" not in told(colleague, round_, which)
    assert "57" not in re.sub(r'="[^"]*"', "", page.split("<main")[1])


def _halves(round_: Round) -> dict[str, Any]:
    figures: dict[str, Any] = Cell.objects.get(round=round_, layer="", department=None).figures
    for one in figures["factors"].values():
        one["mean"] = 57.5
    return figures


def test_a_half_goes_up() -> None:
    assert [whole(score) for score in (56.5, 57.5, 57.4, 5, 95.0)] == [57, 58, 57, 5, 95]


def test_hidden_cells_are_in_no_file(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place, invited=team("a", 4))
    for which in REPORTS:
        said = told(colleague, round_, which)
        assert "Te weinig antwoorden" in said
        assert "Toevallig" not in said
        assert not words_for_the_picture(content(colleague, round_, which, "pdf"))
    layered = told(colleague, make_result(place), "volledig")
    assert "te weinig antwoorden" in layered.split("De lagen naast elkaar")[1]


def test_the_whole_result_has_the_plan_the_evidence_and_the_trap(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place)
    make_task(place, about=round_, text="Wij bellen de buurgemeente")
    Evidence.objects.create(organisation=place, item="D1", text=WORD, as_of=timezone.localdate())
    said = told(colleague, round_, "volledig")
    for part in ("Wij bellen de buurgemeente", WORD, "nog geen sturing op vernieuwing", "dit is een indicatie"):
        assert part in said
    assert "Wie pakt dit op? Wij bellen de buurgemeente" in told(colleague, round_, "bestuur")


def test_reports_are_there_in_english(colleague: Client, place: Organisation) -> None:
    round_ = make_result(place)
    assert "What do we ask of you?" in told(colleague, round_, "bestuur", "/en")
    with pikepdf.open(io.BytesIO(content(colleague, round_, "volledig", "pdf", "/en"))) as file:
        assert str(file.Root.Lang) == "en"


def test_only_colleagues_get_reports_and_only_of_a_closed_round(colleague: Client, place: Organisation) -> None:
    closed, opened = make_result(place), make_round(organisation=place)
    stranger = Client()
    stranger.force_login(make_membership(coordinator=True).user)
    assert not_here(stranger.get(f"/scan/{closed.code}/verslag/bestuur/pdf/"), place.name)
    assert not_here(colleague.get(f"/scan/{opened.code}/verslag/bestuur/pdf/"), place.name)
    assert not_here(colleague.get(f"/scan/{closed.code}/verslag/anders/pdf/"), place.name)
    assert Client().get(f"/scan/{closed.code}/verslag/bestuur/pdf/")["Location"].startswith("/inloggen/")
