"""From two chosen colours to a stylesheet with custom properties only, light and dark, in which contrast holds.

The colour for what you can press becomes step 500 of the brand scale; the other steps keep the luminance of ours, in
its hue. The colour of the place is the band on top and the ground of the footer.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import number_format

from olievlek.accounts.models import User
from olievlek.core import contrast
from olievlek.organisations.acting import current_for
from olievlek.organisations.models import HouseStyle, Membership, Organisation

EDITION = "1"  # goes up when the same colours must give another stylesheet
INK, SOFT = "#f6f3ea", "#bfdad7"
STANDARD = {"place": "#0a3a42", "action": "#0f5560"}
GROUNDS = {"place": (INK,), "action": ("#ffffff", "#faf8f4", "#eef6f5", "#d9ebe9")}
CALM = 0.6
OWN_PLACE = ".ol-hero{--olie-night:light-dark(#0a3a42,#0b2d34);--olie-night-soft:#bfdad7}"
LIGHT = {50: "#eef6f5", 100: "#d9ebe9", 200: "#b3d7d4", 300: "#62a9a8", 400: "#156a74", 600: "#0b424b", 700: "#07292f"}
DARK = {
    50: "#0d2226", 100: "#12323a", 200: "#1a4a53", 300: "#3d8088", 400: "#7cc7c5", 500: "#98d6d3", 600: "#b9e4e1",
    700: "#e3f4f2",
}  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """Whether a colour can be used for this, and the nearest of its hue that can."""

    colour: str
    ratio: float
    nearest: str

    @property
    def passes(self) -> bool:
        return self.colour == self.nearest

    @property
    def told(self) -> str:
        """Rounded down: 4.49 is not enough."""
        return str(number_format(int(self.ratio * 10) / 10, 1))


def judge(which: str, colour: str) -> Verdict:
    """`which` is "place" or "action". Text needs 4.5 to 1; a border then has its 3 to 1 too."""
    grounds = GROUNDS[which]
    return Verdict(colour, contrast.least(colour, grounds), contrast.darkened(colour, grounds))


def words(request: HttpRequest) -> Mapping[str, str]:
    """The word for innovation of whom the reader acts for."""
    style = shown(current_for(request))
    return style.words if style else {}


def shown(organisation: Organisation | None) -> HouseStyle | None:
    """The style of an organisation, unless a moderator hid it."""
    style: HouseStyle | None = getattr(organisation, "house_style", None)
    return style if style and style.hidden_at is None else None


def logos() -> Iterable[str]:
    """The files that stay."""
    return HouseStyle.objects.exclude(logo="").order_by().values_list("logo", flat=True)


def styles_of(user: User) -> QuerySet[HouseStyle]:
    """Those of the organisations that somebody coordinates."""
    led = Membership.objects.coordinating().filter(user_id=user.pk).values("organisation")
    return HouseStyle.objects.filter(organisation__in=led)


def digest(style: HouseStyle) -> str:
    """Another one for other colours, so that a stylesheet never changes."""
    told = f"{EDITION} {style.place_colour} {style.action_colour}"
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def sheet_url(style: HouseStyle, *, head: bool = False) -> str:
    """Where the stylesheet is: for every page of who acts for it, or for the head of its public page."""
    name = f"{style.organisation.slug}-{digest(style)}"
    return reverse("organisations:head_sheet" if head else "organisations:sheet", args=[name])


def css(style: HouseStyle, selector: str) -> str:
    """Custom properties only: what uses them stands in our own stylesheet."""
    found = {**_place(style.place_colour), **_action(style.action_colour)}
    body = ";".join(f"--olie-{name}:{value}" for name, value in found.items())
    own = OWN_PLACE if style.place_colour and selector == ":root" else ""
    return f"{selector}{{{body}}}{own}\n" if body else "\n"


def _place(colour: str) -> dict[str, str]:
    if not colour:
        return {}
    light = contrast.darkened(colour, GROUNDS["place"])
    soft = contrast.as_light_as(light, SOFT, strength=CALM)
    if contrast.ratio(soft, light) < contrast.TEXT:
        soft = INK
    dark = contrast.as_light_as(colour, "#0b2d34")
    return {
        "house": _both(light, contrast.as_light_as(colour, DARK[400])),
        "night": _both(light, dark),
        "night-2": _both(_darker(light), contrast.as_light_as(colour, "#14424b")),
        "night-soft": _both(soft, contrast.as_light_as(colour, SOFT, strength=CALM)),
    }


def _action(colour: str) -> dict[str, str]:
    if not colour:
        return {}
    own = contrast.darkened(colour, GROUNDS["action"])
    light = {step: contrast.as_light_as(own, model, strength=_strength(step)) for step, model in LIGHT.items()}
    light[500] = own
    if contrast.luminance(light[400]) < contrast.luminance(own):
        light[400] = own
    if contrast.luminance(light[600]) > contrast.luminance(own):
        light[600] = own
    dark = {step: contrast.as_light_as(own, model, strength=CALM) for step, model in DARK.items()}
    return {f"petrol-{step}": _both(light[step], dark[step]) for step in sorted(dark)}


def _strength(step: int) -> float:
    return CALM if step < 400 else 1.0


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(int(colour[place : place + 2], 16) * 0.82):02x}" for place in (1, 3, 5))


def _both(light: str, dark: str) -> str:
    return f"light-dark({light},{dark})"
