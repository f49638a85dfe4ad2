"""The WSGI entry, served by granian."""

import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olievlek.settings")
django.setup(set_prefix=False)

from django.core.exceptions import SuspiciousOperation  # noqa: E402  # after the set-up
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402  # as above
from django.urls import get_resolver  # noqa: E402  # as above

from olievlek.core import memory  # noqa: E402  # as above
from olievlek.index import reader  # noqa: E402  # as above
from olievlek.search import bands  # noqa: E402  # as above


class Handler(WSGIHandler):
    """Django reads the query before it begins to catch errors when a body names its charset; the answer is 400 too."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        try:
            return super().__call__(environ, start_response)
        except SuspiciousOperation:
            start_response("400 Bad Request", [("Content-Type", "text/plain"), ("X-Content-Type-Options", "nosniff")])
            return [b"Bad request"]


def prepare() -> None:
    """Read what answers need before the first is asked for, and let the collector look through it never again."""
    get_resolver().url_patterns  # noqa: B018  # imports every view
    reader.prepare()
    bands.prepare()
    memory.settle()


prepare()
application = Handler()
