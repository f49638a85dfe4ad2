"""How well two colours can be told apart (WCAG 2.2), and colours of the same hue that keep a distance.

Contrast knows lightness only. So a palette that keeps the luminance of ours, in another hue, keeps our contrasts.
"""

import colorsys

TEXT, BORDER = 4.5, 3.0
STEPS = 400


def _channels(colour: str) -> tuple[float, float, float]:
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _hex(channels: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(one * 255):02x}" for one in channels)


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb": 0 is black, 1 is white."""
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least(colour: str, grounds: tuple[str, ...]) -> float:
    """The worst contrast of a colour with what it stands on or beside."""
    return min(ratio(colour, ground) for ground in grounds)


def darkened(colour: str, grounds: tuple[str, ...], wanted: float = TEXT) -> str:
    """The nearest darker colour of this hue with enough contrast; the colour itself when it has it already."""
    if least(colour, grounds) >= wanted:
        return colour
    hue, light, strength = colorsys.rgb_to_hls(*_channels(colour))
    for step in range(STEPS, -1, -1):
        darker = _hex(colorsys.hls_to_rgb(hue, light * step / STEPS, strength))
        if least(darker, grounds) >= wanted:
            return darker
    return "#000000"


def as_light_as(colour: str, model: str, *, strength: float = 1.0) -> str:
    """This hue with the luminance of `model`, on the darker side when `model` is dark and the lighter when light.

    Args:
        strength: how much of the saturation stays.
    """
    hue, _light, own = colorsys.rgb_to_hls(*_channels(colour))
    wanted, saturation = luminance(model), own * strength
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        if luminance(_hex(colorsys.hls_to_rgb(hue, middle, saturation))) < wanted:
            low = middle
        else:
            high = middle
    return _hex(colorsys.hls_to_rgb(hue, high if wanted > 0.18 else low, saturation))
