"""What a member chooses when she brings a spreadsheet: the file, and what its columns are."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from olievlek.core import forms
from olievlek.core.once import OnceForm
from olievlek.library import intake
from olievlek.library.columns import FIELDS, LABELS, names_people
from olievlek.library.models import SheetImport
from olievlek.library.sheets import BrokenFileError

SAMPLES = 2


class SheetForm(OnceForm):
    """The file; `loaded` is what it holds."""

    file = forms.FileField(
        label=gettext_lazy("Which spreadsheet?"),
        help_text=gettext_lazy(
            "XLSX, ODS or CSV. The first row names the columns, each other row is one example: 500 and 5 MB at most."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx,.ods"}),
    )

    def __init__(self, *args: Any, refused: str = "", **kwargs: Any) -> None:
        """`refused` says why a file was not even read; then there is none."""
        super().__init__(*args, **kwargs)
        if refused:
            self.fields["file"].error_messages["required"] = refused

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.loaded = intake.load(file)
        except BrokenFileError as error:
            raise forms.ValidationError(error.told) from error
        return file


class ColumnsForm(forms.Form):
    """One question for each column, guessed already."""

    only_filters = True

    def __init__(self, *args: Any, sheet: SheetImport, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        choices = [("", gettext_lazy("Leave it out")), *((one.key, one.label) for one in FIELDS)]
        for place, name in enumerate(sheet.columns):
            box = forms.ChoiceField(
                label=name or _("Column %(number)s") % {"number": place + 1},
                help_text=self._sample(place),
                required=False,
                choices=choices,
                initial=sheet.meant[place] if place < len(sheet.meant) else "",
            )
            box.widget.attrs["class"] = "ol-select"
            self.fields[f"column_{place}"] = box

    def _sample(self, place: int) -> str:
        """What stands in the first rows; of a column with people why it stays out."""
        if names_people(self.sheet.columns[place]):
            return _("People stay out. Ask them on the page of the example: their name shows after they say yes.")
        found = (row[place].strip() for _number, row in self.sheet.lines if place < len(row) and row[place].strip())
        few = [Truncator(" ".join(text.split())).chars(50) for text, _again in zip(found, range(SAMPLES), strict=False)]
        return _("Such as: %(sample)s") % {"sample": " / ".join(few)} if few else _("There is nothing in it.")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        meant = self.meant
        if "title" not in meant:
            self.add_error(None, _("Choose the column with the title. The others may stay out."))
        for name, key in list(given.items()):
            if key and meant.count(key) > 1:
                told = _("Two columns are “%(label)s”. Choose one.")
                self.add_error(name, told % {"label": LABELS[key]})
        return given

    @property
    def meant(self) -> list[str]:
        return [self.cleaned_data.get(name, "") for name in self.fields]
