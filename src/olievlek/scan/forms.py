"""Start a round, and fill in evidence."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from olievlek.core import forms, text
from olievlek.core.editing import Compares
from olievlek.core.once import OnceForm
from olievlek.core.text import apart
from olievlek.organisations import naming
from olievlek.organisations.models import Organisation
from olievlek.scan.addressees import AddresseesError, doubles, read
from olievlek.surveys.actions.starting import Invited, Plan
from olievlek.surveys.models import Round

TWO_WEEKS = timedelta(days=14)
LONGEST = timedelta(days=92)
MOST_INVITED = 2000
MOST_DEPARTMENTS = 20
SMALLEST = _("What is the smallest group of which you may see a figure?")
OPEN_TEXT = _("Ask at the end whether people want to say something more, in their own words")
OPEN_TEXT_HELP = _(
    "You see what people wrote when ten or more wrote something, never by layer or department; twenty or more when "
    "people can come in by a code or at an address from elsewhere. Fewer are thrown away. "
    "Own words can give people away, so leave this off when in doubt."
)


class StartForm(OnceForm):
    """Three questions: until when, who, and which groups."""

    closes_on = forms.DateField(
        label=_("Until which day can people answer?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    colleagues = forms.BooleanField(
        label=_("Invite all colleagues who have an account here"), required=False, initial=True
    )
    addresses = forms.CharField(
        label=_("Who else do you invite by mail?"),
        help_text=_(
            "Paste addresses as your mail program copies them, with names or without. Or one person on a line: "
            "address; layer; department. We use the addresses for this round alone, and throw them away 30 days after "
            "closing."
        ),
        required=False,
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    open_link = forms.BooleanField(
        label=_("Also let people in with a QR code or six characters, for a session"),
        help_text=_(
            "Anyone who has the code can answer. We can not check that somebody answers once, so groups are shown from "
            "twice as many people."
        ),
        required=False,
    )
    expected = forms.IntegerField(
        label=_("How many people do you expect in the session?"), required=False, min_value=1, max_value=10_000
    )
    departments = forms.CharField(
        label=_("Which parts of the organisation do you want to compare?"),
        help_text=_(
            "One on a line. Small parts stay hidden, so few and large works best. Leave it empty when in doubt."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    minimum_group = forms.TypedChoiceField(
        label=SMALLEST,
        choices=Round.Minimum.choices,
        coerce=int,
        initial=Round.Minimum.FIVE,
        widget=forms.RadioSelect,
    )

    open_text = forms.BooleanField(label=OPEN_TEXT, help_text=OPEN_TEXT_HELP, required=False)

    def __init__(self, colleagues: Sequence[Invited], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(colleagues)
        self.fields["closes_on"].initial = timezone.localdate() + TWO_WEEKS

    def clean_closes_on(self) -> Any:
        day, today = self.cleaned_data["closes_on"], timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise ValidationError(gettext("Choose a day from today on, within three months."))
        return day

    def clean_departments(self) -> tuple[str, ...]:
        names = tuple(
            {text.folded(one): one for one in reversed(text.points(self.cleaned_data["departments"]))}.values()
        )
        names = names[::-1]
        if len(names) > MOST_DEPARTMENTS:
            raise ValidationError(
                gettext("At most %(most)s parts: small ones stay hidden anyway.") % {"most": MOST_DEPARTMENTS}
            )
        if any(len(name) > 60 for name in names):
            raise ValidationError(gettext("A name of a part has at most 60 characters."))
        return names

    def clean(self) -> dict[str, Any]:
        """The lines of addresses are read last: they name departments."""
        data: dict[str, Any] = super().clean() or {}
        try:
            self.invited = self._read(data)
        except ValidationError as error:
            self.add_error("addresses", error)
            return data
        if not self.invited and not data.get("open_link"):
            self.add_error(None, gettext("Choose who can answer: colleagues, addresses, or a code for a session."))
        return data

    def _read(self, data: dict[str, Any]) -> list[Invited]:
        try:
            typed = read(str(data.get("addresses", "")), data.get("departments", ()))
        except AddresseesError as error:
            raise ValidationError(error.problems) from None
        everyone = typed + (self.members if data.get("colleagues") else [])
        self.doubles = doubles(everyone)
        if len(everyone) - self.doubles > MOST_INVITED:
            raise ValidationError(gettext("At most %(most)s people for one round.") % {"most": MOST_INVITED})
        return everyone

    @property
    def plan(self) -> Plan:
        data = self.cleaned_data
        return Plan(
            closes_on=data["closes_on"],
            minimum_group=data["minimum_group"],
            departments=data["departments"],
            open_link=data["open_link"],
            expected=_expected(data, self.invited),
            open_text=data["open_text"],
        )


def _expected(data: dict[str, Any], invited: Sequence[Invited]) -> int | None:
    """Everyone in the session, and everyone who was invited; unknown when nobody guessed."""
    if not data["open_link"]:
        return None
    return data["expected"] + len(invited) - doubles(invited) if data["expected"] else None


class RulesForm(Compares, forms.Form):
    """Changes that are allowed before the first answer: a larger smallest group, the open question on or off."""

    minimum_group = forms.TypedChoiceField(label=SMALLEST, coerce=int, widget=forms.RadioSelect)
    open_text = forms.BooleanField(label=OPEN_TEXT, help_text=OPEN_TEXT_HELP, required=False)

    def __init__(self, round_: Round, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"minimum_group": round_.minimum_group, "open_text": round_.asks_in_own_words}
        super().__init__(*args, **kwargs)
        minimum: Any = self.fields["minimum_group"]
        minimum.choices = [one for one in Round.Minimum.choices if one[0] >= round_.minimum_group]


class EvidenceForm(Compares, forms.Form):
    """The evidence: a text, a place and a date."""

    text = forms.CharField(max_length=200)
    link = forms.URLField(label=_("Link"), required=False, max_length=300, assume_scheme="https")
    as_of = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, question: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = question
        self.fields["as_of"].initial = timezone.localdate()


class ShareForm(forms.Form):
    """An organisation by its name; half a name gets suggestions."""

    organisation = forms.CharField(
        label=_("With which organisation?"),
        help_text=_("Its name, such as Gemeente Zeist. Everyone who works there then sees the profile."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Fill in the name of the organisation.")},
    )

    def __init__(self, own: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = own

    def clean_organisation(self) -> Organisation:
        typed = self.cleaned_data["organisation"]
        others = Organisation.objects.joinable().exclude(pk=self.own.pk).order_by("name", "pk")
        exact = naming.meant(others, typed)
        if len(exact) == 1:
            return exact[0]
        near = ", ".join(apart(exact_or_near.name) for exact_or_near in (exact or naming.named(others, typed))[:5])
        if near:
            raise ValidationError(gettext("Do you mean one of these: %(names)s?") % {"names": near})
        raise ValidationError(gettext("We do not know this organisation. Look it up in the list of organisations."))
