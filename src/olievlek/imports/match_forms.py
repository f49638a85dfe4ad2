"""Which organisation a name means."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from olievlek.core import forms
from olievlek.organisations.models import Organisation


class MatchForm(forms.Form):
    """Which organisation a name in a text means."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=2000)
    organisation = forms.ModelChoiceField(
        label=_("Which organisation is this?"), queryset=Organisation.objects.none(), empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["organisation"]
        forms.set_choices(box, Organisation.objects.bodies().order_by("name"))
