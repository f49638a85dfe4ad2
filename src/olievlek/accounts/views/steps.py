"""Other ways through the door: the second step, a passkey, one's own organisation."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts import entering, guessing, oidc, strong
from olievlek.accounts.addresses import next_of
from olievlek.accounts.forms import StepForm
from olievlek.accounts.models import User
from olievlek.core.limits import allow
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send

PASSKEYS_PER_NETWORK = 3000  # in an hour; a challenge opens nothing
ONE_MORE = _(
    "That was right. Because many wrong codes were typed for this account, we ask one more: the next code of your app, "
    "or another code that you wrote down."
)


@public
@never_cache
@show_and_send
def second_step(request: HttpRequest) -> HttpResponse:
    """The digits of an app, after code or password."""
    waiting = entering.waiting(request)
    user = User.objects.filter(pk=waiting["user"], ended_at=None).first() if waiting else None
    if waiting is None or user is None:
        return redirect("accounts:login")
    form = StepForm(posted(request))
    if request.method == "POST" and form.is_valid():
        enough = guessing.may_try_step(request, user) or waiting.get("one")
        if not (user.is_active and strong.passes_second_step(user, form.cleaned_data["code"])):
            entering.count_wrong_step(request)
            form.add_error("code", _("This is not the code. Wait for the next one in your app, and type that."))
        elif not enough:
            entering.note_right_step(request)
            form.add_error("code", ONE_MORE)
        else:
            guessing.step_was_right(request, user)
            return entering.let_in(request, user, then=waiting["then"])
    return render_page(request, "accounts/second_step.html", {"form": form})


@public
@never_cache
@require_POST
def passkey_begin(request: HttpRequest) -> HttpResponse:
    """The challenge for the browser; the same for everybody."""
    if not allow("accounts.passkey", request, limit=PASSKEYS_PER_NETWORK):
        return JsonResponse({}, status=429)
    return JsonResponse(strong.begin_passkey_sign_in())


@public
@never_cache
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """The answer of the browser. A passkey holds two steps: the device, and a finger, face or pin."""
    user = strong.passkey_owner(parsed(request))
    if user is None:
        messages.error(request, _("This passkey does not open an account here. Have a code mailed instead."))
        return redirect("accounts:login")
    return entering.enter(request, user, then=next_of(request), whole=True)


def parsed(request: HttpRequest) -> dict[str, Any]:
    """The credential of a form; empty when it is none."""
    try:
        found = json.loads(request.POST.get("credential", ""))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@public
@never_cache
@require_POST
def issuer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """To one's own organisation, to sign in there."""
    return oidc.go(request, provider_id)


@public
@never_cache
@require_safe
def issuer_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from there. One address in both languages, because issuers want to know it beforehand."""
    return oidc.back(request, provider_id)
