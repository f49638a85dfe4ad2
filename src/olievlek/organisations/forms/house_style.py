"""The form of a house style: a word, two colours, a logo."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.organisations import house_style
from olievlek.organisations.forms.joining import PlainForm
from olievlek.organisations.models import HouseStyle
from olievlek.organisations.models.house_style import COLOUR, MOST_LETTERS, a_colour, a_word

COLOURS = ("place", "action")


def _word(label: Any, hint: Any = "") -> forms.CharField:
    box = forms.TextInput(attrs={"autocomplete": "off", "maxlength": MOST_LETTERS})
    return forms.CharField(label=label, help_text=hint, required=False, validators=[a_word], widget=box)


def _colour(label: Any, hint: Any) -> forms.CharField:
    box = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "maxlength": 7, "class": "ol-colour"})
    return forms.CharField(label=label, help_text=hint, required=False, validators=[a_colour], widget=box)


def _picker(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.TextInput(attrs={"type": "color"}))


class StyleForm(Compares, PlainForm):
    """A colour is typed or picked: `…_pick` is the picker, `…_shown` what stood there when the page was made.

    A colour that cannot be read well is an error that names the nearest one that can; `nearest` takes it.
    """

    marks_optional = False  # everything here may stay empty, and the hints say so

    word_nl = _word(
        _("Your word for it in Dutch"),
        _("For example: slimmer werken, verbetering. Leave it empty for the word that Olievlek uses."),
    )
    word_en = _word(_("Your word for it in English"), _("For example: working smarter, improvement."))
    place_colour = _colour(
        _("Colour of your place"),
        _("The band on top and the ground below, with light letters on it. For example #0b5a2a. Empty is our colour."),
    )
    place_pick = _picker(_("Pick the colour of your place"))
    place_shown = forms.CharField(required=False, widget=forms.HiddenInput)
    action_colour = _colour(
        _("Colour of what you can press"), _("Buttons with white letters, links and signs. Empty is our colour.")
    )
    action_pick = _picker(_("Pick the colour of what you can press"))
    action_shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, style: HouseStyle | None = None, **kwargs: Any) -> None:
        found = style or HouseStyle()
        initial = {name: getattr(found, name) for name in ("word_nl", "word_en", "place_colour", "action_colour")}
        self.typed: dict[str, Any] = {}
        if data is not None:
            data = self.typed = data.copy()
            for which in COLOURS:
                data[f"{which}_colour"] = _chosen(data, which)
        super().__init__(data, initial=initial, **kwargs)
        for which in COLOURS:
            self._show(which)

    def _show(self, which: str) -> None:
        """The picker stands where the typed colour is, or at our own."""
        now = self[f"{which}_colour"].value() or ""
        colour = now if COLOUR.match(now) else house_style.STANDARD[which]
        self.verdict = getattr(self, "verdict", {}) | {which: house_style.judge(which, colour)}
        if self.is_bound:
            self.typed[f"{which}_pick"] = colour
            self.typed[f"{which}_shown"] = now
        self.initial = {**self.initial, f"{which}_pick": colour, f"{which}_shown": now}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        for which in COLOURS:
            name = f"{which}_colour"
            colour = typed.get(name)
            verdict = self.verdict[which]
            if colour and not verdict.passes and "nearest" in self.data:
                typed[name] = self.typed[name] = verdict.nearest
                self._show(which)
            elif colour and not verdict.passes:
                told = {"ratio": verdict.told, "nearest": verdict.nearest}
                self.add_error(
                    name,
                    _("This reads badly: contrast %(ratio)s to 1, 4.5 is needed. The nearest that works: %(nearest)s.")
                    % told,
                )
        return typed

    @property
    def can_take_nearest(self) -> bool:
        return self.is_bound and not all(one.passes for one in self.verdict.values())

    def preview_word(self) -> str:
        """In the language of the page; empty when nothing good was typed."""
        name = "word_en" if (get_language() or "nl").startswith("en") else "word_nl"
        typed: object = self[name].value()
        return "" if name in self.errors else str(typed or "").strip()[:MOST_LETTERS]

    def preview_colours(self) -> list[dict[str, Any]]:
        """Each colour with letters on it, and how well they read."""
        said = {
            "place": (_("Colour of your place"), house_style.INK),
            "action": (_("Colour of what you can press"), "#ffffff"),
        }
        return [
            {"label": label, "ink": ink, "sample": _("Letters on your colour"), "verdict": self.verdict[which]}
            for which, (label, ink) in said.items()
        ]

    def given(self) -> dict[str, str]:
        """The logo that is kept."""
        return {name: str(self.cleaned_data[name]) for name in ("word_nl", "word_en", "place_colour", "action_colour")}


def _chosen(data: QueryDict, which: str) -> str:
    """The typed colour, unless only the picker moved."""
    typed, shown = data.get(f"{which}_colour", "").strip().lower(), data.get(f"{which}_shown", "")
    picked = data.get(f"{which}_pick", "").strip().lower()
    moved = picked and picked != (shown or house_style.STANDARD[which])
    return picked if moved and typed == shown else typed


class LogoForm(PlainForm):
    """One picture."""

    file = forms.FileField(
        label=_("Which picture is your logo?"),
        help_text=_(
            "JPEG, PNG, WebP, AVIF or HEIC, 10 MB at most. It stands on white, so take the one for a white page."
        ),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif"}
        ),
    )
