"""Pages to come in, to go out, and about oneself."""

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from olievlek.accounts import actions
from olievlek.accounts.actions import Purpose
from olievlek.accounts.addresses import next_of
from olievlek.accounts.forms import AskAddressForm, ChangePasswordForm, DetailsForm, NewPasswordForm, SignInForm
from olievlek.accounts.models import User
from olievlek.core.limits import allow
from olievlek.core.marks import members, public
from olievlek.core.page import render_page

show_and_send = require_http_methods(["GET", "HEAD", "POST"])
MAILS_PER_NAME, MAILS_PER_ADDRESS = 5, 20


@public
@never_cache
@sensitive_post_parameters("password")
@show_and_send
def sign_in(request: HttpRequest) -> HttpResponse:
    """E-mail address and password; a good pair starts a fresh session."""
    if request.user.is_authenticated:
        return _onward(request, request.user)
    form = SignInForm(request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.user is not None:
        login(request, form.user)
        return _onward(request, form.user)
    return _sign_in_page(request, form, AskAddressForm(auto_id="ask_%s", initial={"email": request.POST.get("email")}))


def _sign_in_page(request: HttpRequest, form: SignInForm, ask: AskAddressForm) -> HttpResponse:
    status = 429 if form.too_many else 422 if form.errors or ask.errors else 200
    context = {"form": form, "ask": ask, "next": next_of(request)}
    return render_page(request, "accounts/sign_in.html", context, status=status)


def _onward(request: HttpRequest, user: User) -> HttpResponse:
    """To the page that was asked for, else to the front page in the person's language."""
    return redirect(next_of(request) or translate_url(resolve_url("home"), user.language))


@public
@never_cache
@require_POST
def ask_address(request: HttpRequest) -> HttpResponse:
    """Have a one-time address mailed; the answer is the same for everybody."""
    form = AskAddressForm(request.POST, auto_id="ask_%s")
    if form.is_valid():
        email = form.cleaned_data["email"].lower()
        by_name = allow("accounts.mail.name", request, limit=MAILS_PER_NAME, extra=email)
        if by_name and allow("accounts.mail", request, limit=MAILS_PER_ADDRESS):
            actions.ask_address(email, language=get_language() or "nl")
            return render_page(request, "accounts/mailed.html", {"email": email})
        form.add_error(None, _("You asked for many addresses in a short time. Wait an hour and try again."))
    return _sign_in_page(request, SignInForm(request), form)


@public
@never_cache
@show_and_send
def one_time(request: HttpRequest, token: str) -> HttpResponse:
    """Looking uses nothing up (mail programs open links); the button signs in."""
    if request.method == "POST":
        user = actions.consume(token, Purpose.SIGN_IN)
        if user is None:
            return _gone(request)
        login(request, user)
        return _onward(request, user)
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
    form = NewPasswordForm(address.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        user = actions.choose_first_password(token, password=form.cleaned_data["password"])
        if user is None:
            return _gone(request)
        login(request, user)
        messages.success(request, _("Your password is set. You are signed in."))
        return _onward(request, user)
    context = {"form": form, "email": address.user.email}
    return render_page(request, "accounts/password.html", context, status=422 if form.errors else 200)


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


@members
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return _account_page(request)


def _account_page(
    request: HttpRequest, *, details: DetailsForm | None = None, change: ChangePasswordForm | None = None
) -> HttpResponse:
    user = _person(request)
    details = details or DetailsForm(initial={"name": user.name, "language": user.language})
    change = change or ChangePasswordForm(request, user)
    context = {"details": details, "change": change}
    return render_page(
        request, "accounts/account.html", context, status=422 if details.errors or change.errors else 200
    )


@members
@require_POST
def change_details(request: HttpRequest) -> HttpResponse:
    user, form = _person(request), DetailsForm(request.POST)
    if not form.is_valid():
        return _account_page(request, details=form)
    actions.change_details(user, name=form.cleaned_data["name"], language=form.cleaned_data["language"], by=user)
    messages.success(request, _("Your name and language are saved."))
    return redirect("accounts:account")


@members
@sensitive_post_parameters("current", "password")
@require_POST
def change_password(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    form = ChangePasswordForm(request, user, request.POST)
    if not form.is_valid():
        return _account_page(request, change=form)
    actions.choose_password(user, password=form.cleaned_data["password"], by=user)
    update_session_auth_hash(request, user)
    messages.success(request, _("Your password is changed. Other devices are signed out."))
    return redirect("accounts:account")


@members
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    actions.sign_out_everywhere(user, by=user)
    logout(request)
    messages.success(request, _("You are signed out on all devices, also on this one."))
    return redirect("accounts:login")


@members
@show_and_send
def end(request: HttpRequest) -> HttpResponse:
    """First what it means, then the button."""
    if request.method != "POST":
        return render_page(request, "accounts/end.html")
    user = _person(request)
    actions.end(user, by=user)
    logout(request)
    messages.success(request, _("Your account is gone. Thank you for what you shared."))
    return redirect("home")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
