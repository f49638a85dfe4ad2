"""Advice per factor and level, and questions to talk about; read from the committed files, in the active language."""

from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from olievlek.core.content import told_in

HERE = Path(__file__).parent


@cache
def _texts(name: str) -> dict[str, Any]:
    found: dict[str, Any] = told_in(HERE / f"{name}.yaml")
    return found


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def told(factor: str, what: str) -> str:
    """The advice of a level (`chance`, `starting`, `organised`, `natural`), or the `trap`; empty without one."""
    text: str = _texts("advice").get(factor, {}).get(what, {}).get(_language(), "")
    return text


def talks(factor: str) -> list[str]:
    """Questions for a good conversation: what people saw, why, and what is next."""
    return [line[_language()] for line in _texts("talks").get(factor, [])]
