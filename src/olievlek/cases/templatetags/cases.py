"""Small tags for the texts of a case."""

import re

from django import template

register = template.Library()


@register.filter
def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: an empty line parts them."""
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
