"""Two tabs, one row: a form saves only the boxes that were changed in it, and never silently over a newer text.

The form carries a short mark of what each box showed. A box that still shows that was not touched, so what stands in
the row now stays. A box that was touched while the row changed too comes back with both texts; saving again counts.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from olievlek.core import forms

if TYPE_CHECKING:
    Base = forms.Form
else:
    Base = object

LENGTH = 12
FIELD = "seen"
NOTHING = ("", None, False)


def mark_of(value: Any) -> str:
    """The same mark for the same meaning: a row and its key, lines that end in one way or the other."""
    return hashlib.sha256(json.dumps(_plain(value)).encode()).hexdigest()[:LENGTH]


def _plain(value: Any) -> Any:
    if value in NOTHING:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return "\n".join(value.strip().splitlines())
    if hasattr(value, "__iter__"):
        return sorted(_plain(one) for one in value) or ""
    return str(value)


class Compares(Base):
    """Beside `forms.Form`, for a form that changes a row: it knows the boxes of the row as `initial`, also on POST."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._seen: dict[str, str] = {}
        self._as_sent: dict[str, str] = {}
        marks = forms.HiddenInput(attrs={"id": False})  # a page with several such forms has no id twice
        self.fields[FIELD] = forms.CharField(required=False, widget=marks, initial=self._as_shown)

    def _boxes(self) -> list[str]:
        fields = self.fields.items()
        return [name for name, box in fields if not box.widget.is_hidden and not isinstance(box, forms.FileField)]

    def _now(self) -> dict[str, Any]:
        """What the row says."""
        return {name: self.get_initial_for_field(self.fields[name], name) for name in self._boxes()}

    def _as_shown(self) -> str:
        return _told({name: mark_of(value) for name, value in self._now().items()})

    def clean(self) -> dict[str, Any]:
        """The marks are no answer of a person: they are taken out of what was filled in."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        pairs = str(cleaned.pop(FIELD, "")).split()
        self._seen = {name: mark for name, _colon, mark in (pair.partition(":") for pair in pairs)}
        return cleaned

    @property
    def compares(self) -> bool:
        """Whether marks came along; a form without them was not made by a page of ours, and is taken as it is."""
        return bool(self._seen)

    def as_saved(self) -> str:
        """The marks of what stands in the boxes of the reader; for a form that stays open after it was saved.

        Not of what was taken over from elsewhere: those boxes still show the older text.
        """
        return _told(self._as_sent or self._filled_in())

    def _filled_in(self) -> dict[str, str]:
        return {name: mark_of(self.cleaned_data[name]) for name in self._boxes() if name in self.cleaned_data}

    def agrees(self) -> bool:
        """Take over what was not touched here and changed elsewhere; False when both changed: then both are shown."""
        self._as_sent = filled_in = self._filled_in()
        now, told, both = self._now(), dict(self._seen), []
        for name in [name for name in filled_in if name in self._seen]:
            mine, theirs = filled_in[name], mark_of(now[name])
            told[name] = theirs
            if mine == theirs:
                continue
            if mine == self._seen[name]:
                self._take(name, now[name])
            elif theirs != self._seen[name]:
                both.append(name)
        for name in both:
            text = _("Changed elsewhere meanwhile, to: “%(text)s”. Save again to put yours in its place.")
            self.add_error(name, text % {"text": self._in_words(name, now[name])})
        if both:
            self._put(FIELD, _told(told))
        return not both

    def _take(self, name: str, value: Any) -> None:
        """What the row says, as if it had been filled in."""
        box = self.fields[name]
        try:
            self.cleaned_data[name] = box.clean(box.prepare_value(value))
        except forms.ValidationError:  # a rule of today refuses what stands there since long
            self.cleaned_data[name] = value
        self._put(name, value)

    def _put(self, name: str, value: Any) -> None:
        """In the form as it comes back."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        shown = self.fields[name].prepare_value(value)
        data.setlist(self.add_prefix(name), [str(one) for one in _several(shown)])
        if shown is None or shown is False:
            del data[self.add_prefix(name)]
        self.data = data

    def _in_words(self, name: str, value: Any) -> str:
        """For a choice the words beside it; a dash for nothing."""
        box = self.fields[name]
        values = _several(value)
        if isinstance(box, forms.ChoiceField | forms.ModelChoiceField):
            words = {str(key): str(word) for key, word in _flat(box.choices)}
            values = [words.get(str(_plain(one)), "") for one in values]
        elif isinstance(box, forms.BooleanField):
            values = [_("yes") if value else _("no")]
        return ", ".join(str(one) for one in values if one not in NOTHING) or "–"


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | set | QuerySet) else [value]


def _told(marks: Mapping[str, str]) -> str:
    return " ".join(f"{name}:{mark}" for name, mark in marks.items())


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices without their groups."""
    out: list[tuple[Any, Any]] = []
    for key, word in choices:
        out += _flat(word) if isinstance(word, list | tuple) else [(key, word)]
    return out
