"""The door: one for new and known. A code by mail, a password, or an address that works once; and out again."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts import actions, changes, codebox, codes, oidc, postbox
from olievlek.accounts.actions import Purpose
from olievlek.accounts.addresses import next_of
from olievlek.accounts.entering import enter, onward, with_next
from olievlek.accounts.forms import AskCodeForm, NewPasswordForm, SignInForm
from olievlek.accounts.models import User
from olievlek.core.limits import allow
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send

ASKED_PER_NETWORK = 3000  # in an hour: a town hall of a thousand people has one address
ASKED = "accounts.asked"


@public
@never_cache
@sensitive_post_parameters("password")
@show_and_send
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. What is sent here is a password; a code goes its own way (`ask_code`)."""
    if isinstance(request.user, User):
        return onward(request, request.user, next_of(request))
    form = SignInForm(request, posted(request), auto_id="known_%s")
    if request.method == "POST" and form.is_valid() and form.user is not None:
        return enter(request, form.user, then=next_of(request))
    return _door(request, form, AskCodeForm(initial={"email": request.POST.get("email")}))


def _door(request: HttpRequest, form: SignInForm, ask: AskCodeForm) -> HttpResponse:
    status = 429 if form.too_many else 422 if form.errors or ask.errors else 200
    context = {"form": form, "ask": ask, "next": next_of(request), "issuers": oidc.apps()}
    return render_page(request, "accounts/sign_in.html", context, status=status)


@public
@require_safe
def sign_up(request: HttpRequest) -> HttpResponse:
    """The same page: a new user gets an account with the first code."""
    return redirect(with_next(reverse("accounts:login"), next_of(request)))


@public
@never_cache
@require_POST
def ask_code(request: HttpRequest) -> HttpResponse:
    """Have a code mailed; the answer is the same for everybody."""
    form = AskCodeForm(request.POST)
    if form.is_valid():
        if allow("accounts.mail", request, limit=ASKED_PER_NETWORK):
            asked = codebox.ask(request, form.cleaned_data["email"], codes.Purpose.SIGN_IN)
            request.session[ASKED] = str(asked.reference)
            return redirect(with_next(reverse("accounts:code"), next_of(request)))
        form.add_error(
            None, _("Very many codes were asked for from your network, so we sent nothing. Wait an hour and try again.")
        )
    return _door(request, SignInForm(request, auto_id="known_%s"), form)


@public
@never_cache
@show_and_send
def code(request: HttpRequest) -> HttpResponse:
    """Type the digits; only in the browser that asked for them."""
    reference = request.session.get(ASKED, "")
    asked = codes.find(reference, codes.Purpose.SIGN_IN)
    if asked is None:
        return redirect(with_next(reverse("accounts:login"), next_of(request)))
    form = codebox.box(request, asked)
    sent = request.method == "POST"
    user = codebox.try_code(request, asked, form, partial(codes.sign_in, reference)) if sent else None
    if user is not None:
        del request.session[ASKED]
        return enter(request, user, then=next_of(request))
    context = {"form": form, "asked": asked, "next": next_of(request), "postbox": postbox.is_open()}
    return render_page(request, "accounts/code.html", context)


@public
@never_cache
@show_and_send
def one_time(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up (mail programs open links); the button signs in."""
    if request.method == "POST":
        user = actions.consume(token, Purpose.SIGN_IN)
        return _gone(request) if user is None else enter(request, user, then=next_of(request))
    address = actions.find_open(token, Purpose.SIGN_IN)
    if address is None:
        return _gone(request)
    return render_page(request, "accounts/one_time.html", {"email": address.user.email})


@public
@never_cache
@sensitive_post_parameters("password")
@show_and_send
def password(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password with an address that was given; then you are in."""
    address = actions.find_open(token, Purpose.PASSWORD)
    if address is None:
        return _gone(request)
    form = NewPasswordForm(address.user, posted(request))
    if request.method == "POST" and form.is_valid():
        user = actions.choose_first_password(token, password=form.cleaned_data["password"])
        if user is None:
            return _gone(request)
        messages.success(request, _("Your password is set. You are signed in."))
        return enter(request, user, then=next_of(request))
    context = {"form": form, "email": address.user.email}
    return render_page(request, "accounts/password.html", context)


@public
@never_cache
@show_and_send
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """A change of a way in that was not the owner's. Looking uses nothing up; the button undoes it."""
    change = changes.find_open(token)
    if change is None:
        return _gone(request)
    if request.method == "POST" and changes.undo(token) is not None:
        logout(request)
        messages.success(request, _("It is undone, and everybody is signed out. Sign in with a code by mail."))
        return redirect("accounts:login")
    return render_page(request, "accounts/undo.html", {"change": change})


def _gone(request: HttpRequest) -> HttpResponse:
    """Unknown, used and too old look the same."""
    return render_page(request, "accounts/gone.html", status=404)


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Harmless for who is not in."""
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("home")


@public
@never_cache
@require_safe
def post_box(request: HttpRequest) -> HttpResponse:
    """Mail of the demo, that could not leave this machine. Anywhere else there is no such page."""
    if not postbox.is_open():
        raise Http404
    return render_page(request, "accounts/post_box.html", {"letters": postbox.letters()})
