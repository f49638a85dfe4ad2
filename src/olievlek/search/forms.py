"""What a moderator types about the words that search knows."""

from django.utils.translation import gettext_lazy as _

from olievlek.core import forms


class WordingForm(forms.Form):
    """One office word, and one or more plain wordings for it."""

    office = forms.CharField(
        label=_("Which word does the office write?"),
        help_text=_("As it stands in examples, such as: schuldhulpverlening."),
        max_length=120,
        error_messages={"required": _("Fill in the word of the office.")},
    )
    plain = forms.CharField(
        label=_("How do people say it?"),
        help_text=_(
            "One word, or a few that go together: all of them must be in the question. More ways: one each line."
        ),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Fill in at least one way people say it.")},
    )

    def clean_office(self) -> str:
        return " ".join(str(self.cleaned_data["office"]).split())

    def clean_plain(self) -> list[str]:
        """Each line is a wording of its own."""
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["plain"]).splitlines()]
        if any(len(line) > 160 for line in lines):
            raise forms.ValidationError(_("A line is too long. A few words are enough."))
        return list(dict.fromkeys(line for line in lines if line))


class PairForm(forms.Form):
    """The pair behind a button."""

    office = forms.CharField(max_length=120)
    plain = forms.CharField(max_length=160)
