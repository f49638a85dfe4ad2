"""A middleware: names that `text.apart` set apart stand in `<bdi>` where a page shows them.

Attributes and titles can hold no element: there the two signs stay, which do the same.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from olievlek.core.text import FIRST_STRONG, POP

_PARTS = re.compile(
    r"(<(title|option|textarea|script|style|svg)\b.*?</\2\s*>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE
)
Answer = Callable[[HttpRequest], HttpResponse]


class NamesStandApart:
    """Costs a look for three bytes on pages without such a name."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.streaming and response.headers.get("Content-Type", "").startswith("text/html"):
            page = response.content
            if FIRST_STRONG.encode() in page:
                response.content = in_elements(page.decode()).encode()
        return response


def in_elements(page: str) -> str:
    """The page with `<bdi>` for what was set apart in its text."""
    found, at = [], 0
    for kept in _PARTS.finditer(page):
        found += [_shown(page[at : kept.start()]), kept[0]]
        at = kept.end()
    return "".join([*found, _shown(page[at:])])


def _shown(words: str) -> str:
    return words.replace(FIRST_STRONG, "<bdi>").replace(POP, "</bdi>")
