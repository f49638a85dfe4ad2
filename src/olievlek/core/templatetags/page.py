"""Tags every template may use: named places, the word for innovation, the same page in the other language."""

from functools import lru_cache
from typing import Any

from django import template
from django.db.models import Model
from django.middleware.csrf import get_token
from django.template.base import FilterExpression, Parser, Token, TokenType
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.i18n import BlockTranslateNode, do_block_translate
from django.urls import translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeData, SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language

from olievlek.core import signposts, slots, stamps, text
from olievlek.core import term as terms

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str) -> SafeString:
    """What higher rooms put in the place `name`, in their order; nothing when nobody does."""
    request, parts = context.get("request"), []
    if request is None:
        return SafeString("")
    around = context.flatten()
    for filling in slots.fillings(name):
        own = filling.context(request, around)  # type: ignore[arg-type]  # flatten() has string keys here
        if own is not None:
            parts.append((render_to_string(filling.template, own, request=request),))
    return format_html_join("", "{}", parts)


@register.simple_tag
def signpost(place: str, *args: object) -> str:
    """The address of a page of a higher room, by the name of the place."""
    return signposts.address(place, *args)


@register.simple_tag(takes_context=True)
def term(context: Context, capital: bool = False) -> str:
    """The word for innovation, as the reader's organisation says it; `{% term True %}` begins with a capital."""
    word = terms.term(request=context.get("request"))
    return capfirst(word) if capital else word


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> str:
    """Address of this same page in another language."""
    request: Any = context["request"]
    path, mark, query = request.get_full_path().partition("?")
    return f"{_translated(path, language, get_language())}{mark}{query}"


@lru_cache(maxsize=2_000)
def _translated(path: str, language: str, _from: str | None) -> str:
    """Every page asks it six times; what a path says depends on the language that is active."""
    return translate_url(path, language)


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """Django's key of a form, and for whom the form was made; also in a part that is included with `only`."""
    request: Any = getattr(context, "request", None)
    stamp = stamps.stamp_of(request) if request is not None else ""
    if not stamp:
        return csrf_key(context)
    return csrf_key(context) + format_html('<input type="hidden" name="{}" value="{}">', stamps.FIELD, stamp)


@register.simple_tag(takes_context=True)
def csrf_key(context: Context) -> SafeString:
    """The key alone, for a form that says itself for whom it is."""
    request: Any = getattr(context, "request", None)
    if request is None:
        return SafeString("")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))


@register.filter
def apart(value: Any) -> Any:
    """A name or title that people gave, beside other words: `core.text.apart`. Figures and elements stay."""
    if isinstance(value, SafeData) and isinstance(value, str):
        return SafeString(text.apart(value)) if "<" not in value else value
    return text.apart(str(value)) if isinstance(value, str | Model) else value


class _Apart:
    """What stands in a sentence, set apart from it."""

    def __init__(self, expression: FilterExpression) -> None:
        self.expression = expression

    def resolve(self, context: Context) -> Any:
        return apart(self.expression.resolve(context))


@register.tag("blocktranslate")
def sentence(parser: Parser, token: Token) -> BlockTranslateNode:
    """Django's `{% blocktranslate %}`, in which every text that is filled in is set apart."""
    node = do_block_translate(parser, token)
    said = {one.contents for one in [*node.singular, *node.plural] if one.token_type is TokenType.VAR}
    given = {name: parser.compile_filter(name) for name in said - node.extra_context.keys() - {node.countervar}}
    apart_each: dict[str, Any] = {name: _Apart(one) for name, one in {**given, **node.extra_context}.items()}
    node.extra_context = apart_each
    return node
