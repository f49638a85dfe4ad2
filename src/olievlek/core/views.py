"""What views of every room need beside `core.page.render_page` and `core.marks`; docs/patterns.md has an example."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, QueryDict
from django.views.decorators.http import require_http_methods

show_and_send = require_http_methods(["GET", "HEAD", "POST"])
"""A view that shows a form and takes it."""


def signed_in(request: HttpRequest) -> bool:
    """Whether anybody is; `shown=signed_in` for a line in a menu."""
    user = getattr(request, "user", None)  # an error page may come before there is one
    return user is not None and user.is_authenticated


def posted(request: HttpRequest) -> QueryDict | None:
    """Data for `Form(posted(request))`; None while the page is only asked for. Nothing filled in is sent too."""
    return request.POST if request.method == "POST" else None


def say_why(request: HttpRequest, form: BaseForm) -> None:
    """What is wrong with a form that is no more than a button, above the page: it has no place of its own for it."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
