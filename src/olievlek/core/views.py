"""Functions for the views of every room, beside `core.page.render_page` and `core.marks`; see docs/patterns.md."""

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
    """Data for `Form(posted(request))`: None on GET; on POST the data, also when every field was left empty."""
    return request.POST if request.method == "POST" else None


def say_why(request: HttpRequest, form: BaseForm) -> None:
    """Show the errors of a form that is only a button as messages above the page: it has no fields to put them at."""
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
