"""Forms to ask, answer and comment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from olievlek.core import forms
from olievlek.core.once import OnceForm
from olievlek.moderation.forms import LONGEST, words_field


class RequestForm(OnceForm):
    """One question to colleagues elsewhere."""

    text = words_field(
        _("What do you want to know?"),
        _("One question is easiest to answer. Do not name residents or clients."),
        empty=_("Write your question first."),
    )


class AcceptForm(forms.Form):
    """A yes, with how the asker can reach this person."""

    reply = forms.CharField(
        label=_("Do you want to say something already?"),
        help_text=_("For example when you can be called best."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(
        label=_("By which name?"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.ChoiceField(label=_("On which e-mail address?"), required=False, widget=forms.RadioSelect)
    phone = forms.CharField(
        label=_("Or on which telephone number?"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )

    def __init__(self, addresses: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [*((one, one) for one in addresses), ("", _("Not by e-mail"))]
        self.fields["email"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["email"].initial = addresses[0] if addresses else ""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("email") and not given.get("phone"):
            self.add_error("phone", _("Choose an address or give a number, or nobody can reach you."))
        return given


class CommentForm(OnceForm):
    """A comment under a noun."""

    text = words_field(
        _("What do you want to say about it?"),
        _("Everyone who can see this page can read it. Do not name residents or clients."),
        empty=_("Write something first."),
        rows=3,
    )
