"""What moderators do with a case: correct, publish, hide, show, remove, put back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from olievlek.accounts.me import me
from olievlek.cases import actions
from olievlek.cases.correct_forms import CorrectForm, ReasonForm
from olievlek.cases.models import Case
from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.moderation import actions as moderation


def _editable(request: HttpRequest, slug: str) -> Case:
    return get_object_or_404(Case.objects.moderated_by(request.user).filter(removed_at=None), slug=slug)


@moderators
@show_and_send
def case_correct(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    form = CorrectForm(posted(request), instance=case)
    if request.method == "POST" and form.is_valid() and form.agrees():
        fresh = _editable(request, slug)
        people = form.cleaned_data["contacts"]
        actions.correct(fresh, fields=form.told(), lines=form.lines(), contacts=people, by=me(request))
        messages.success(request, _("The case is corrected. A new load of the content leaves it as you wrote it."))
        return redirect(fresh)
    return render_page(request, "cases/case_correct.html", {"case": case, "form": form})


@moderators
@require_POST
def case_publish(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    actions.publish(case, by=me(request))
    messages.success(request, _("Everyone can now see this case."))
    return redirect(case)


@moderators
@show_and_send
def case_hide(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        moderation.hide(case, reason=form.cleaned_data["reason"], by=me(request))
        messages.success(request, _("The case is hidden. Only moderators see it."))
        return redirect(case)
    return render_page(request, "cases/case_hide.html", {"case": case, "form": form})


@moderators
@require_POST
def case_unhide(request: HttpRequest, slug: str) -> HttpResponse:
    case = _editable(request, slug)
    moderation.unhide(case, by=me(request))
    messages.success(request, _("Everyone can see this case again."))
    return redirect(case)


@moderators
@show_and_send
def case_remove(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.moderated_by(request.user), slug=slug)
    if request.method == "POST":
        actions.remove(case, by=me(request))
        messages.success(request, _("The case is removed. You can still put it back."))
        return redirect(case)
    return render_page(request, "cases/case_remove.html", {"case": case})


@moderators
@require_POST
def case_restore(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.moderated_by(request.user), slug=slug)
    actions.restore(case, by=me(request))
    messages.success(request, _("The case is back."))
    return redirect(case)
