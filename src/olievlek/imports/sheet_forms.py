"""What a member chooses when they bring a spreadsheet: the file, its table, what columns and words mean."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from olievlek.core import forms
from olievlek.core.bounded import BusyError
from olievlek.core.once import OnceForm
from olievlek.imports import bringing
from olievlek.imports.cell_values import Words
from olievlek.imports.columns import FIELDS, LABELS, cells_of, names_people
from olievlek.imports.intake import Question
from olievlek.imports.layout import Layout
from olievlek.imports.models import SheetImport
from olievlek.imports.tongue import LANGUAGES
from olievlek.office_files.spreadsheets import BrokenFileError, Page

SAMPLES = 2
MOST_HEADS = 15
MOST_WORDS = 30
NO_NAMES, TURNED = "0", "turned"


class SheetForm(OnceForm):
    """The file; `loaded` is what it holds."""

    file = forms.FileField(
        label=gettext_lazy("Which spreadsheet?"),
        help_text=gettext_lazy("XLSX, ODS or CSV, 500 examples and 5 MB at most. A list as you have it is fine."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.ods"}),
    )
    busy = False

    def __init__(self, *args: Any, refused: str = "", **kwargs: Any) -> None:
        """`refused` says why a file was not even read; then there is none."""
        super().__init__(*args, **kwargs)
        if refused:
            self.fields["file"].error_messages["required"] = refused

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.loaded = bringing.load(file)
        except BrokenFileError as error:
            raise forms.ValidationError(error.told) from error
        except BusyError as error:
            self.busy = True
            told = _("Others are uploading a file right now. Choose your file once more in a moment.")
            raise forms.ValidationError(told) from error
        return file


class TableForm(forms.Form):
    """Which row of one sheet holds the names of the columns."""

    marks_optional = False
    head = forms.ChoiceField(label=gettext_lazy("Which row holds the names of the columns?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [(str(number), _row_told(number, row)) for number, row in page.rows[:MOST_HEADS]]
        other = [
            (NO_NAMES, _("None: the first row is an example already")),
            (TURNED, _("The names stand below each other in the first column")),
        ]
        self.fields["head"].choices = [*rows, *other]  # type: ignore[attr-defined]  # a ChoiceField

    def layout(self, page: int) -> Layout:
        head = self.cleaned_data["head"]
        return Layout(page, 0, turned=True) if head == TURNED else Layout(page, int(head))


def head_of(layout: Layout) -> str:
    """The choice of TableForm that says this."""
    return TURNED if layout.turned else str(layout.head)


def _row_told(number: int, row: list[str]) -> str:
    cells = " | ".join(Truncator(" ".join(cell.split())).chars(30) for cell in row[:6] if cell.strip())
    return _("Row %(number)s: %(cells)s") % {"number": number, "cells": cells}


class ColumnsForm(forms.Form):
    """One question for each column, guessed already, and the language of the texts."""

    marks_optional = False

    def __init__(self, *args: Any, sheet: SheetImport, **kwargs: Any) -> None:
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
        self.fields["language"] = forms.ChoiceField(
            label=_("In which language are the texts?"),
            help_text=_("So that a screen reader speaks them well. A column with the language of each row goes first."),
            required=False,
            choices=[("", gettext_lazy("Another one, or it differs")), *LANGUAGES.items()],
            initial=sheet.language,
        )
        self.fields["language"].widget.attrs["class"] = "ol-select"

    def _sample(self, place: int) -> str:
        """What stands in the first rows; of a column with people why it stays out."""
        found = cells_of(place, self.sheet.lines)
        if names_people(self.sheet.columns[place], found):
            return _("People stay out. Ask them on the page of the example: their name shows after they say yes.")
        few = [Truncator(" ".join(text.split())).chars(50) for text in found[:SAMPLES]]
        if few:
            return _("Such as: %(sample)s") % {"sample": " / ".join(few)}
        return _("There is nothing in it. Colours and comments are not read.")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        meant = self.meant
        if "title" not in meant:
            self.add_error(None, _("Choose the column with the title. The others may stay out."))
        for name, key in list(given.items()):
            if name != "language" and key and meant.count(key) > 1:
                told = _("Two columns are “%(label)s”. Choose one.")
                self.add_error(name, told % {"label": LABELS[key]})
        return given

    @property
    def meant(self) -> list[str]:
        return [self.cleaned_data.get(name, "") for name in self.fields if name != "language"]


class WordsForm(forms.Form):
    """One question for each word of the sheet that we do not know; the answer holds for every row."""

    marks_optional = False

    def __init__(self, *args: Any, questions: list[Question], words: Words, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions[:MOST_WORDS]
        for place, question in enumerate(self.questions):
            box = forms.ChoiceField(
                label=_("What does “%(word)s” mean here?") % {"word": question.word},
                help_text=ngettext("%(column)s, in %(number)s row", "%(column)s, in %(number)s rows", question.times)
                % {"column": LABELS[question.key], "number": question.times},
                required=False,
                choices=[("", gettext_lazy("Leave that empty")), *words.choices(question.key)],
                initial=words.answered(question.key, question.word) or words.likely(question.key, question.word),
            )
            box.widget.attrs["class"] = "ol-select"
            self.fields[f"word_{place}"] = box

    @property
    def told(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for place, question in enumerate(self.questions):
            found.setdefault(question.key, {})[question.word] = self.cleaned_data.get(f"word_{place}", "")
        return found
