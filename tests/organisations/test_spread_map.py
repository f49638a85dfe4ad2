"""The tile map, without a database."""

from datetime import date

import pytest
from django.template import RequestContext, Template
from django.test import RequestFactory

from olievlek.organisations import spread_map
from olievlek.organisations.spread_map import first, half_year_end, land, moments, spread, tiles

ZEIST, DONGEN, MEERSSEN, TEXEL = "GM0355", "GM0766", "GM1903", "GM0448"


def drops(path: str) -> int:
    return path.count("h0")


def test_the_land_has_one_drop_for_each_municipality_and_no_two_in_one_place() -> None:
    assert drops(land()) == len(tiles()) == 342
    assert len({(tile.x, tile.y) for tile in tiles().values()}) == 342
    assert all(0 < tile.x < spread_map.WIDTH and 0 < tile.y < spread_map.HEIGHT for tile in tiles().values())


def test_the_country_is_recognisable() -> None:
    assert tiles()[TEXEL].y < tiles()[ZEIST].y < tiles()[MEERSSEN].y
    assert tiles()[TEXEL].x < tiles()[MEERSSEN].x


@pytest.mark.both
def test_a_layer_holds_what_came_at_that_moment_and_counts_all_so_far() -> None:
    made = spread({ZEIST: date(2024, 3, 1), DONGEN: date(2025, 1, 5), MEERSSEN: date(2025, 8, 1)}, began=[ZEIST])
    assert [(layer.number, layer.total, layer.until) for layer in made.layers] == [
        (1, 1, date(2024, 6, 30)),
        (2, 2, date(2025, 6, 30)),
        (3, 3, None),
    ]
    assert [drops(layer.path) for layer in made.layers] == [1, 1, 1]
    assert drops(made.path) == made.total == 3
    assert [tile.name for tile in made.began] == ["Zeist"]


@pytest.mark.both
def test_who_began_on_an_unknown_day_is_there_only_now() -> None:
    made = spread({ZEIST: date(2024, 3, 1), DONGEN: None, MEERSSEN: date(2025, 8, 1)})
    assert [layer.total for layer in made.layers] == [1, 3]


def test_bodies_without_a_tile_are_counted_apart() -> None:
    made = spread({ZEIST: None, "WS14": None, "study-d3": None})
    assert (made.total, made.elsewhere) == (1, 2)


def test_who_stopped_gets_a_cross_and_no_drop() -> None:
    made = spread([ZEIST], began=[DONGEN], stopped=[DONGEN])
    assert drops(made.path) == 1
    assert made.stopped_path.count("M") == 1
    assert DONGEN not in {tile.code for tile in made.users}


def test_of_many_no_name_is_pointed_at() -> None:
    assert len(spread(list(tiles())[:120]).pointed_at) == 120
    assert spread(list(tiles())).pointed_at == ()


def test_nobody_is_a_map_too() -> None:
    made = spread({})
    assert (made.total, made.path, len(made.layers)) == (0, "", 1)


@pytest.mark.both
def test_there_are_at_most_four_moments_before_now_and_the_first_is_one() -> None:
    days = [date(year, month, 1) for year in range(2018, 2027) for month in (2, 9)]
    chosen = moments(days)
    assert len(chosen) == 4
    assert chosen[0] == date(2018, 6, 30)
    assert chosen == sorted(set(chosen))


def test_half_years_end_in_june_and_december() -> None:
    assert half_year_end(date(2024, 6, 30)) == date(2024, 6, 30)
    assert half_year_end(date(2024, 7, 1)) == date(2024, 12, 31)


@pytest.mark.both
def test_the_first_is_one_or_nobody() -> None:
    early, late = date(2024, 1, 1), date(2024, 1, 2)
    assert first({ZEIST: late, DONGEN: early, MEERSSEN: None, "WS14": date(2020, 1, 1)}) == [DONGEN]
    assert first({ZEIST: early, DONGEN: early}) == []
    assert first({ZEIST: None}) == []


@pytest.mark.both
def test_the_fullest_province_comes_first() -> None:
    made = spread([ZEIST, DONGEN, "GM0855"])
    assert [(name, len(there)) for name, there in made.provinces] == [("Noord-Brabant", 2), ("Utrecht", 1)]


def test_the_land_is_written_once_on_a_page_also_in_parts_with_their_own_words() -> None:
    row = "{% load maps %}{% mini_map spread title %}"
    page = Template("{% load maps %}{% mini_map spread title %}{% include row with spread=spread title=title only %}")
    given = {"spread": spread({ZEIST: date(2024, 3, 1)}), "title": "Kaart", "row": Template(row)}
    drawn = page.render(RequestContext(RequestFactory().get("/"), given))
    assert drawn.count('<svg class="ol-map') == 2
    assert drawn.count('id="ol-land"') == 1
