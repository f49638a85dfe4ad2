"""Texts with the words that answered: `marked`, `bold`, `found_by:language` and `related_by:language`.

They need `{% load pieces %}`.
"""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from olievlek.index.highlight import Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text with the words that answered marked."""
    return _drawn(pieces, '<mark class="utrecht-mark">', "</mark>")


@register.filter
def bold(pieces: Iterable[Piece]) -> SafeString:
    """A suggestion with what was typed in bold."""
    return _drawn(pieces, "<b>", "</b>")


@register.filter
def found_by(words: Iterable[str], language: str) -> SafeString:
    """The words of a question that a text has, in its language, with points between."""
    parts = ((language, word) for word in words)
    return format_html_join(SafeString(' <span aria-hidden="true">·</span> '), '<span lang="{}">{}</span>', parts)


@register.filter
def related_by(words: Iterable[str], language: str) -> SafeString:
    """Words that mean about the same, in the language of the text."""
    return format_html_join(" ", '<em lang="{}">{}</em>', ((language, word) for word in words))


def _drawn(pieces: Iterable[Piece], before: str, after: str) -> SafeString:
    """Escaped as Django does it, but in one go: a page has hundreds of pieces."""
    return SafeString("".join(f"{before}{escape(one.text)}{after}" if one.hit else escape(one.text) for one in pieces))
