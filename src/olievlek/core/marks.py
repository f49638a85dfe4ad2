"""Who may open a page: every view carries exactly one of these marks (a sweep test fails without)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Anyone, signed in or not."""
    marked: View = login_not_required(view)
    marked.access = "public"  # type: ignore[attr-defined]  # the mark that the sweep test and the matrix read
    return marked


def members(view: View) -> View:
    """Signed-in people; visitors go to the login page (LoginRequiredMiddleware)."""
    view.access = "members"  # type: ignore[attr-defined]  # as above
    return view


def moderators(view: View) -> View:
    """Moderators; others who are signed in do not learn that the page exists (404).

    A moderator without the second step that this installation asks is sent to set one up.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if getattr(request.user, "awaits_second_step", False):
            return redirect(settings.SECOND_STEP_URL)
        if not getattr(request.user, "is_moderator", False):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.access = "moderators"  # type: ignore[attr-defined]  # as above
    return guarded  # type: ignore[return-value]  # the same call as View
