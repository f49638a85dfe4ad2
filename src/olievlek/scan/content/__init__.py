"""Advice per factor and level, and a question to talk about; read from the committed file, in the active language."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

HERE = Path(__file__).parent


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, Any] = yaml.safe_load((HERE / "advice.yaml").read_text(encoding="utf-8"))
    return found


def told(factor: str, what: str) -> str:
    """The advice of a level (`chance`, `starting`, `organised`, `natural`), `talk` or `trap`; empty without one."""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return _texts().get(factor, {}).get(what, {}).get(language, "")
