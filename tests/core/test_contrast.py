"""Contrast of colours, and palettes that keep it."""

import colorsys

import pytest

from olievlek.core import contrast


def test_black_on_white_is_21_to_1_and_a_colour_on_itself_1() -> None:
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast.ratio("#156a74", "#156a74") == 1
    assert contrast.ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_colour_that_reads_well_stays_and_another_becomes_the_nearest_darker_one() -> None:
    assert contrast.darkened("#00457c", ("#ffffff",)) == "#00457c"
    found = contrast.darkened("#ffcc00", ("#ffffff",))
    assert contrast.ratio(found, "#ffffff") >= contrast.TEXT
    assert contrast.ratio(found, "#ffffff") < contrast.TEXT + 0.1
    hue = [round(colorsys.rgb_to_hls(*contrast._channels(one))[0], 2) for one in ("#ffcc00", found)]
    assert hue[0] == hue[1]


@pytest.mark.parametrize("model", ["#eef6f5", "#62a9a8", "#156a74", "#07292f"])
def test_another_hue_has_the_luminance_of_the_model(model: str) -> None:
    for colour in ("#ffcc00", "#ff0000", "#0000ff", "#00ff00", "#808080", "#000000", "#ffffff"):
        found = contrast.as_light_as(colour, model)
        assert contrast.luminance(found) == pytest.approx(contrast.luminance(model), abs=0.01)
