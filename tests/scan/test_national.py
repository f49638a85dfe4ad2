"""The national picture, and an organisation beside the others, through the browser."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from olievlek.surveys import national
from olievlek.surveys.models import ComparisonConsent, Picture, Round
from olievlek.timeline.models import Entry
from tests.factories.organisations import make_membership
from tests.factories.surveys import make_answered_town, the_scan
from tests.scan.test_pages import signed_in, text

pytestmark = pytest.mark.django_db
PAGE = "/scan/landelijk/"


@pytest.fixture(autouse=True)
def spring() -> Iterator[Any]:
    with time_machine.travel("2026-05-04T12:00:00+02:00", tick=False) as moment:
        yield moment


def frozen(*values: int, staff: int = 500) -> list[Round]:
    rounds = [make_answered_town(value=value, staff=staff) for value in values]
    national.freeze(the_scan(), as_of=date(2026, 7, 1))
    return rounds


def colleague(round_: Round, *, coordinator: bool = False) -> Client:
    return signed_in(make_membership(organisation=round_.organisation, coordinator=coordinator))


def section(client: Client, round_: Round) -> str:
    page = text(client.get(f"/scan/{round_.code}/"))
    return page[page.index("Hoe staan anderen ervoor?") : page.index("Het landelijke beeld")]


def test_before_there_are_three_organisations_the_page_says_why_it_is_empty(client: Client) -> None:
    frozen(2, 2)
    assert "minstens 3 organisaties" in text(client.get(PAGE))
    assert client.get(f"{PAGE}als/csv/").status_code == 404


def test_everyone_sees_how_many_when_and_that_it_is_an_indication(client: Client) -> None:
    frozen(0, 2, 2)
    page = text(client.get(PAGE))
    assert "Organisaties van elke grootte 3 Mensen die antwoordden 24" in page
    assert "Rondes 4 mei 2026 Deelname is vrijwillig; dit is een indicatie." in page
    assert "67% Gedeeltelijk" in page
    assert "How do public organisations innovate?" in text(client.get(f"/en{PAGE}"))


def test_r10_when_all_answer_the_same_the_picture_says_ninety_or_more(client: Client) -> None:
    frozen(3, 3, 3)
    page = text(client.get(PAGE))
    assert "≥ 90% Grotendeels" in page
    assert "100%" not in page


@pytest.mark.both
def test_the_middle_of_organisations_is_told_from_five_on(client: Client) -> None:
    frozen(2, 2, 2)
    assert "Hoe ver liggen organisaties uit elkaar?" not in text(client.get(PAGE))
    Picture.objects.all().delete()
    frozen(1, 1)
    assert "Hoe ver liggen organisaties uit elkaar?" in text(client.get(PAGE))


def test_a_size_is_offered_only_when_it_may_be_shown(client: Client) -> None:
    [make_answered_town(staff=100) for _ in range(3)]
    frozen(2, 2, 2)
    page = text(client.get(PAGE))
    assert "elke grootte" in page
    assert "minder dan 400 medewerkers" in page
    assert "meer dan 1.200 medewerkers" not in page
    assert "Organisaties met 400 tot 700 medewerkers 3" in text(client.get(f"{PAGE}?grootte=C"))
    assert "Organisaties van elke grootte 6" in text(client.get(f"{PAGE}?grootte=A"))


@pytest.mark.both
def test_the_file_has_every_statement_of_every_size_with_the_same_figures(client: Client) -> None:
    frozen(0, 2, 2)
    told = client.get(f"{PAGE}als/csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(told), delimiter=";"))
    assert len(rows) == 1 + 2 * 36
    assert rows[1][:3] + rows[1][7:] == ["elke grootte", "3", "24", "33%", "0%", "67%", "0%", "0%", "0%"]
    assert rows[36][5] == "Deelname is vrijwillig; dit is een indicatie."
    for kind in ("xlsx", "ods"):
        assert client.get(f"{PAGE}als/{kind}/").status_code == 200


def test_a_member_sees_their_organisation_beside_five_others_in_fives() -> None:
    mine, *_others = frozen(4, 0, 1, 1, 2, 3)
    told = section(colleague(mine), mine)
    assert "Naast 5 andere organisaties met 400 tot 700 medewerkers" in told
    assert "95 anderen: 25" in told
    assert "Rondes van 4 mei 2026 tot en met 4 mei 2026, samengesteld op 1 juli 2026" in told
    assert "dit is een indicatie" in told


def test_with_too_few_of_the_own_size_it_says_that_all_sizes_are_shown() -> None:
    [make_answered_town(staff=100) for _ in range(3)]
    mine, *_others = frozen(4, 0, 1)
    assert "Naast 5 andere organisaties van elke grootte" in section(colleague(mine), mine)


def test_a_coordinator_says_yes_and_takes_it_back_and_a_colleague_can_not() -> None:
    round_ = make_answered_town(consents=False)
    member, coordinator = colleague(round_), colleague(round_, coordinator=True)
    for path in ("vergelijken", "vergelijken/stoppen"):
        assert member.post(f"/scan/{path}/").status_code == 404
    assert "Een coördinator van jullie organisatie kiest" in section(member, round_)
    coordinator.post("/scan/vergelijken/")
    coordinator.post("/scan/vergelijken/")
    row = ComparisonConsent.objects.get()
    assert "De volgende vergelijking komt op 1 juli 2026" in section(coordinator, round_)
    coordinator.post("/scan/vergelijken/stoppen/")
    coordinator.post("/scan/vergelijken/stoppen/")
    row.refresh_from_db()
    assert row.withdrawn_by == row.given_by
    assert [one.event for one in Entry.objects.about(row).order_by("pk")] == ["comparison.joined", "comparison.left"]
    assert "Meedoen met de vergelijking" in section(coordinator, round_)


@pytest.mark.both
@pytest.mark.parametrize("organisations", [3, 6])
def test_once_the_statements_are_known_the_picture_is_read_with_one_query(
    client: Client, organisations: int, django_assert_num_queries: Any
) -> None:
    frozen(*[2] * organisations)
    client.get(PAGE)
    with django_assert_num_queries(1):
        client.get(PAGE)
