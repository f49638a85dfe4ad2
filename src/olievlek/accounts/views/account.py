"""One's own account: name, language, profile, all one's data, and the end of it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts import actions, mydata
from olievlek.accounts.addresses import next_of
from olievlek.accounts.entering import onward, proved_for, proved_to_send
from olievlek.accounts.forms import DetailsForm, NameForm, ProfileForm
from olievlek.accounts.me import me
from olievlek.accounts.models import Profile, User
from olievlek.accounts.views.frame import tabs
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send


@members
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    return _account_page(request)


def _account_page(
    request: HttpRequest, *, details: DetailsForm | None = None, profile: ProfileForm | None = None
) -> HttpResponse:
    user = me(request)
    details = details or DetailsForm(initial={"name": user.name, "language": user.language})
    profile = profile or ProfileForm(initial=_told(user))
    context = {"details": details, "profile": profile, "tabs": tabs("accounts:account")}
    status = 422 if details.errors or profile.errors else 200
    return render_page(request, "accounts/account.html", context, status=status)


def _told(user: User) -> dict[str, object]:
    row = Profile.objects.filter(user=user).first() or Profile(user=user)
    return {name: getattr(row, name) for name in ProfileForm.WORDS} | {
        name: since is not None for name, since in row.switches.items()
    }


@members
@require_POST
def change_details(request: HttpRequest) -> HttpResponse:
    user = me(request)
    form = DetailsForm(request.POST, initial={"name": user.name, "language": user.language})
    if not (form.is_valid() and form.agrees()):
        return _account_page(request, details=form)
    actions.change_details(user, name=form.cleaned_data["name"], language=form.cleaned_data["language"], by=user)
    messages.success(request, _("Your name and language are saved."))
    return redirect("accounts:account")


@members
@require_POST
def change_profile(request: HttpRequest) -> HttpResponse:
    user = me(request)
    form = ProfileForm(request.POST, initial=_told(user))
    if not (form.is_valid() and form.agrees()):
        return _account_page(request, profile=form)
    typed = form.cleaned_data
    words = {name: typed[name] for name in ProfileForm.WORDS}
    actions.change_profile(user, words=words, switches={name: typed[name] for name in ProfileForm.SWITCHES}, by=user)
    messages.success(request, _("Your profile is saved."))
    return redirect("accounts:account")


@members
@show_and_send
def welcome(request: HttpRequest) -> HttpResponse:
    """The first question to a new user: their name. It may be skipped."""
    user = me(request)
    form = NameForm(posted(request), initial={"name": user.name})
    if request.method == "POST" and form.is_valid() and form.agrees():
        name = form.cleaned_data["name"] or user.name
        actions.change_details(user, name=name, language=user.language, by=user)
        return onward(request, user, next_of(request))
    context = {"form": form, "next": next_of(request)}
    return render_page(request, "accounts/welcome.html", context)


@members
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Explains it, with the button."""
    return render_page(request, "accounts/my_data.html", {"tabs": tabs("accounts:my_data")})


@members
@require_safe
@proved_for("accounts:my_data")
def my_data_file(request: HttpRequest) -> HttpResponse:
    """All that is kept about who asks, as JSON."""
    user = me(request)
    answer = JsonResponse(
        {"about": user.pk, "made_at": timezone.now().isoformat(), **mydata.collect(user)},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    answer["Content-Disposition"] = f'attachment; filename="olievlek-{user.pk}.json"'
    return answer


@members
@show_and_send
@proved_to_send("accounts:end")
def end(request: HttpRequest) -> HttpResponse:
    """First what it means, then the button."""
    if request.method != "POST":
        return render_page(request, "accounts/end.html")
    user = me(request)
    actions.end(user, by=user)
    logout(request)
    messages.success(request, _("Your account is gone. Thank you for what you shared."))
    return redirect("home")
