"""What moderators do with a case: correct, publish, hide, show, remove, put back; and match names to organisations."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from olievlek.accounts.models import User
from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.library import actions
from olievlek.library.forms import CorrectForm, MatchForm, ReasonForm
from olievlek.library.matching import unknown_names
from olievlek.library.models import Case

NAMES_PER_PAGE = 20


def _who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every page here is for moderators
    return request.user


def _editable(request: HttpRequest, slug: str) -> Case:
    return get_object_or_404(Case.objects.moderated_by(request.user).filter(removed_at=None), slug=slug)


@moderators
@require_http_methods(["GET", "HEAD", "POST"])
def case_correct(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    form = CorrectForm(request.POST or None, instance=case)
    if request.method == "POST" and form.is_valid() and form.agrees():
        fresh = _editable(request, slug)
        people = form.cleaned_data["contacts"]
        actions.correct(fresh, fields=form.told(), lines=form.lines(), contacts=people, by=_who(request))
        messages.success(request, _("The case is corrected. A new load of the content leaves it as you wrote it."))
        return redirect(fresh)
    return render_page(request, "library/case_correct.html", {"case": case, "form": form})


@moderators
@require_POST
def case_publish(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    actions.publish(case, by=_who(request))
    messages.success(request, _("Everyone can now see this case."))
    return redirect(case)


@moderators
@require_http_methods(["GET", "HEAD", "POST"])
def case_hide(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide(case, reason=form.cleaned_data["reason"], by=_who(request))
        messages.success(request, _("The case is hidden. Only moderators see it."))
        return redirect(case)
    return render_page(request, "library/case_hide.html", {"case": case, "form": form})


@moderators
@require_POST
def case_unhide(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    actions.unhide(case, by=_who(request))
    messages.success(request, _("Everyone can see this case again."))
    return redirect(case)


@moderators
@require_http_methods(["GET", "HEAD", "POST"])
def case_remove(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.moderated_by(request.user), slug=slug)
    if request.method == "POST":
        actions.remove(case, by=_who(request))
        messages.success(request, _("The case is removed. You can still put it back."))
        return redirect(case)
    return render_page(request, "library/case_remove.html", {"case": case})


@moderators
@require_POST
def case_restore(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.moderated_by(request.user), slug=slug)
    actions.restore(case, by=_who(request))
    messages.success(request, _("The case is back."))
    return redirect(case)


@moderators
@require_safe
def names(request: HttpRequest) -> HttpResponse:
    """Names in texts that belong to no organisation yet."""
    page = Paginator(unknown_names(), NAMES_PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "library/names.html", {"page": page})


@moderators
@require_http_methods(["GET", "HEAD", "POST"])
def name_match(request: HttpRequest) -> HttpResponse:
    text = (request.POST if request.method == "POST" else request.GET).get("text", "")
    form = MatchForm(request.POST or None, initial={"text": text})
    if request.method == "POST" and form.is_valid():
        body = form.cleaned_data["organisation"]
        done = actions.match_name(form.cleaned_data["text"], organisation=body, by=_who(request))
        told = _("“%(name)s” is %(body)s from now on, in %(number)d cases.")
        messages.success(request, told % {"name": apart(text), "body": apart(str(body)), "number": done})
        return redirect("library:names")
    return render_page(request, "library/name_match.html", {"form": form, "text": text})
