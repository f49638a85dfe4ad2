"""A page taken apart: its forms with what stands in them, its ids, and what gives each field a name."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

FIELDS = {"input", "textarea", "select"}
NAMELESS = {"hidden", "submit", "button", "reset", "image"}  # their name is their own text, or they have none


@dataclass
class Field:
    """One field. `value` is what would be sent; None for a box that is not ticked."""

    tag: str
    name: str
    kind: str
    value: str | None
    attributes: dict[str, str]
    inside_label: bool
    choices: list[str] = field(default_factory=list)
    rank: int = 0


@dataclass
class Form:
    """One form."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)

    @property
    def given(self) -> dict[str, Any]:
        """What a browser sends."""
        out: dict[str, Any] = {}
        for one in self.fields:
            if one.name and one.value is not None and one.kind not in {"file", "submit", "button"}:
                out.setdefault(one.name, []).append(one.value)
        return out

    @property
    def visible(self) -> list[Field]:
        return [one for one in self.fields if one.kind not in NAMELESS]


class Page(HTMLParser):
    """`forms`, `fields` (also outside a form), `ids` in order, `labels` (ids that a label points at)."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.fields: list[Field] = []
        self.ids: list[str] = []
        self.labels: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self._form: Form | None = None
        self._area: Field | None = None
        self._select: Field | None = None
        self._option: dict[str, str] | None = None
        self._labels: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "form":
            self._form = Form(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self._form)
        elif tag == "label":
            self._labels.append(told.get("for", ""))
            self.labels.setdefault(told.get("for", ""), "")
        elif tag in FIELDS:
            self._begin(tag, told)
        elif tag == "option" and self._select is not None:
            value = told.get("value", "")
            self._select.choices.append(value)
            if "selected" in told or self._select.value is None:
                self._select.value = value

    def _begin(self, tag: str, told: dict[str, str]) -> None:
        kind = told.get("type", "text").lower() if tag == "input" else tag
        value: str | None = told.get("value", "on" if kind in {"checkbox", "radio"} else "")
        if kind in {"checkbox", "radio"} and "checked" not in told:
            value = None
        if tag == "select":
            value = None
        one = Field(tag, told.get("name", ""), kind, value, told, bool(self._labels))
        self.fields.append(one)
        if self._form is not None:
            self._form.fields.append(one)
        if tag == "textarea":
            self._area = one
        if tag == "select":
            self._select = one

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value = (self._area.value or "") + data
        elif self._labels and data.strip():
            self.labels[self._labels[-1]] = self.labels.get(self._labels[-1], "") + data.strip()

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "label" and self._labels:
            self._labels.pop()
        elif tag == "textarea" and self._area is not None:
            self._area.value = (self._area.value or "").removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None

    @property
    def repeated(self) -> list[str]:
        """Ids that stand here more than once."""
        return sorted({one for one in self.ids if self.ids.count(one) > 1})

    @property
    def named_fields(self) -> list[tuple[Field, bool]]:
        """Each field that a person meets, and whether a screen reader can say what it is."""
        return [(one, self._has_name(one)) for one in self.fields if one.kind not in NAMELESS]

    def _has_name(self, one: Field) -> bool:
        told = one.attributes
        if told.get("aria-label", "").strip() or one.inside_label:
            return True
        if told.get("aria-labelledby"):
            return all(part in self.ids for part in told["aria-labelledby"].split())
        own = told.get("id", "")
        return bool(own and self.ids.count(own) == 1 and self.labels.get(own))
