"""When a session is over, or the key of a form: say so, lose nothing, and send people only to pages."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from olievlek.core import kept
from olievlek.core.landing import is_page
from olievlek.core.marks import public
from olievlek.core.stamps import stamp_of

SAFE = {"GET", "HEAD", "OPTIONS"}


class SayThatTheSessionEnded(LoginRequiredMiddleware):
    """To the door, with the page as `next`; what was typed stays in the answer, and htmx gets one line."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseBase:  # type: ignore[override]  # not only a redirect
        if request.headers.get("HX-Request") == "true":
            return kept.answer(request, "ended", status=401)
        if request.method in SAFE and is_page(request.path):
            return super().handle_no_permission(request, view_func)
        if request.method == "POST" and kept.typed(request):
            return kept.answer(request, "ended", status=401)
        if request.method not in SAFE:
            messages.info(request, _("You need to be signed in for that. Sign in, and press the button once more."))
        return redirect(kept.door_of(request))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # the name Django calls it by
    """Signed in anew in another tab, cookies cleared, or open too long: all of it once more, on a press of a button.

    What another site sent is not repeated.
    """
    if not kept.is_from_here(request):
        return render(request, "403_csrf.html", status=403)
    match = request.resolver_match
    needs_person = match is not None and getattr(match.func, "login_required", True)
    ended = needs_person and not request.user.is_authenticated
    return kept.answer(request, "ended" if ended else "old", status=403)


@public
@never_cache
@require_safe
def fresh_key(request: HttpRequest) -> HttpResponse:
    """For a page that stands open: the key its forms need now, and for whom they would be."""
    told = {"key": get_token(request), "made_for": stamp_of(request), "signed_in": request.user.is_authenticated}
    return JsonResponse(told)
