"""What moderators type about a case."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from olievlek.cases.models import Case, Part
from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.core.text import points


class ReasonForm(forms.Form):
    """Why a moderator hides a case."""

    reason = forms.CharField(
        label=_("Why do you hide this?"),
        help_text=_("Other moderators see this reason. Readers do not."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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


class CorrectForm(Compares, forms.ModelForm):
    """What a moderator can mend. Lists are one line for each item."""

    class Meta:
        formfield_callback = forms.of_model
        model = Case
        fields = TEXTS
        widgets = {name: forms.Textarea(attrs={"rows": rows}) for name, rows in ROWS.items()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
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
