"""Django's forms, of which every text is cleaned where it comes in. Rooms import `forms` from here."""

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.db import models
from django.forms import (
    BaseForm,
    BooleanField,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ChoiceField,
    ClearableFileInput,
    DateField,
    DateInput,
    EmailInput,
    Field,
    FileInput,
    HiddenInput,
    IntegerField,
    ModelChoiceField,
    ModelMultipleChoiceField,
    MultipleChoiceField,
    PasswordInput,
    RadioSelect,
    Select,
    Textarea,
    TextInput,
    TypedChoiceField,
    UUIDField,
    ValidationError,
    Widget,
)

from olievlek.core import text
from olievlek.core.addresses import alone, canonical, is_address

__all__ = [
    "BaseForm",
    "BooleanField",
    "BoundField",
    "CharField",
    "CheckboxInput",
    "CheckboxSelectMultiple",
    "ChoiceField",
    "ClearableFileInput",
    "DateField",
    "DateInput",
    "EmailField",
    "EmailInput",
    "Field",
    "FileField",
    "FileInput",
    "Form",
    "HiddenInput",
    "IntegerField",
    "ModelChoiceField",
    "ModelForm",
    "ModelMultipleChoiceField",
    "MultipleChoiceField",
    "PasswordInput",
    "RadioSelect",
    "RegexField",
    "Select",
    "TextInput",
    "Textarea",
    "TypedChoiceField",
    "URLField",
    "UUIDField",
    "ValidationError",
    "Widget",
    "of_model",
    "set_choices",
]


class _Plain:
    """No colon behind a label. `marks_optional = False` where nothing is needed: then no label says that it is not."""

    marks_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class Form(_Plain, forms.Form):
    """The base of every form of ours: `class TaskForm(forms.Form)` with `from olievlek.core import forms`."""


class ModelForm(_Plain, forms.ModelForm):  # type: ignore[type-arg]  # each form says its model in its own Meta
    """The same for a form of a model."""


def set_choices(field: forms.Field, choices: Any) -> None:
    """Give a field its choices, or its rows, where only the form itself knows them: `set_choices(box, cases)`."""
    assert isinstance(field, ChoiceField)
    if isinstance(field, ModelChoiceField):
        field.queryset = choices
    else:
        field.choices = choices


class _CleanText(forms.CharField):
    """A line break stays in a box of more lines, and in a hidden one that may carry it along."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and not isinstance(self.widget, forms.PasswordInput):
            lines = isinstance(self.widget, forms.Textarea | forms.HiddenInput)
            value = text.clean(value, lines=lines, strip=self.strip)
        return super().to_python(value)


class CharField(_CleanText):
    """A text; a password stays as it was typed."""


class RegexField(_CleanText, forms.RegexField):
    """A text of a given form."""


class URLField(_CleanText, forms.URLField):
    """The address of a page."""


class FileField(forms.FileField):
    """A file; its name is a text too, and may not show another ending than it has."""

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None:
            file.name = text.clean(file.name or "") or "file"
        return file


class EmailField(_CleanText, forms.EmailField):
    """An address of e-mail, in the one way to write it; as a mail program copies it, "Noor <noor@zeist.nl>;", too."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(canonical(alone(value)) if isinstance(value, str) and value.strip() else value)

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        if value and not is_address(value):  # nothing that mail servers can know
            raise forms.ValidationError(self.error_messages.get("invalid", validate_email.message), code="invalid")


def of_model(column: "models.Field[Any, Any]", **given: Any) -> forms.Field | None:
    """For `Meta.formfield_callback` of a form of a model: its texts are cleaned too."""
    if isinstance(column, models.CharField | models.TextField) and not column.choices:
        kind = {models.EmailField: EmailField, models.URLField: URLField}.get(type(column), CharField)
        given.setdefault("form_class", kind)
    found: forms.Field | None = column.formfield(**given)
    return found
