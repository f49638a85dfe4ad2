"""How somebody wants to hear of each kind."""

from typing import Any

from olievlek.accounts.models import User
from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.notifications.models import Choice, Kind, Way


class ChoicesForm(Compares, forms.Form):
    """One question for each kind."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = dict(Choice.objects.filter(user=user).values_list("kind", "way"))
        for kind in Kind:
            self.fields[kind.value] = forms.ChoiceField(
                label=kind.label,
                choices=Way.choices,
                initial=chosen.get(kind.value, Way.DIGEST),
                widget=forms.RadioSelect,
            )
