"""`{{ result.title|marked }}` and `{{ line.pieces|bold }}`; they need `{% load pieces %}`."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from olievlek.index.highlight import Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text with the words that answered marked."""
    return _drawn(pieces, '<mark class="utrecht-mark">{}</mark>')


@register.filter
def bold(pieces: Iterable[Piece]) -> SafeString:
    """A suggestion with what was typed in bold."""
    return _drawn(pieces, "<b>{}</b>")


def _drawn(pieces: Iterable[Piece], hit: str) -> SafeString:
    return format_html_join("", "{}", ((format_html(hit, one.text) if one.hit else one.text,) for one in pieces))
