"""The forms of a task."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models import User
from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.core.once import OnceForm
from olievlek.organisations import membership
from olievlek.organisations.models import Organisation


class TaskForm(Compares, OnceForm):
    """The text, the person and the day; the last two may wait."""

    text = forms.CharField(
        label=_("What are you going to do?"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=_("Who sees to it?"), required=False, empty_label=_("Not known yet")
    )
    due = forms.DateField(
        label=_("By when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner: Any = self.fields["owner"]
        colleagues = membership.members(organisation).order_by().values("user")
        owner.queryset = User.objects.filter(pk__in=colleagues).order_by("name", "pk")

    @property
    def told(self) -> dict[str, Any]:
        """The cleaned data without the key of the form."""
        return {name: self.cleaned_data[name] for name in ("text", "owner", "due")}


class OutcomeForm(Compares, forms.Form):
    """The result of a task; may be empty."""

    outcome = forms.CharField(
        label=_("What did it bring?"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("Too long: write it in at most 400 characters.")},
    )
