"""What people type in the library."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.core.text import apart, points
from olievlek.library.models import Adoption, Case, CaseQuerySet, Part
from olievlek.library.models.adoption import IN_USE, INTRODUCING, STOPPED
from olievlek.library.models.case import MOST_USED, NEWEST
from olievlek.organisations.models import Organisation
from olievlek.organisations.sizes import SizeClass
from olievlek.vocabulary.models import List, Term

ORDERS = {"most_used": MOST_USED, "newest": NEWEST}
Choices = list[tuple[Any, Any]]


class FilterForm(forms.Form):
    """Everything stands in the address. An unknown value filters nothing."""

    only_filters = True

    theme = forms.ChoiceField(label=_("What about?"), required=False)
    kind = forms.ChoiceField(label=_("What kind?"), required=False)
    size = forms.ChoiceField(label=_("How big is the maker?"), required=False)
    stage = forms.ChoiceField(label=_("How far are others?"), required=False)
    order = forms.ChoiceField(label=_("In what order?"), required=False)
    organisation = forms.CharField(widget=forms.HiddenInput, required=False, max_length=90)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
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
        assert isinstance(box, forms.ChoiceField)
        box.choices = choices
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
        return cases.with_counts().order_by(*ORDERS[asked.get("order", "most_used")])

    def _and_below(self, key: str) -> list[str]:
        top = next(term for term in self.themes if term.key == key)
        return [key, *(term.key for term in self.themes if term.parent_id == top.pk)]


class ReasonForm(forms.Form):
    """Why a moderator hides a case."""

    reason = forms.CharField(
        label=_("Why do you hide this?"),
        help_text=_("Other moderators see this reason. Readers do not."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class MatchForm(forms.Form):
    """Which organisation a name in a text means."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=2000)
    organisation = forms.ModelChoiceField(
        label=_("Which organisation is this?"), queryset=Organisation.objects.none(), empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        box = self.fields["organisation"]
        assert isinstance(box, forms.ModelChoiceField)
        box.queryset = Organisation.objects.bodies().order_by("name")


LINES = {
    "needs": (Part.Kind.CORE, _("What can you not do without?")),
    "handy": (Part.Kind.OPTIONAL, _("What is nice to have?")),
    "help": (Part.Kind.HELP, _("What help from others does it take?")),
    "keep": (Part.Kind.KEEP, _("What must stay as it is?")),
    "adapt": (Part.Kind.ADAPT, _("What may you change?")),
    "stopped": (Part.Kind.STOPPED, _("What was stopped?")),
    "warnings": (Part.Kind.WARNING, _("What should others mind?")),
    "lessons": (Part.Kind.LESSON, _("What did they learn?")),
    "own_words": (Part.Kind.OWN_WORDS, _("With which words would a colleague look for this?")),
}
ROWS = {"summary": 2, "problem": 4, "done": 4, "story": 4, "description": 6, "owner_text": 2}
TEXTS = ("title", "summary", "problem", "done", "story", "description", "owner_text", "year", "licence")


class CorrectForm(Compares, forms.ModelForm):  # type: ignore[type-arg]  # Django can not be subscripted at run time
    """What a moderator can mend. Lists are one line for each item."""

    class Meta:
        formfield_callback = forms.of_model
        model = Case
        fields = TEXTS
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        parts = list(self.instance.parts.order_by("position"))
        for name, (kind, label) in LINES.items():
            initial = "\n".join(part.text for part in parts if part.kind == kind)
            box = forms.Textarea(attrs={"rows": 3})
            self.fields[name] = forms.CharField(
                label=label, required=False, initial=initial, widget=box, max_length=20_000
            )
            self.fields[name].help_text = _("One on each line.")

        told = [
            ", ".join(filter(None, (one.name, one.role, one.reach))) for one in self.instance.contacts.order_by("pk")
        ]
        self.fields["contacts"] = forms.CharField(
            label=_("Who can be asked?"),
            help_text=_("One on each line: name, role, how to reach. Only people who said yes."),
            required=False,
            initial="\n".join(told),
            max_length=5_000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def clean_contacts(self) -> list[tuple[str, str, str]]:
        """Name, role and how to reach; the role may be left out."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["contacts"].splitlines())):
            name, *rest = [part.strip() for part in line.split(",")]
            if not name or not rest or not rest[-1]:
                raise forms.ValidationError(_("Write a name and how to reach this person, with a comma between them."))
            found.append((name[:120], ", ".join(rest[:-1])[:120], rest[-1][:200]))
        return found

    def told(self) -> dict[str, Any]:
        """The columns of the case."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    def lines(self) -> dict[str, list[str]]:
        """The lines of each list, without empty ones."""
        return {kind: points(self.cleaned_data[name]) for name, (kind, _label) in LINES.items()}
