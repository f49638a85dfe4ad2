"""What people type in the library."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from olievlek.adoptions.counts import MOST_USED, with_counts
from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE, INTRODUCING, STOPPED
from olievlek.cases.models import CaseQuerySet
from olievlek.cases.models.case import NEWEST
from olievlek.core import forms
from olievlek.core.text import apart
from olievlek.organisations.sizes import SizeClass
from olievlek.vocabulary.models import List, Term

ORDERS = {"most_used": MOST_USED, "newest": NEWEST}
Choices = list[tuple[Any, Any]]


class FilterForm(forms.Form):
    """Everything stands in the address. An unknown value filters nothing."""

    marks_optional = False

    theme = forms.ChoiceField(label=_("What about?"), required=False)
    kind = forms.ChoiceField(label=_("What kind?"), required=False)
    size = forms.ChoiceField(label=_("How big is the maker?"), required=False)
    stage = forms.ChoiceField(label=_("How far are others?"), required=False)
    order = forms.ChoiceField(label=_("In what order?"), required=False)
    organisation = forms.CharField(widget=forms.HiddenInput, required=False, max_length=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = list(Term.objects.filter(list__in=[List.THEME, List.CASE_KIND]).order_by("list", "position"))
        self.themes = [term for term in words if term.list == List.THEME]
        kinds: Choices = [(term.key, term.name) for term in words if term.list == List.CASE_KIND]
        sizes: Choices = [(size.value, size.label) for size in SizeClass]
        stages: Choices = [
            (IN_USE, _("Somebody uses it")),
            (INTRODUCING, _("Somebody is introducing it")),
            (STOPPED, _("Somebody stopped")),
        ]
        self._choose("theme", [("", _("Every theme")), *self._theme_choices()])
        self._choose("kind", [("", _("Every kind")), *kinds])
        self._choose("size", [("", _("Every size")), *sizes])
        self._choose("stage", [("", _("Does not matter")), *stages])
        self._choose("order", [("", _("Most used first")), ("newest", _("Newest first"))])

    def _choose(self, name: str, choices: Choices) -> None:
        box = self.fields[name]
        forms.set_choices(box, choices)
        box.widget.attrs["class"] = "ol-select"

    def _theme_choices(self) -> Choices:
        """Themes under the theme above them; that one can be chosen too, and means all of them."""
        below: dict[int, Choices] = {}
        for term in self.themes:
            if term.parent_id:
                below.setdefault(term.parent_id, []).append((term.key, term.name))
        tops = [term for term in self.themes if not term.parent_id]
        return [
            (top.name, [(top.key, _("All of: %(theme)s") % {"theme": apart(top.name)}), *below.get(top.pk, [])])
            for top in tops
        ]

    def chosen(self) -> dict[str, str]:
        """What was asked and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def apply(self, cases: CaseQuerySet) -> CaseQuerySet:
        """Those that fit what was asked, in the order that was asked."""
        asked = self.chosen()
        if "theme" in asked:
            cases = cases.with_theme(self._and_below(asked["theme"]))
        if "kind" in asked:
            cases = cases.filter(kind__key=asked["kind"])
        if "size" in asked:
            cases = cases.filter(owner__size_class=asked["size"])
        if "organisation" in asked:
            cases = cases.filter(owner__code=asked["organisation"])
        if "stage" in asked:
            rows = Adoption.objects.counting().filter(case=OuterRef("pk"), stage__key=asked["stage"])
            cases = cases.filter(Exists(rows))
        return with_counts(cases).order_by(*ORDERS[asked.get("order", "most_used")])

    def _and_below(self, key: str) -> list[str]:
        top = next(term for term in self.themes if term.key == key)
        return [key, *(term.key for term in self.themes if term.parent_id == top.pk)]
