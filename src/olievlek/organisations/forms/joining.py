"""Forms to join, and for a coordinator to manage an organisation."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.core.once import OnceForm
from olievlek.organisations.models import Kind, Layer, Organisation, Wanted

WORDS = 500


def layer_field() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Where in the organisation do you work?"),
        choices=[*Layer.choices],
        required=False,
        widget=forms.RadioSelect,
    )


def job_field() -> forms.CharField:
    return forms.CharField(
        label=_("What do you do there?"),
        help_text=_("In a few words, for example: permits, or project leader. Colleagues see this."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class PlainForm(forms.Form):
    """Labels are questions, so they take no colon."""


class WorkForm(Compares, PlainForm):
    """My layer and my work."""

    layer = layer_field()
    job = job_field()


class JoinForm(OnceForm):
    """Ask to join. Somebody whose address fits is asked only for layer and work."""

    words = forms.CharField(
        label=_("How do your colleagues know you?"),
        help_text=_("Only who decides about your request reads this."),
        max_length=WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    layer = layer_field()
    job = job_field()
    coordinate = forms.BooleanField(label=_("I want to be coordinator: I keep the list of colleagues."), required=False)

    def __init__(self, *args: Any, fits: bool, may_coordinate: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fits:
            del self.fields["words"]
        if not may_coordinate or fits:
            del self.fields["coordinate"]

    @property
    def wanted(self) -> Wanted:
        return Wanted.COORDINATOR if self.cleaned_data.get("coordinate") else Wanted.MEMBER


INVITED_AS = [(Wanted.MEMBER, pgettext_lazy("role", "Member")), (Wanted.COORDINATOR, Wanted.COORDINATOR.label)]


class InviteForm(PlainForm):
    """One address, one role."""

    email = forms.EmailField(
        label=_("To which e-mail address?"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email"}),
        error_messages={
            "required": _("Fill in the e-mail address of your colleague."),
            "invalid": _("This is not a whole e-mail address. Write it like anna@zeist.nl."),
        },
    )
    role = forms.ChoiceField(label=_("As what?"), choices=INVITED_AS, initial=Wanted.MEMBER, widget=forms.RadioSelect)


class DeclineForm(PlainForm):
    """Why not; the asker gets this by mail."""

    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("The asker gets this by mail. Be friendly."),
        max_length=WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why, so that the asker knows what to do.")},
    )


class ReviewForm(OnceForm):
    """Nothing to fill in: the button says it all."""


class DomainForm(PlainForm):
    """A mail domain of which the coordinator has an address."""

    domain = forms.ChoiceField(label=_("Which mail domain?"), error_messages={"required": _("Choose a mail domain.")})

    def __init__(self, domains: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["domain"]
        forms.set_choices(box, [(one, one) for one in domains])
        box.widget.attrs["class"] = "ol-select"


PROPOSABLE = [(kind.value, kind.label) for kind in Kind if kind != Kind.STUDY]


class ProposeForm(OnceForm):
    """An organisation that is missing. Where it looks like one we have, the sender says that it is another."""

    name = forms.CharField(
        label=_("What is it called?"),
        max_length=120,
        error_messages={"required": _("Fill in the name of the organisation.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"),
        choices=[("", _("Choose a kind")), *PROPOSABLE],
        error_messages={"required": _("Choose a kind.")},
        widget=forms.Select(attrs={"class": "ol-select"}),
    )
    website = forms.URLField(
        label=_("What is its website?"),
        max_length=200,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={"invalid": _("This is not a whole address. Write it like www.zeist.nl.")},
    )
    domain = forms.RegexField(
        r"^@?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$",
        label=_("What stands behind the @ in their mail?"),
        help_text=_("For example zeist.nl. Then colleagues can join at once."),
        max_length=120,
        required=False,
        error_messages={"invalid": _("Write only what stands behind the @, like zeist.nl.")},
    )
    works_there = forms.BooleanField(label=_("I work there myself."), required=False)
    sure = forms.BooleanField(label=_("It is another organisation than these."), required=False)

    look_alikes: list[Organisation]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.look_alikes = []

    def clean_domain(self) -> str:
        typed: str = self.cleaned_data["domain"]
        return typed.removeprefix("@")

    def asked(self) -> list[forms.BoundField]:
        """The last question only when there is something to compare with."""
        return [one for one in self.visible_fields() if one.name != "sure" or self.look_alikes]

    def facts(self) -> dict[str, Any]:
        """The cleaned data for the proposal."""
        return {name: self.cleaned_data[name] for name in ("name", "kind", "website", "domain", "works_there")}
