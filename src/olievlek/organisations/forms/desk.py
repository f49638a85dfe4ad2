"""Forms of moderators about the list of organisations."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from olievlek.core import forms
from olievlek.core.text import apart
from olievlek.organisations import naming
from olievlek.organisations.forms.joining import PlainForm
from olievlek.organisations.models import Organisation


class NamedOrganisationField(forms.CharField):
    """Typed by name; the list is too long to choose from."""

    def clean(self, value: Any) -> Organisation | None:
        name = super().clean(value)
        if not name:
            return None
        found = _meant(name)
        if len(found) > 1:
            names = ", ".join(apart(one.name) for one in found[:5])
            raise forms.ValidationError(_("Do you mean one of these: %(names)s?"), params={"names": names})
        if not found:
            raise forms.ValidationError(
                _("There is no organisation of this name. Write it as the list of organisations does.")
            )
        return found[0]


def _meant(name: str) -> list[Organisation]:
    """Those called exactly so, in any of their names, or with this word in their address."""
    everything = Organisation.objects.joinable()
    return naming.meant(everything, name) or list(everything.filter(slug=name).order_by("pk")[:2])


def named(name: str) -> Organisation | None:
    """The only organisation that somebody can mean by this; None for none and for several."""
    found = _meant(name)
    return found[0] if len(found) == 1 else None


def _named(label: Any, **given: Any) -> NamedOrganisationField:
    return NamedOrganisationField(
        label=label, max_length=120, error_messages={"required": _("Fill in the name of the organisation.")}, **given
    )


class MergeForm(PlainForm):
    """Which organisation goes on in which, from which day."""

    old = _named(_("Which organisation stops?"))
    into = _named(_("In which organisation does it go on?"))
    on = forms.DateField(
        label=_("Since which day?"),
        help_text=_("For municipalities this is mostly 1 January."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Fill in a day."), "invalid": _("Write the day like 2026-01-01.")},
        input_formats=["%Y-%m-%d"],
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        old, into, on = typed.get("old"), typed.get("into"), typed.get("on")
        if old and into and (old == into or old.is_demo != into.is_demo):
            self.add_error("into", _("Choose two different organisations of the same sort."))
        if on and on > timezone.localdate():
            self.add_error("on", _("This day is still to come. Merge on the day itself or later."))
        return typed


class ProposalForm(PlainForm):
    """Why a proposed organisation does not come in the list; or which one it is."""

    known = _named(_("Do we have it already? Under which name?"), required=False)
    reason = forms.CharField(
        label=_("Why not?"),
        help_text=_("Who proposed it gets this by mail."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.errors and not typed.get("known") and not typed.get("reason"):
            self.add_error("reason", _("Say why, so that the asker knows what to do."))
        return typed
