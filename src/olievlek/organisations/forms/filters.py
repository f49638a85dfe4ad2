"""Filters of the list of organisations; all of them stand in the address."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from olievlek.core import forms
from olievlek.organisations import naming
from olievlek.organisations.models import Kind, OrganisationQuerySet
from olievlek.organisations.sizes import SizeClass
from olievlek.organisations.spread_map import tiles

UNKNOWN = "unknown"
TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"


class FilterForm(forms.Form):
    """A word of the name, the kind, the province and the size class. An unknown value filters nothing.

    Args:
        counts: how many bodies there are of each kind; a kind without any is not offered.
    """

    marks_optional = False

    q = forms.CharField(
        label=_("Which name?"), required=False, max_length=100, widget=forms.TextInput({"class": TEXTBOX})
    )
    kind = forms.ChoiceField(label=_("Which kind?"), required=False)
    province = forms.ChoiceField(label=_("Which province?"), required=False)
    size = forms.ChoiceField(label=_("Which size?"), required=False)

    def __init__(self, *args: Any, counts: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.value, f"{kind.label} ({counts[kind]})") for kind in Kind if counts.get(kind)]
        provinces = [(name, name) for name in sorted({tile.province for tile in tiles().values()})]
        sizes = [(size.value, size.label) for size in SizeClass]
        self._choose("kind", _("Every kind"), kinds)
        self._choose("province", _("The whole country"), provinces)
        self._choose("size", _("Every size"), [*sizes, (UNKNOWN, _("Not known"))])

    def _choose(self, name: str, everything: str | Promise, choices: list[tuple[str, Any]]) -> None:
        box = self.fields[name]
        forms.set_choices(box, [("", everything), *choices])
        box.widget.attrs["class"] = "ol-select"

    def chosen(self) -> dict[str, str]:
        """The filters that were asked and understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def apply(self, organisations: OrganisationQuerySet) -> OrganisationQuerySet:
        """Those that fit what was asked; with a name the one that is called so first, else by name."""
        asked = self.chosen()
        if "q" in asked:
            organisations = naming.named(organisations, asked["q"])
        if "kind" in asked:
            organisations = organisations.filter(kind=asked["kind"])
        if "province" in asked:
            organisations = organisations.filter(province=asked["province"])
        if "size" in asked:
            organisations = organisations.filter(size_class="" if asked["size"] == UNKNOWN else asked["size"])
        return organisations if "q" in asked else organisations.order_by("name")
