"""Forms of senders, makers and moderators."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models import User
from olievlek.core import forms
from olievlek.core.once import OnceForm
from olievlek.moderation.kinds import Kind
from olievlek.moderation.models import Appeal, Message
from olievlek.organisations.forms.desk import NamedOrganisationField
from olievlek.organisations.models import Organisation

LONGEST = 5000


def words_field(label: Any = "", hint: Any = "", *, empty: Any, rows: int = 5) -> forms.CharField:
    """A text of at most `LONGEST` characters; `empty` is said when it is left out."""
    wrong = {
        "required": empty,
        "max_length": _("This is too long. Keep it under %(limit_value)d characters; you have %(show_value)d."),
    }
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, widget=box, max_length=LONGEST, error_messages=wrong)


class WriteForm(OnceForm):
    """One form for every kind of message; the kind says which questions it asks."""

    text = words_field(empty=_("Write what it is about; one sentence is enough."))
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

    def __init__(
        self, kind: Kind, *args: Any, person: User | None = None, works_for: Organisation | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.person, self.works_for = kind, person, works_for
        self.fields["text"].label, self.fields["text"].help_text = str(kind.question), str(kind.hint)
        self.fields["email"].required = kind.needs_email
        if not kind.asks_page:
            self.fields["page"].widget = forms.HiddenInput()
        if not kind.asks_organisation or works_for is not None:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].required = kind.needs_email
        if person is not None:
            del self.fields["name"], self.fields["email"]

    def clean_website(self) -> str:
        """A trap for programs that fill in everything. A human who fell in sees it and can empty it."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Only programs fill this in. Are you human? Empty it and send again."))
        return ""

    def asked(self) -> list[forms.BoundField]:
        """The visible fields; the trap only after somebody filled it in."""
        return [field for field in self.visible_fields() if field.name != "website" or field.errors]

    def trap(self) -> forms.BoundField | None:
        """The trap, while it is hidden."""
        return None if self["website"].errors else self["website"]

    def sender(self) -> dict[str, str]:
        """Fields of the message beside its text: typed by a visitor, known for a signed-in user."""
        known = {"name": self.person.called, "email": self.person.email} if self.person else {}
        works_at = {"organisation": self.works_for.name} if self.works_for and self.kind.asks_organisation else {}
        typed = ("name", "email", "organisation", "page")
        return {
            **{field: self.cleaned_data[field] for field in typed if field in self.cleaned_data},
            **known,
            **works_at,
        }


class AnswerForm(OnceForm):
    """Goes to the sender by mail."""

    text = words_field(
        _("What do you answer?"),
        _("The sender gets this by mail. Begin and end are there already."),
        empty=_("Write an answer first."),
    )


class NoteForm(OnceForm):
    """For moderators only."""

    text = words_field(_("What should another moderator know?"), empty=_("Write a note first."), rows=2)


class ReasonForm(forms.Form):
    """Why something is hidden; its maker and moderators read it."""

    reason = forms.CharField(
        label=_("Why do you hide it?"),
        help_text=_("Who made it reads this, and may object once. Name no people."),
        max_length=500,
        error_messages={"required": _("Say why, so that the maker can follow it.")},
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AppealForm(OnceForm):
    """The objection of a maker."""

    text = words_field(
        _("Why should it be shown again?"),
        _("You can do this once. Say what is not right about the reason, or what you changed."),
        empty=_("Write why it should be shown again; one sentence is enough."),
    )


class DecideForm(forms.Form):
    """The decision about an objection, with an answer for the maker."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=Appeal.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
    answer = words_field(
        _("What do you answer the maker?"), _("Be kind and plain. The maker reads this."),
        empty=_("Say why, so that the maker can follow it."), rows=3,
    )  # fmt: skip


class HandOverForm(forms.Form):
    """On whose name a claimed page goes; filled in with where the sender works."""

    organisation = NamedOrganisationField(
        label=_("Which organisation does it belong to?"),
        help_text=_("As it stands in the list of organisations."),
        max_length=120,
        error_messages={"required": _("Fill in the name of the organisation.")},
    )


class CloseForm(forms.Form):
    """How it ended."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"),
        choices=Message.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it ended.")},
    )
