"""On the wall: the clock before closing, the result factor by factor after it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from olievlek.organisations.models import Organisation
from olievlek.scan import timer
from olievlek.scan.radar import radar
from tests.answers import not_here
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.scan import make_result
from tests.factories.surveys import hand_in, make_round, team, the_scan


@pytest.fixture
def place(db: None) -> Organisation:
    the_scan()
    return make_organisation(name="Gemeente Waterdam", short_name="Waterdam", employees_estimate=500)


@pytest.fixture
def coordinator(place: Organisation) -> Client:
    client = Client()
    client.force_login(make_membership(organisation=place, coordinator=True).user)
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    client = Client()
    client.force_login(make_membership(coordinator=True).user)
    return client


@pytest.mark.parametrize(
    ("now", "typed", "minutes"),
    [
        ("2026-11-20 09:00+00:00", "10:10", 10),  # an hour later in the Netherlands
        ("2026-11-20 09:00+00:00", "09:59", 0),
        ("2026-11-20 22:55+00:00", "00:05", 10),
        ("2026-11-20 23:05+00:00", "23:59", 0),
    ],
)
def test_the_clock_takes_the_nearest_moment_also_around_midnight(now: str, typed: str, minutes: int) -> None:
    with time_machine.travel(now, tick=False):
        found = timer.read(typed)
        assert found
        assert (found.minutes, found.at) == (minutes, typed)


def test_the_last_minute_counts_until_it_is_over() -> None:
    with time_machine.travel("2026-11-20 09:59:30+00:00", tick=False):
        found = timer.read("11:00")
        assert found
        assert found.minutes == 1


@pytest.mark.parametrize("typed", ["", "nu", "25:00", "10:10:10", "-1:00"])
def test_what_is_no_time_gives_no_clock(typed: str) -> None:
    assert timer.read(typed) is None


def test_the_screen_gets_a_clock_by_a_plain_form_and_keeps_it_in_its_address(
    coordinator: Client, place: Organisation
) -> None:
    round_ = make_round(organisation=place)
    assert "10 minuten" in coordinator.get(f"/scan/{round_.code}/scherm/").content.decode()
    moved = coordinator.get(f"/scan/{round_.code}/scherm/?minuten=10").headers["Location"]
    ends = (timezone.localtime() + timedelta(minutes=10)).strftime("%H:%M")
    assert moved == f"/scan/{round_.code}/scherm/?tot={ends}"
    page = coordinator.get(moved).content.decode()
    assert f"tot {ends}" in page
    assert f'hx-get="{moved}"' in page
    assert f"tot {ends}" in coordinator.get(moved, headers={"HX-Request": "true"}).content.decode()


def test_the_screen_has_a_drop_for_each_five_people(coordinator: Client, place: Organisation) -> None:
    round_ = make_round(organisation=place, expected=22)
    for number in range(11):
        hand_in(round_, device=str(number))
    page = coordinator.get(f"/scan/{round_.code}/scherm/").content.decode()
    assert (page.count('class="drop"'), page.count('class="dot"')) == (2, 3)


@pytest.mark.requirement("004-20", at="/scan/*/bespreken/*/", reads=True)
def test_after_closing_the_result_is_talked_about_factor_by_factor(coordinator: Client, place: Organisation) -> None:
    code = make_result(place, low=1, high=4).code
    seen = []
    address = f"/scan/{code}/bespreken/1/"
    while "/bespreken/" in address:
        page = coordinator.get(address).content.decode()
        seen.append(re.search(r"<h1>(.*?)</h1>", page)[1])  # type: ignore[index]  # no heading is a failure too
        assert 3 <= page.split('class="ol-stage__asks"')[1].split("</ol>")[0].count("<li>") <= 4
        assert "Wat ziet de een dat de ander niet ziet?" in page
        address = re.search(r'rel="next" href="([^"]+)"', page)[1]  # type: ignore[index]  # as above
    assert len(set(seen)) == 7
    assert address == f"/scan/{code}/#next"
    assert 'rel="prev" href="/scan/' in page


def test_the_talk_is_of_our_own_closed_round_only(coordinator: Client, stranger: Client, place: Organisation) -> None:
    closed, opened, few = make_result(place), make_round(organisation=place), make_result(place, invited=team("a", 4))
    assert place.name in coordinator.get(f"/scan/{closed.code}/bespreken/7/").content.decode()
    for path in (f"{closed.code}/bespreken/8", f"{closed.code}/bespreken/0", f"{opened.code}/bespreken/1"):
        assert not_here(coordinator.get(f"/scan/{path}/"), place.name)
    assert not_here(coordinator.get(f"/scan/{few.code}/bespreken/1/"), place.name)
    assert not_here(stranger.get(f"/scan/{closed.code}/bespreken/1/"), place.name)


def test_the_radar_says_in_words_what_it_draws(coordinator: Client, place: Organisation) -> None:
    page = coordinator.get(f"/scan/{make_result(place).code}/").content.decode()
    told = re.search(r'<desc id="radar-desc">(.*?)</desc>', page)
    assert told
    assert told[1].count(": 45") == 7


def test_a_radar_closes_only_when_every_factor_is_shown() -> None:
    names = [f"Factor {number}" for number in range(7)]
    whole = radar(names, [50] * 7, [])
    assert whole.own.startswith("M")
    assert whole.own.endswith("Z")
    assert whole.before == ""
    holed = radar(names, [50, None, 50, 50, 50, 50, 50], [])
    assert not holed.is_whole
    assert holed.own.count("M") == 5
    assert len(holed.points) == 6


def test_a_radar_begins_at_the_top_and_goes_round_to_the_right() -> None:
    drawn = radar(["Een", "Twee", "Drie", "Vier"], [100] * 4, [])
    assert [(point.x, point.y) for point in drawn.points] == [
        ("210", "55"),
        ("320", "165"),
        ("210", "275"),
        ("100", "165"),
    ]
    assert [label.anchor for label in drawn.labels] == ["middle", "start", "middle", "end"]
