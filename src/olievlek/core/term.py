"""The word for innovation is a setting: source 004 advises to talk about it without the term (004-35)."""

from django.conf import settings
from django.utils.translation import get_language


def term(language: str | None = None) -> str:
    """The word in the active language, or in the one named."""
    words: dict[str, str] = settings.OLIEVLEK_TERM
    return words["en" if (language or get_language() or "nl").startswith("en") else "nl"]
