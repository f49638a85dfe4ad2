"""What a sender and a moderator type."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from olievlek.conversations.kinds import Kind
from olievlek.conversations.models import Message
from olievlek.core.once import OnceForm

LONGEST = 5000


def _words(label: Any = "", hint: Any = "", *, empty: Any, rows: int = 5) -> forms.CharField:
    wrong = {
        "required": empty,
        "max_length": _("This is too long. Keep it under %(limit_value)d characters; you have %(show_value)d."),
    }
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=box, max_length=LONGEST, error_messages=wrong)


class WriteForm(OnceForm):
    """One form for every kind of message; the kind says which questions it asks."""

    text = _words(empty=_("Write what it is about; one sentence is enough."))
    page = forms.CharField(
        label=_("On which page?"),
        help_text=_("Copy the address, or say in words which page it was."),
        max_length=500,
        required=False,
    )
    organisation = forms.CharField(
        label=_("For which organisation do you work?"),
        max_length=200,
        error_messages={"required": _("Name your organisation, so that we can check with them.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    name = forms.CharField(
        label=_("What is your name?"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("Only for our answer. We show it to nobody and delete it within a year after we are done."),
        max_length=254,
        error_messages={
            "required": _("Fill in your e-mail address: we need it to check that you speak for the organisation."),
            "invalid": _("This is not a whole e-mail address. Write it like anna@zeist.nl."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, kind: Kind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["text"].label, self.fields["text"].help_text = str(kind.question), str(kind.hint)
        self.fields["email"].required = kind.needs_email
        if not kind.asks_page:
            self.fields["page"].widget = forms.HiddenInput()
        if not kind.asks_organisation:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].required = kind.needs_email

    def clean_website(self) -> str:
        """A trap for programs that fill in everything. A human who fell in sees it and can empty it."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Only programs fill this in. Are you human? Empty it and send again."))
        return ""

    def asked(self) -> list[forms.BoundField]:
        """The fields somebody sees; the trap only after she fell in."""
        return [field for field in self.visible_fields() if field.name != "website" or field.errors]

    def trap(self) -> forms.BoundField | None:
        """The trap, while it is hidden."""
        return None if self["website"].errors else self["website"]

    def sender(self) -> dict[str, str]:
        """What goes into the message beside the text."""
        return {
            field: self.cleaned_data[field]
            for field in ("name", "email", "organisation", "page")
            if field in self.cleaned_data
        }


class AnswerForm(OnceForm):
    """Goes to the sender by mail."""

    text = _words(
        _("What do you answer?"),
        _("The sender gets this by mail. Begin and end are there already."),
        empty=_("Write an answer first."),
    )


class NoteForm(OnceForm):
    """For moderators only."""

    text = _words(_("What should another moderator know?"), empty=_("Write a note first."), rows=2)


class ReasonForm(forms.Form):
    """Why something is hidden; moderators read it."""

    reason = forms.CharField(
        label=_("Why do you hide it?"),
        help_text=_("Moderators read this with the page. Name no people."),
        max_length=500,
        error_messages={"required": _("Say why, so that another moderator can follow it.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class CloseForm(forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Message.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
