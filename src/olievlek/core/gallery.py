"""The gallery at /ui/: every component with facts that could be real, in both languages."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from olievlek.core import forms
from olievlek.core.charts import Bar, Drop
from olievlek.core.icons import ICONS
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.tables import Cell, Column, Table

STOPPED, IN_USE = _("Stopped"), _("In use")
MEMBERS = (
    ("Gooise Meren", IN_USE, _("400 to 700"), date(2024, 6, 17)),
    ("Tilburg", IN_USE, _("More than 1,200"), date(2024, 6, 26)),
    ("Dongen", STOPPED, _("Fewer than 400"), date(2024, 7, 30)),
    ("Roosendaal", IN_USE, _("400 to 700"), date(2024, 8, 7)),
    ("Leiden", IN_USE, _("More than 1,200"), date(2025, 9, 8)),
)
MOMENTS = (
    (date(2024, 6, 17), 1),
    (date(2024, 6, 26), 2),
    (date(2024, 8, 7), 3),
    (date(2024, 11, 18), 4),
    (date(2025, 2, 10), 8),
    (date(2025, 9, 8), 9),
    (date(2025, 12, 15), 10),
)
SECTIONS = (
    ("small", _("Buttons, links and tags")),
    ("boxes", _("Cards, alerts and signals")),
    ("lists", _("Tables, tabs and lists")),
    ("fields", _("Forms")),
    ("pictures", _("Pictures made of data")),
)


class ExampleForm(forms.Form):
    """One field of each kind, as questions."""

    email = forms.EmailField(
        label=_("What is your work mail?"),
        help_text=_("It tells us which organisation you belong to."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Add the part after the @, such as name@zeist.nl.")},
    )
    question = forms.CharField(
        label=_("What do you want to know?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    size = forms.ChoiceField(
        label=_("How large is your organisation?"),
        required=False,
        choices=[
            ("d", _("Fewer than 400")),
            ("c", _("400 to 700")),
            ("b", _("700 to 1,200")),
            ("a", _("More than 1,200")),
        ],
    )
    place = forms.ChoiceField(
        label=_("Where do you work?"),
        widget=forms.RadioSelect,
        initial="zeist",
        choices=[
            ("zeist", _("Municipality of Zeist")),
            ("other", _("Another organisation")),
            ("resident", _("I take part as a resident")),
        ],
    )
    themes = forms.MultipleChoiceField(
        label=_("What is it about?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("service", _("Service at the counter")), ("green", _("Streets and green"))],
    )
    answer = forms.ChoiceField(
        label=_("Can you begin small?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))],
    )
    evidence = forms.FileField(label=_("Do you have figures?"), help_text=_("CSV, XLSX or ODS."), required=False)
    mail = forms.BooleanField(label=_("Mail me when somebody answers"), required=False)


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component, for who makes a page and for the checks on colour, keyboard and width."""
    context = {
        "sections": SECTIONS,
        "icons": sorted(ICONS),
        "form": ExampleForm({"email": "samira@", "place": "zeist"}),
    }
    return render_page(request, "core/gallery.html", context | _lists() | _pictures())


def _lists() -> dict[str, Any]:
    here = reverse("core:gallery")
    return {
        "steps": [_("Look"), _("Talk"), _("Decide"), _("Adapt"), _("Use"), _("Share back")],
        "tabs": [
            {"label": _("In use"), "url": here, "current": True, "count": 10},
            {"label": _("Stopped"), "url": f"{here}?show=stopped", "current": False, "count": 2},
        ],
        "moves": [
            {"when": _day(date(2025, 12, 15)), "text": _("Rotterdam began to use Gem"), "url": here, "kind": "big"},
            {"when": _day(date(2025, 2, 20)), "text": _("West Betuwe stopped"), "kind": "stop"},
            {"when": _day(date(2024, 6, 17)), "text": _("Gooise Meren put Gem in the register"), "detail": "Gem"},
        ],
        "explain": {
            "zeist": _("Three colleagues are here already."),
            "other": _("You look it up. Somebody there lets you in."),
            "resident": _("Read, react and think along."),
        },
        "members": Table(
            caption=_("Municipalities with Gem"),
            columns=[
                Column(_("Municipality"), sort_url=f"{here}?sort=name", sorted="ascending"),
                _("State"),
                Column(_("Employees (estimate)"), sort_url=f"{here}?sort=size"),
                _("In the register since"),
            ],
            rows=[
                [Cell(name, url=here), Cell(state, kind="stop" if state == STOPPED else "good"), size, _day(since)]
                for name, state, size, since in MEMBERS
            ],
        ),
    }


def _pictures() -> dict[str, Any]:
    return {
        "moments": MOMENTS,
        "began": date(2020, 4, 1),
        "until": date(2026, 11, 1),
        "curve_table": Table(
            _("Gem in use"), [_("Day"), Column(_("In use"), number=True)], [(_day(d), n) for d, n in MOMENTS]
        ),
        "size_bars": [
            Bar(_("Fewer than 400"), 3, 231),
            Bar(_("400 to 700"), 3, 60),
            Bar(_("700 to 1,200"), 0, 26),
            Bar(_("More than 1,200"), 4, 25),
        ],
        "drops": [
            Drop("Zeist", _("10 cyclists"), 10),
            Drop(_("Province of Utrecht"), _("500 residents, 2019"), 500),
            Drop(_("Learning network"), _("four times a year")),
        ],
        "drops_table": Table(
            "Snuffelfiets",
            [_("Where"), _("How many")],
            [("Zeist", _("10 cyclists")), (_("Province of Utrecht"), _("500 residents, 2019"))],
        ),
    }


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
