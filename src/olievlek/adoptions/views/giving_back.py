"""Sharing back what came of copying: as a case of our own, or as an addition to that of the maker."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.adoptions import actions, copying
from olievlek.adoptions.copy_forms import AddForm, OwnCaseForm
from olievlek.adoptions.copy_page import CopyPage
from olievlek.adoptions.models import Addition, Adoption
from olievlek.adoptions.views.copy import editable
from olievlek.cases import actions as cases_actions
from olievlek.cases.correct_forms import ReasonForm
from olievlek.cases.models import Case, CaseQuerySet
from olievlek.core.marks import members, moderators
from olievlek.core.once import OnceForm
from olievlek.core.page import render_page
from olievlek.core.views import posted, say_why, show_and_send
from olievlek.moderation import actions as moderation


@members
@require_safe
def copy_share(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, editable(request, pk))


def _page(request: HttpRequest, adoption: Adoption, **bound: Any) -> HttpResponse:
    """The three ways on one page; `bound` is the form that came back with something to fix."""
    page = CopyPage(adoption, request.user)
    own = _own_cases(request, adoption)
    context = {
        "adoption": adoption,
        "page": page,
        "case": page.case,
        "once": OnceForm(auto_id=False),
        "own_form": OwnCaseForm(cases=own) if own.exists() else None,
        "add_form": AddForm(
            initial={"text": copying.addition_of(page.adaptation), "evidence": page.adaptation.evidence}
        ),
        **bound,
    }
    return render_page(request, "adoptions/copy_share.html", context)


def _own_cases(request: HttpRequest, adoption: Adoption) -> CaseQuerySet:
    cases = Case.objects.editable_by(request.user).filter(owner=adoption.organisation).exclude(title="")
    return cases.exclude(pk=adoption.case_id).order_by("title", "pk")


def _still_there(request: HttpRequest, adoption: Adoption) -> None:
    """Nobody shares back to what is no longer there to see."""
    get_object_or_404(Case.objects.visible_to(request.user), pk=adoption.case_id)


@members
@require_POST
def copy_share_new(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    _still_there(request, adoption)
    form = OnceForm(request.POST, auto_id=False)
    if not form.is_valid():
        say_why(request, form)
        return _page(request, adoption, once=form)
    draft = actions.share_as_case(adoption, once=form.cleaned_data["once"], by=me(request))
    if not Case.objects.editable_by(request.user).filter(pk=draft.pk).exists():
        messages.info(request, _("A colleague is already writing this example."))
        return redirect(adoption)
    messages.success(request, _("Your draft is ready. Nobody else sees it until you share it."))
    return redirect("writing:case_tell", draft.slug)


@members
@require_POST
def copy_share_own(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    _still_there(request, adoption)
    form = OwnCaseForm(request.POST, cases=_own_cases(request, adoption))
    if form.is_valid():
        own = form.cleaned_data["case"]
        try:
            actions.share_as(adoption, own, by=me(request))
        except cases_actions.CircleError:
            told = _("“%(theirs)s” came from “%(ours)s” itself. So it can not be the other way round too.")
            form.add_error("case", told % {"theirs": adoption.case.title, "ours": own.title})
        else:
            messages.success(request, _("Both pages now show that one came from the other."))
            return redirect(adoption)
    return _page(request, adoption, own_form=form)


@members
@require_POST
def copy_add(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    _still_there(request, adoption)
    form = AddForm(request.POST)
    if form.is_valid():
        addition = actions.add_to_case(adoption, by=me(request), **form.cleaned_data)
        messages.success(request, _("Thank you. It stands with the example, with the name of your organisation."))
        return redirect(addition)
    return _page(request, adoption, add_form=form)


@members
@require_POST
def addition_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Addition.objects.editable_by(request.user).select_related("case")
    addition = get_object_or_404(rows, pk=pk)
    actions.withdraw_addition(addition, by=me(request))
    messages.success(request, _("Your addition is taken back."))
    return redirect(addition.case)


@moderators
@show_and_send
def addition_hide(request: HttpRequest, pk: int) -> HttpResponse:
    addition = get_object_or_404(Addition.objects.moderated_by(request.user).select_related("case"), pk=pk)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        moderation.hide(addition, reason=form.cleaned_data["reason"], by=me(request))
        messages.success(request, _("The addition is hidden. Only moderators see it."))
        return redirect(addition.case)
    return render_page(request, "adoptions/addition_hide.html", {"addition": addition, "form": form})


@moderators
@require_POST
def addition_unhide(request: HttpRequest, pk: int) -> HttpResponse:
    addition = get_object_or_404(Addition.objects.moderated_by(request.user).select_related("case"), pk=pk)
    moderation.unhide(addition, by=me(request))
    messages.success(request, _("Everyone can see the addition again."))
    return redirect(addition)
