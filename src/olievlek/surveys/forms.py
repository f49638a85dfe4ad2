"""Forms of participants: a code, the layer and department, and the statements of one factor."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import forms
from olievlek.surveys.models import Department, Item, Round
from olievlek.surveys.models.answer import DO_NOT_KNOW, Values

SCALE = (
    (0, _("Not at all")),
    (1, _("A little bit")),
    (2, pgettext_lazy("answer to a statement", "Partly")),
    (3, _("For the most part")),
    (4, _("Completely")),
)


class CodeForm(forms.Form):
    """Six characters from a screen; spaces and small letters do not matter."""

    code = forms.CharField(
        label=_("Which code is on the screen?"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).upper().split()).replace("-", "")


class PlaceForm(forms.Form):
    """Where somebody works; only for who came by the open link."""

    layer = forms.ChoiceField(label=_("What do you do here?"), widget=forms.RadioSelect)
    department = forms.ModelChoiceField(
        Department.objects.none(),
        label=_("In which part do you work?"),
        required=False,
        empty_label=_("I would rather not say"),
    )

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        layer: Any = self.fields["layer"]
        layer.choices = [(group.key, group.name) for group in round_.groups]
        department: Any = self.fields["department"]
        department.queryset = round_.departments.order_by("position", "id")
        if not department.queryset:
            del self.fields["department"]


class RemarkForm(forms.Form):
    """One open question, when the round asks it; may stay empty."""

    remark = forms.CharField(
        label=_("Do you want to say something more?"),
        help_text=_(
            "Colleagues read this literally, in random order, when at least ten people write something. Write "
            "nothing by which you or somebody else can be recognised: no names, no jobs."
        ),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


class PageForm(forms.Form):
    """The statements of one factor. Each may stay open; "I don't know" is an answer."""

    def __init__(self, items: Sequence[Item], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for item in items:
            choices = [*SCALE, (DO_NOT_KNOW, _("I don't know"))]
            self.fields[item.key] = forms.TypedChoiceField(
                choices=choices, coerce=int, empty_value=None, required=False, label=item.text
            )

    @property
    def values(self) -> Values:
        """The answers of this page."""
        return {key: value for key, value in self.cleaned_data.items() if value is not None}
