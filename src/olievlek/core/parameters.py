"""A middleware: the texts of an address (`?q=…`) are cleaned before anything reads them, for pages and for machines."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict

from olievlek.core import text

Answer = Callable[[HttpRequest], HttpResponse]


class CleanParameters:
    """After the guard, which refuses what can not be stored. The names of parameters stay as they are."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.GET:
            request.GET = cleaned(request.GET)  # type: ignore[assignment]  # a QueryDict that can not change
        return self.get_response(request)


def cleaned(given: QueryDict) -> QueryDict:
    """The same parameters in the same order."""
    found = given.copy()
    for name, values in given.lists():
        found.setlist(name, [text.clean(value) for value in values])
    found._mutable = False
    return found
