"""Forms to sign in, and for the profile."""

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from olievlek.accounts import guessing
from olievlek.accounts.models import LANGUAGES, User
from olievlek.core import forms
from olievlek.core.editing import Compares
from olievlek.core.limits import give_back, take

LONGEST_PASSWORD = 200
TRIES_PER_PERSON = 10


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
        email = typed["email"]
        if not guessing.may_try_password(self.request, email):
            self.too_many = True
            raise forms.ValidationError(
                _("There were too many wrong tries. Have a code mailed to you: that works at once.")
            )
        user = authenticate(self.request, username=email, password=typed["password"])
        if not isinstance(user, User):
            raise forms.ValidationError(
                _("This e-mail address and password do not go together. Try again, or have a code mailed to you.")
            )
        guessing.password_was_right(self.request, email)
        self.user = user
        return typed


class AskCodeForm(_Plain):
    """The one door: whoever types an address gets a code there."""

    email = _email(
        _("What is your work e-mail address?"),
        _("By this we see which organisation you belong to. Nobody else sees it."),
    )


class AddAddressForm(_Plain):
    """One more address of somebody who is in."""

    email = _email(_("Which address do you want to add?"), _("You get a code there."))


class CodeForm(_Plain):
    """Eight digits, or a longer code with letters; with or without the blanks."""

    code = forms.CharField(
        label=_("Which code did you get?"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Fill in the code of the mail.")},
    )

    def __init__(self, *args: Any, long: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if long:
            del self.fields["code"].widget.attrs["inputmode"]

    def clean_code(self) -> str:
        typed = "".join(self.cleaned_data["code"].split()).replace("-", "").lower()
        if not (typed.isascii() and typed.isalnum()):
            raise forms.ValidationError(_("A code has digits, or digits and letters. It has no other signs."))
        return typed


class StepForm(CodeForm):
    """The digits of an app, or a code that was written down."""

    code = forms.CharField(
        label=_("Which code does your app show?"),
        help_text=_("Six digits. No phone at hand? Use one of the codes you wrote down."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Fill in the digits.")},
    )


class StepBeginForm(StepForm):
    """The first digits, that show that app and secret go together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("Six digits. They change every half minute.")


class PasswordForm(_Plain):
    """Show with the password that it is you."""

    password = _password(_("What is your password?"), new=False)


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
        if not take("accounts.current_password", str(self.user.pk), limit=TRIES_PER_PERSON):
            raise forms.ValidationError(_("There were too many wrong tries. Wait an hour."))
        typed: str = self.cleaned_data["current"]
        if not self.user.check_password(typed):
            raise forms.ValidationError(_("This is not your password of now. Try again."))
        give_back("accounts.current_password", str(self.user.pk))
        return typed


class DetailsForm(Compares, _Plain):
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


class NameForm(Compares, _Plain):
    """The name of a new user."""

    name = forms.CharField(
        label=_("What is your name?"),
        help_text=_("Colleagues see this name with what you do. You can do this later."),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def _story(label: Any, hint: Any) -> forms.CharField:
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=hint, widget=box, max_length=1000, required=False)


class ProfileForm(Compares, _Plain):
    """The profile, and who may see it."""

    skills = _story(_("What are you good at?"), _("For example: service design, privacy, speaking with residents."))
    motivation = _story(_("What drives you?"), _("What do you want to be different, and for whom?"))
    helps_with = _story(_("What do you like to help others with?"), _("For example: an hour about our intake form."))
    findable = forms.BooleanField(
        label=_("Colleagues of other organisations may find me"),
        help_text=_("Then you stand in the list of people, with what you wrote above."),
        required=False,
    )
    approachable = forms.BooleanField(
        label=_("Colleagues may ask me something"),
        help_text=_("They see your e-mail address only after you say yes."),
        required=False,
    )
    public = forms.BooleanField(
        label=_("Everybody may see my name"),
        help_text=_("Without this only who is signed in sees your name."),
        required=False,
    )
    WORDS, SWITCHES = ("skills", "motivation", "helps_with"), ("findable", "approachable", "public")
