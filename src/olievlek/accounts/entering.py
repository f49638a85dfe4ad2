"""Finish signing in: second factor, session, redirect."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse, translate_url
from django.utils.translation import gettext as _

from olievlek.accounts import arrival, browsers, devices, named_elsewhere, strong
from olievlek.accounts.models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAITING, PROVED, FIRST = "accounts.waiting", "accounts.proved_at", "accounts.first"
USED = "accounts.used_at"
A_HALF_DAY = 12 * 3600
STEP_LASTS, PROOF_LASTS, STEP_TRIES = 600, 1800, 5
View = Callable[..., HttpResponse]


def enter(request: HttpRequest, user: User, *, then: str = "", whole: bool = False) -> HttpResponse:
    """Sign in somebody who proved who they are, or ask the second step first.

    Args:
        then: the page of ours that was asked for; empty for the front page.
        whole: the proof holds two steps already, as a passkey does.
    """
    if not whole and strong.has_second_step(user):
        request.session[WAITING] = {"user": user.pk, "then": then, "at": int(time.time()), "tries": 0}
        return redirect("accounts:second_step")
    return let_in(request, user, then=then)


def let_in(request: HttpRequest, user: User, *, then: str = "") -> HttpResponse:
    """Start a session and go on to the page that was asked for; new users are asked for their name first."""
    first = user.last_login is None
    request.session.pop(WAITING, None)
    login(request, user, backend=BACKEND)
    devices.remember(request, user)
    mark_proved(request)
    request.session[USED] = int(time.time())
    if first:
        request.session[FIRST] = True
    answer = _first_page(request, user, first=first, then=then)
    browsers.remember(request, answer, user)
    return answer


def _first_page(request: HttpRequest, user: User, *, first: bool, then: str) -> HttpResponse:
    """Where somebody goes who came in just now."""
    if user.awaits_second_step:
        messages.info(
            request, _("You moderate here, so you need a second step. Until then moderators' pages stay closed.")
        )
        return redirect("accounts:step")
    if named_elsewhere.waiting(request):
        return redirect(with_next(reverse("accounts:link"), then))
    if first and not user.name:
        return redirect(with_next(reverse("accounts:welcome"), then))
    return onward(request, user, then)


def onward(request: HttpRequest, user: User, then: str) -> HttpResponse:
    """To a room's question for new users, else the requested page, else the landing page, in their language."""
    stop = arrival.first_stop(request, user) if request.session.pop(FIRST, False) else None
    if stop:
        return redirect(with_next(stop, then))
    return redirect(then or translate_url(resolve_url(settings.LOGIN_REDIRECT_URL), user.language))


def with_next(url: str, then: str) -> str:
    """The address, that knows where to go on to."""
    return f"{url}?{urlencode({'next': then})}" if then else url


def waiting(request: HttpRequest) -> dict[str, Any] | None:
    """The user who is at the second step; nobody after ten minutes or five wrong tries."""
    found: dict[str, Any] | None = request.session.get(WAITING)
    if found is None or time.time() - found["at"] > STEP_LASTS or found["tries"] >= STEP_TRIES:
        return None
    return found


def count_wrong_step(request: HttpRequest) -> None:
    """After five of these the first step must be done again."""
    found = request.session.get(WAITING)
    if found:
        request.session[WAITING] = {**found, "tries": found["tries"] + 1, "one": False}


def note_right_step(request: HttpRequest) -> None:
    """One of two in a row, where one is not enough. A wrong one in between, and it must be done again."""
    request.session[WAITING] = {**request.session[WAITING], "one": True}


def mark_proved(request: HttpRequest) -> None:
    """Somebody just proved who they are: for half an hour they may change how to sign in."""
    request.session[PROVED] = int(time.time())


def is_proved(request: HttpRequest) -> bool:
    return bool(time.time() - request.session.get(PROVED, 0) < PROOF_LASTS)


def proved_for(page: str) -> Callable[[View], View]:
    """Under `@members`, for views that change a way in, end the account or export all data: ask a fresh proof first.

    So that somebody at an unlocked laptop cannot lock its owner out. `page` is where the way goes on after that.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if is_proved(request):
                return view(request, *args, **kwargs)
            return redirect(with_next(reverse("accounts:confirm"), reverse(page)))

        return guarded

    return guard


proved = proved_for("accounts:access")


def proved_to_send(page: str) -> Callable[[View], View]:
    """The same for a page that may be looked at without: only what is sent asks it."""

    def guard(view: View) -> View:
        strict = proved_for(page)(view)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return (strict if request.method == "POST" else view)(request, *args, **kwargs)

        return guarded

    return guard


class ProlongedByUse:
    """A session ends two weeks after it was last used, not two weeks after signing in. Written twice a day at most."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        if session.accessed and not session.is_empty():  # who never looked at the session does not begin to
            used = session.get(USED, session.get(PROVED))
            if used is not None and time.time() - used > A_HALF_DAY:
                session[USED] = int(time.time())
        return response
