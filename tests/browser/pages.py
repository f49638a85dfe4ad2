"""Print every page a browser should see, as JSON: python -m tests.browser.pages (in the environment of the server)."""

import json
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402  # needs the apps
from django.urls import NoReverseMatch, reverse  # noqa: E402  # as above
from django.utils import translation  # noqa: E402  # as above

from olievlek.cases.models import Case  # noqa: E402  # as above
from tests.matrix.arguments import ARGUMENTS  # noqa: E402  # as above
from tests.matrix.routes import LANGUAGES, every_route, is_api  # noqa: E402  # as above

FILES = ("_file", "_sheet", "_feed", ":photo", ":attachment")  # ends of the names of what is taken along, not looked at
ROLE = {"public": "visitor", "members": "moderator", "moderators": "moderator"}


class LoadedWorld:
    """The real content, in the shape in which the lines of the matrix ask for rows."""

    def rows(self, label: str) -> Iterator[tuple[str, Any]]:
        if label == "cases.Case":
            yield from (("published", case) for case in telling_cases())
            return
        row = apps.get_model(label)._default_manager.order_by("pk").first()
        if row is not None:
            yield "published", row

    def row(self, label: str) -> Any:
        return next(self.rows(label))[1]


def telling_cases() -> list[Case]:
    """The case with the most under it, and one with the least: long and empty pages."""
    from django.db.models import Count

    cases = Case.objects.published().annotate(lines=Count("parts")).order_by("lines", "pk")
    return [case for case in (cases.last(), cases.first()) if case]


def pages() -> Iterator[dict[str, str]]:
    for route in every_route():
        line = ARGUMENTS.get(route.name)
        is_a_file = route.name.endswith(FILES) or "kind" in route.arguments
        if line is None or "GET" not in route.verbs or is_api(route.view) or is_a_file:
            continue
        for aim in line.aims(LoadedWorld()):  # type: ignore[arg-type]  # the part of World that lines use
            if set(aim.kwargs) == set(route.arguments) and ROLE[line.access] in line.roles & aim.readers:
                yield from in_languages(route.name, aim.kwargs, aim.query, ROLE[line.access])


def in_languages(name: str, kwargs: dict[str, Any], query: str, role: str) -> Iterator[dict[str, str]]:
    for language in LANGUAGES:
        with translation.override(language):
            try:
                url = reverse(name, kwargs=kwargs) + query
            except NoReverseMatch:
                continue
        yield {"name": name, "url": url, "role": role, "language": language}


if __name__ == "__main__":
    print(json.dumps(list(pages())))
