"""What people type to come in, and about themselves."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from olievlek.accounts.models import LANGUAGES, User
from olievlek.core.limits import allow, forgive

LONGEST_PASSWORD = 200
TRIES_PER_NAME, TRIES_PER_ADDRESS = 5, 10


def _email(label: Any, hint: Any = "") -> forms.EmailField:
    box = forms.EmailInput(attrs={"autocomplete": "username", "inputmode": "email"})
    wrong = {
        "required": _("Fill in your e-mail address, for example anna@zeist.nl."),
        "invalid": _("This is not a whole e-mail address. Write it like anna@zeist.nl."),
    }
    return forms.EmailField(label=label, help_text=hint, widget=box, max_length=254, error_messages=wrong)


def _password(label: Any, *, new: bool, hint: Any = "") -> forms.CharField:
    box = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"})
    wrong = {
        "required": _("Fill in a password."),
        "max_length": _("Choose a password of at most %(limit_value)d characters."),
    }
    return forms.CharField(
        label=label, help_text=hint, widget=box, strip=False, max_length=LONGEST_PASSWORD, error_messages=wrong
    )


class _Plain(forms.Form):
    """Labels are questions, so they take no colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class SignInForm(_Plain):
    """E-mail address and password. Unknown, wrong and ended look the same and take as long."""

    email = _email(_("What is your work e-mail address?"))
    password = _password(_("What is your password?"), new=False)

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.user: User | None = None
        self.too_many = False

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if self.errors:
            return typed
        email = typed["email"].lower()
        if not self._may_try(email):
            self.too_many = True
            raise forms.ValidationError(
                _("There were too many tries from here. Wait an hour, or have an address mailed to you below.")
            )
        user = authenticate(self.request, username=email, password=typed["password"])
        if not isinstance(user, User):
            raise forms.ValidationError(
                _("This e-mail address and password do not go together. Try again, or have an address mailed to you.")
            )
        forgive("accounts.sign_in.name", self.request, extra=email)
        forgive("accounts.sign_in", self.request)
        self.user = user
        return typed

    def _may_try(self, email: str) -> bool:
        """Counted per name and address, and per address; a name alone is never locked."""
        by_name = allow("accounts.sign_in.name", self.request, limit=TRIES_PER_NAME, extra=email)
        return by_name and allow("accounts.sign_in", self.request, limit=TRIES_PER_ADDRESS)


class AskAddressForm(_Plain):
    """Have a one-time address mailed."""

    email = _email(_("To which e-mail address?"))


class NewPasswordForm(_Plain):
    """A new password for one person."""

    password = _password(
        _("Which password do you choose?"),
        new=True,
        hint=_("At least 12 characters. A few words in a row is strong and easy to remember."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        chosen: str = self.cleaned_data["password"]
        validate_password(chosen, self.user)
        return chosen


class ChangePasswordForm(NewPasswordForm):
    """The same, by somebody who is in: the password of now first, unless there is none yet."""

    current = _password(_("What is your password now?"), new=False)
    field_order = ["current", "password"]

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.request = request
        if not user.has_usable_password():
            del self.fields["current"]

    def clean_current(self) -> str:
        if not allow("accounts.current_password", self.request, limit=TRIES_PER_ADDRESS):
            raise forms.ValidationError(_("There were too many tries from here. Wait an hour."))
        typed: str = self.cleaned_data["current"]
        if not self.user.check_password(typed):
            raise forms.ValidationError(_("This is not your password of now. Try again."))
        forgive("accounts.current_password", self.request)
        return typed


class DetailsForm(_Plain):
    """Name and language."""

    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Colleagues see this name with what you do."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("In which language do we mail you?"), choices=LANGUAGES, widget=forms.RadioSelect
    )
