"""How one comes in: addresses, password, passkeys, the second step, one's own organisation, and where one is in."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts import actions, codebox, codes, devices, entering, named_elsewhere, oidc, postbox, strong
from olievlek.accounts.addresses import next_of
from olievlek.accounts.entering import proved, proved_for, proved_to_send
from olievlek.accounts.forms import (
    TRIES_PER_PERSON,
    AddAddressForm,
    ChangePasswordForm,
    CodeForm,
    PasswordForm,
    StepBeginForm,
)
from olievlek.accounts.me import me
from olievlek.accounts.views.frame import tabs
from olievlek.accounts.views.steps import parsed
from olievlek.core.limits import give_back, take
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.core.views import posted, show_and_send

MAILS_PER_PERSON = 5
ADDED, CONFIRMED = "accounts.added", "accounts.confirmed"


@members
@require_safe
def access(request: HttpRequest) -> HttpResponse:
    return _access_page(request)


def _access_page(
    request: HttpRequest, *, change: ChangePasswordForm | None = None, add: AddAddressForm | None = None
) -> HttpResponse:
    user = me(request)
    change, add = change or ChangePasswordForm(request, user), add or AddAddressForm(auto_id="add_%s")
    context: dict[str, Any] = {
        "tabs": tabs("accounts:access"),
        "change": change,
        "add": add,
        "addresses": user.addresses.all(),
        "passkeys": [{"pk": row.pk, "name": row.wrap().name, "since": row.created_at} for row in strong.passkeys(user)],
        "second_step": strong.has_second_step(user),
        "issuers": [{"pk": row.pk, "name": oidc.name_of(row.provider)} for row in oidc.accounts_of(user)],
        "devices": [{"row": row, "this": devices.is_this(row, request)} for row in devices.of(user)],
    }
    return render_page(request, "accounts/access.html", context)


# To show once more that it is you


@members
@require_safe
def confirm(request: HttpRequest) -> HttpResponse:
    return _confirm_page(request)


def _confirm_page(
    request: HttpRequest, *, password: PasswordForm | None = None, code: CodeForm | None = None
) -> HttpResponse:
    user, asked = me(request), codes.find(request.session.get(CONFIRMED, ""), codes.Purpose.CONFIRM)
    password, code = password or PasswordForm(), code or CodeForm(long=bool(asked and asked.is_long))
    context = {
        "password": password if user.has_usable_password() else None,
        "code": code if asked or code.errors else None,
        "asked": asked,
        "next": next_of(request),
        "postbox": postbox.is_open(),
    }
    return render_page(request, "accounts/confirm.html", context, status=422 if password.errors or code.errors else 200)


@members
@require_POST
def confirm_mail(request: HttpRequest) -> HttpResponse:
    """Have a code mailed to the first address."""
    user = me(request)
    asked = codebox.ask(request, user.email, codes.Purpose.CONFIRM, user=user)
    request.session[CONFIRMED] = str(asked.reference)
    return redirect(entering.with_next(reverse("accounts:confirm"), next_of(request)))


@members
@require_POST
def confirm_code(request: HttpRequest) -> HttpResponse:
    user, reference = me(request), request.session.get(CONFIRMED, "")
    asked = codes.find(reference, codes.Purpose.CONFIRM)
    form = codebox.box(request, asked)
    if asked is None or asked.user_id != user.pk:
        form.add_error("code", codebox.NOT_THIS)
    elif codebox.try_code(request, asked, form, partial(codes.check, reference, codes.Purpose.CONFIRM)):
        return _confirmed(request)
    return _confirm_page(request, code=form)


@members
@sensitive_post_parameters("password")
@require_POST
def confirm_password(request: HttpRequest) -> HttpResponse:
    user, form = me(request), PasswordForm(request.POST)
    if form.is_valid():
        if not take("accounts.current_password", str(user.pk), limit=TRIES_PER_PERSON):
            form.add_error("password", _("There were too many wrong tries. Have a code mailed, or wait an hour."))
        elif user.check_password(form.cleaned_data["password"]):
            give_back("accounts.current_password", str(user.pk))
            return _confirmed(request)
        else:
            form.add_error("password", _("This is not your password of now. Try again."))
    return _confirm_page(request, password=form)


def _confirmed(request: HttpRequest) -> HttpResponse:
    request.session.pop(CONFIRMED, None)
    entering.mark_proved(request)
    return redirect(next_of(request) or reverse("accounts:access"))


# Addresses


@members
@require_POST
@proved
def address_add(request: HttpRequest) -> HttpResponse:
    """Have a code mailed there; whose address it is now makes no difference yet."""
    user, form = me(request), AddAddressForm(request.POST, auto_id="add_%s")
    if not form.is_valid():
        return _access_page(request, add=form)
    if not take("accounts.mail.person", str(user.pk), limit=MAILS_PER_PERSON):
        form.add_error("email", _("You asked for many codes in a short time. Wait an hour and try again."))
        return _access_page(request, add=form)
    asked = codebox.ask(request, form.cleaned_data["email"], codes.Purpose.ADD, user=user)
    request.session[ADDED] = str(asked.reference)
    return redirect("accounts:address_code")


@members
@show_and_send
@proved_to_send("accounts:address_code")
def address_code(request: HttpRequest) -> HttpResponse:
    """The digits that were mailed to the new address."""
    user, reference = me(request), request.session.get(ADDED, "")
    asked = codes.find(reference, codes.Purpose.ADD)
    if asked is None or asked.user_id != user.pk:
        return redirect("accounts:access")
    form = codebox.box(request, asked)
    if request.method == "POST":
        try:
            if email := codebox.try_code(request, asked, form, partial(codes.add_address, user, reference)):
                del request.session[ADDED]
                messages.success(request, _("%(email)s is yours now.") % {"email": email})
                return redirect("accounts:access")
        except codes.TakenError:
            form.add_error("code", _("Another account has this address. Sign in with it, and end that account first."))
    context = {"form": form, "asked": asked, "postbox": postbox.is_open()}
    return render_page(request, "accounts/address_code.html", context)


@members
@require_POST
@proved
def address_first(request: HttpRequest, pk: int) -> HttpResponse:
    user = me(request)
    actions.make_primary(user, email=get_object_or_404(user.addresses, pk=pk).email, by=user)
    messages.success(request, _("We mail you there from now on."))
    return redirect("accounts:access")


@members
@require_POST
@proved
def address_remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = me(request)
    row = user.addresses.filter(pk=pk).first()
    if row is not None:
        actions.remove_address(user, email=row.email, by=user)
        messages.success(request, _("The address is gone."))
    return redirect("accounts:access")


# Password, devices


@members
@sensitive_post_parameters("current", "password")
@require_POST
@proved
def change_password(request: HttpRequest) -> HttpResponse:
    user = me(request)
    form = ChangePasswordForm(request, user, request.POST)
    if not form.is_valid():
        return _access_page(request, change=form)
    actions.choose_password(user, password=form.cleaned_data["password"], by=user)
    before = request.session.session_key
    update_session_auth_hash(request, user)
    devices.follow(request, before)
    messages.success(request, _("Your password is changed. Other devices are signed out."))
    return redirect("accounts:access")


@members
@require_POST
def device_end(request: HttpRequest, pk: int) -> HttpResponse:
    devices.end(me(request), pk=pk)
    messages.success(request, _("You are signed out there."))
    return redirect("accounts:access")


@members
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    user = me(request)
    actions.sign_out_everywhere(user, by=user)
    logout(request)
    messages.success(request, _("You are signed out on all devices, also on this one."))
    return redirect("accounts:login")


# Passkeys


@members
@require_POST
@proved
def passkey_begin(request: HttpRequest) -> HttpResponse:
    """Options for the browser to make a passkey."""
    return JsonResponse(strong.begin_passkey(me(request)))


@members
@require_POST
@proved
def passkey_add(request: HttpRequest) -> HttpResponse:
    """The passkey that the browser made."""
    name = devices.described(request.headers.get("User-Agent", "")) or _("passkey")
    if strong.add_passkey(me(request), parsed(request), name=name):
        messages.success(request, _("From now on you can come in with this passkey."))
    else:
        messages.error(request, _("That passkey did not work. Try again."))
    return redirect("accounts:access")


@members
@require_POST
@proved
def passkey_remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = me(request)
    strong.remove_passkey(user, pk=pk, by=user)
    messages.success(request, _("The passkey is gone. Remove it from your device too."))
    return redirect("accounts:access")


# The second step


@members
@require_POST
@proved
def step_begin(request: HttpRequest) -> HttpResponse:
    strong.begin_second_step(request)
    return redirect("accounts:step")


@members
@show_and_send
@proved_for("accounts:step")
def step(request: HttpRequest) -> HttpResponse:
    """Scan the picture, type the digits; then the codes to write down, shown once."""
    user = me(request)
    if user.awaits_second_step and not strong.waiting_secret(request):
        strong.begin_second_step(request)
    secret = strong.waiting_secret(request)
    if not secret or strong.has_second_step(user):
        return redirect("accounts:access")
    form = StepBeginForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if written := strong.start_second_step(request, user, form.cleaned_data["code"]):
            return render_page(request, "accounts/step_codes.html", {"codes": written})
        form.add_error("code", _("This is not the code. Wait for the next one in your app, and type that."))
    context = {"form": form, "secret": secret, "picture": strong.picture_of(user, secret)}
    return render_page(request, "accounts/step.html", context)


@members
@require_POST
@proved
def step_codes(request: HttpRequest) -> HttpResponse:
    """New codes to write down, in place of those of before."""
    user = me(request)
    if not strong.has_second_step(user):
        return redirect("accounts:access")
    return render_page(request, "accounts/step_codes.html", {"codes": strong.fresh_codes(user)})


@members
@require_POST
@proved
def step_stop(request: HttpRequest) -> HttpResponse:
    user = me(request)
    strong.stop_second_step(user, by=user)
    messages.success(request, _("Signing in asks no second step any more."))
    return redirect("accounts:access")


# One's own organisation


@members
@show_and_send
@proved_to_send("accounts:link")
def link(request: HttpRequest) -> HttpResponse:
    """Ask the signed-in user whether the identity from the issuer is theirs too."""
    user, found = me(request), named_elsewhere.waiting(request)
    if found is None:
        return redirect(next_of(request) or reverse("accounts:access"))
    if request.method == "POST":
        del request.session[named_elsewhere.WAITING]
        if oidc.link(user, provider=found["provider"], uid=found["uid"], by=user):
            messages.success(
                request, _("From now on you can come in through %(name)s.") % {"name": apart(found["name"])}
            )
        else:
            messages.error(request, _("Somebody else comes in with that already."))
        return entering.onward(request, user, next_of(request))
    return render_page(request, "accounts/link.html", {"issuer": found["name"], "next": next_of(request)})


@members
@require_POST
@proved
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    user = me(request)
    oidc.unlink(user, pk=pk, by=user)
    messages.success(request, _("You no longer come in that way."))
    return redirect("accounts:access")
