"""A repeated POST is harmless: the form carries a key, the row keeps it, the action finds the row again."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.core import forms


def once_field() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    """The unique column that remembers which form made the row."""
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


class OnceForm(forms.Form):
    """A form whose second sending finds the row of the first; a broken key comes back new, with all that was typed."""

    once = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={
            "required": _("This page is too old to send. Open it again; your text stays in the fields."),
            "invalid": _("This page is too old to send. Open it again; your text stays in the fields."),
        },
    )

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and "once" in self.errors:
            self.data = {**dict(self.data.items()), self.add_prefix("once"): str(uuid.uuid4())}
