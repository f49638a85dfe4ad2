"""Forms for copying a case: whether it fits, the next stage, what was changed, and sharing back."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from olievlek.adoptions.models import Adaptation, Adoption, Answer
from olievlek.adoptions.models.adoption import COPIED, NO, OPEN, STOPPED, WITH_A_REASON
from olievlek.cases.models import Case
from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.core.once import OnceForm
from olievlek.vocabulary.models import List, Term

LONGEST = 5_000


class FitForm(Compares, forms.Form):
    """Five questions whether it fits. No answer is wrong, and none is needed."""

    marks_optional = False  # all five may stay open, so the labels need not say so

    problem_fits = forms.ChoiceField(label=gettext_lazy("Do we have this problem too?"))
    needs_fit = forms.ChoiceField(label=gettext_lazy("Do we have what it takes?"))
    starts_small = forms.ChoiceField(
        label=gettext_lazy("Can we begin small?"),
        help_text=gettext_lazy("For example with one subject, for twelve weeks."),
    )
    decider_known = forms.ChoiceField(
        label=gettext_lazy("Do we know who decides about this?"), help_text=gettext_lazy("One name is enough.")
    )
    end_known = forms.ChoiceField(
        label=gettext_lazy("Do we know when we would stop?"),
        help_text=gettext_lazy("Agree beforehand what you are willing to lose at most: hours, money, face."),
    )

    def __init__(self, *args: Any, hints: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, box in self.fields.items():
            if not isinstance(box, forms.ChoiceField):
                continue
            box.required, box.widget = False, forms.RadioSelect()
            box.choices = Answer.choices
            box.help_text = (hints or {}).get(name) or box.help_text


class MoveForm(OnceForm):
    """To another stage: since when, why, and who may know. Asks only what that stage needs."""

    day = forms.DateField(label=gettext_lazy("Since when?"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}))
    whom = forms.ChoiceField(
        label=gettext_lazy("Who may see this?"),
        choices=[("all", gettext_lazy("Everyone")), ("inside", gettext_lazy("Only our organisation"))],
        help_text=gettext_lazy("Everyone: with the name of your organisation. Then it counts, and others can ask you."),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, adoption: Adoption, stage: str, **kwargs: Any) -> None:
        inside = "inside" if adoption.private_since else "all"
        kwargs["initial"] = {"day": timezone.localdate().isoformat(), "whom": inside} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if stage not in {*COPIED, STOPPED}:
            del self.fields["day"]
        if stage not in WITH_A_REASON:
            del self.fields["reason"]
        if stage not in OPEN:
            del self.fields["whom"]
        if stage == STOPPED:
            self.fields["day"].label = _("When did you stop?")
        if "reason" in self.fields:
            self.fields["reason"].label = _("Why not?") if stage == NO else _("Why did you stop?")
            self.fields["reason"].help_text = _("One or two sentences. Others learn as much from this as from success.")

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is not in the future."))
        return day

    def told(self) -> dict[str, Any]:
        """Keyword arguments for the action `move`."""
        found: dict[str, Any] = {name: self.cleaned_data[name] for name in ("day", "reason") if name in self.fields}
        if "whom" in self.fields:
            found["inside"] = self.cleaned_data["whom"] == "inside"
        return {"once": self.cleaned_data["once"], **found}


class AdaptForm(Compares, forms.ModelForm):
    """The parts that we kept and changed. `version` is the edition this person had on the screen."""

    marks_optional = False  # nothing is needed, so the labels need not say so

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    class Meta:
        formfield_callback = forms.of_model
        model = Adaptation
        fields = ("kept", "changed", "why", "context", "result", "evidence", "directions", "notes")
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {"kept": 3, "changed": 3, "why": 3, "context": 3, "result": 3, "notes": 4}.items()
        } | {"directions": forms.CheckboxSelectMultiple}
        labels = {"directions": gettext_lazy("Which way does it spread at your place?")}
        help_texts = {
            "context": gettext_lazy("For example how big you are, with how many people, on which systems."),
            "result": gettext_lazy("A figure, or what people say. Also when it disappoints."),
            "notes": gettext_lazy("Only colleagues in your organisation read this. It is never shared."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.edition
        self.fields["seen"].widget.attrs["id"] = "seen"  # the answer to a save puts new marks in its place
        for name in ("evidence", "directions"):
            box = self.fields[name]
            forms.set_choices(box, Term.objects.of(List.EVIDENCE if name == "evidence" else List.SPREAD))
        evidence = self.fields["evidence"]
        assert isinstance(evidence, forms.ModelChoiceField)  # as above
        evidence.empty_label = _("Not said")
        for name in ("kept", "changed", "why", "context", "result", "notes"):
            self.fields[name].widget.attrs["maxlength"] = LONGEST
            self.fields[name].max_length = LONGEST  # type: ignore[attr-defined]  # all six are CharFields

    def _post_clean(self) -> None:
        """The instance stays as it was: the action compares with what the database holds."""

    def told(self) -> dict[str, Any]:
        """Columns of the adaptation."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name != "directions"}


class OwnCaseForm(forms.Form):
    """Which case of our own tells what we made of it."""

    case = forms.ModelChoiceField(
        label=gettext_lazy("Which example is it?"), queryset=Case.objects.none(), empty_label=gettext_lazy("Choose one")
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["case"]
        forms.set_choices(box, cases)


class AddForm(OnceForm):
    """A few sentences below the case of the maker."""

    text = forms.CharField(
        label=gettext_lazy("What do you want to tell others?"),
        help_text=gettext_lazy("What went differently, what helped, what to mind. No names of people."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    evidence = forms.ModelChoiceField(
        label=gettext_lazy("How sure are you of that?"),
        queryset=Term.objects.none(),
        required=False,
        empty_label=gettext_lazy("Not said"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["evidence"]
        forms.set_choices(box, Term.objects.of(List.EVIDENCE))
