"""What each model field holds about people. A test finds no field undeclared; the privacy page is made from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from olievlek.core.registry import Registry


class Basis(Enum):
    """Ground of article 6 AVG."""

    PUBLIC_TASK = _("Public task")
    CONSENT = _("Consent")
    LEGAL_DUTY = _("Legal duty")


@dataclass(frozen=True)
class Declaration:
    """What a set of fields of one model holds. `pii` False means: nothing about a person."""

    fields: tuple[str, ...]
    pii: bool
    purpose: str | Promise
    basis: Basis | None
    retention: str | Promise
    what: str | Promise = ""


def facts(*fields: str, purpose: str | Promise = "") -> Declaration:
    """Fields without personal data: kept as long as the content is."""
    kept = _("As long as the content is shown")
    return Declaration(fields, False, purpose or _("The content of Olievlek"), None, kept)


def personal(
    *fields: str, what: str | Promise = "", purpose: str | Promise, basis: Basis, retention: str | Promise
) -> Declaration:
    """Fields that say something about a person; `what` names them as a reader of the privacy page would."""
    return Declaration(fields, True, purpose, basis, retention, what)


def declarations(model: type[Model]) -> list[Declaration]:
    """What the model declares; third-party models are declared below."""
    own: Any = getattr(model, "privacy", None)
    return list(own if own is not None else _FOREIGN.get(model._meta.label) or [])


def declare(label: str, said: list[Declaration]) -> None:
    """What a model of a library holds; the room that uses the library calls this in `AppConfig.ready()`."""
    _FOREIGN.register(label, said)


def register() -> Iterator[tuple[type[Model], Declaration]]:
    """Every declaration of every model, for the privacy page and the article 30 register."""
    for model in sorted(apps.get_models(), key=lambda one: one._meta.label):
        for declaration in declarations(model):
            yield model, declaration


_MECHANISM = _("Mechanism of the framework")
_FRAMEWORK: dict[str, list[Declaration]] = {
    "auth.Permission": [facts("id", "name", "content_type", "codename", purpose=_MECHANISM)],
    "auth.Group": [facts("id", "name", "permissions", purpose=_MECHANISM)],
    "contenttypes.ContentType": [facts("id", "app_label", "model", purpose=_MECHANISM)],
    "sessions.Session": [
        personal(
            "session_key",
            "session_data",
            "expire_date",
            what=_("Who is signed in on this device"),
            purpose=_("Stay signed in"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Two weeks after the last sign-in"),
        )
    ],
}
_FOREIGN: Registry[list[Declaration]] = Registry("what tables of libraries hold about people")
for _label, _said in _FRAMEWORK.items():
    _FOREIGN.register(_label, _said)
