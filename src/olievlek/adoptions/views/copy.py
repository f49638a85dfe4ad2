"""Copying for an organisation: begin, see how far it is, answer whether it fits, move on, take back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.adoptions import actions
from olievlek.adoptions.copy_forms import AdaptForm, FitForm, MoveForm
from olievlek.adoptions.copy_page import CopyPage
from olievlek.adoptions.models import Adaptation, Adoption, AdoptionQuerySet
from olievlek.adoptions.models.adoption import IN_USE
from olievlek.cases.models import Case
from olievlek.core.marks import members
from olievlek.core.once import OnceForm
from olievlek.core.page import render_page
from olievlek.core.rows.editions import StaleEditError
from olievlek.core.rows.stages import CannotMoveError
from olievlek.core.views import posted, show_and_send
from olievlek.organisations.acting import acting_for
from olievlek.vocabulary.models import List, Term

PER_PAGE = 30


def editable(request: HttpRequest, pk: int) -> Adoption:
    """Of an organisation this person works for; 404 for everybody else."""
    rows = Adoption.objects.editable_by(request.user).select_related("stage", "organisation", "case")
    return get_object_or_404(rows, pk=pk)


@members
@require_safe
def copies(request: HttpRequest) -> HttpResponse:
    """The cases that the organisation I act for copies."""
    stages = every_stage()
    tabs = _tabs(_copies(request), stages, request.GET.get("stage", ""))
    page = Paginator(chosen_copies(request, stages), PER_PAGE).get_page(request.GET.get("page"))
    context = {"body": acting_for(request), "page": page, "tabs": tabs}
    return render_page(request, "adoptions/copy_list.html", context)


def _copies(request: HttpRequest) -> AdoptionQuerySet:
    """Of the organisation I act for, as far as I may see what it copies."""
    mine = Adoption.objects.editable_by(request.user).filter(organisation=acting_for(request))
    return mine.filter(case__in=Case.objects.visible_to(request.user)).select_related("stage", "case")


def every_stage() -> list[Term]:
    return list(Term.objects.of(List.ADOPTION_STAGE))


def chosen_copies(request: HttpRequest, stages: list[Term]) -> AdoptionQuerySet:
    """Those at the stage that the address asks for, newest first; an unknown stage asks for nothing."""
    shown, asked = _copies(request), request.GET.get("stage", "")
    return (shown.filter(stage__key=asked) if asked in {stage.key for stage in stages} else shown).order_by(
        "-moved_at", "-pk"
    )


def _tabs(shown: AdoptionQuerySet, stages: list[Term], asked: str) -> list[dict[str, Any]]:
    """All, and every stage that something is at."""
    counts = dict(shown.order_by().values_list("stage").annotate(rows=Count("pk")))
    tabs: list[dict[str, Any]] = [
        {"label": term.name, "url": f"?stage={term.key}", "count": counts[term.pk], "current": term.key == asked}
        for term in stages
        if term.pk in counts
    ]
    everything = {"label": _("Everything"), "url": "?", "count": sum(counts.values())}
    return [{**everything, "current": not any(tab["current"] for tab in tabs)}, *tabs]


@members
@require_POST
def copy_start(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user).published(), slug=slug)
    body = acting_for(request)
    if body is None:
        messages.info(request, _("Join your organisation first. Then you can copy for it."))
        return redirect("organisations:where")
    try:
        adoption = actions.copy(case, organisation=body, by=me(request))
    except actions.OwnCaseError:
        messages.info(request, _("This example is your own. Nobody copies from oneself."))
        return redirect(case)
    return redirect(adoption)


@members
@require_safe
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    page = CopyPage(adoption, request.user)
    return _copy(request, adoption, page, page.fit_form())


def _copy(request: HttpRequest, adoption: Adoption, page: CopyPage, fit: FitForm) -> HttpResponse:
    context = {"adoption": adoption, "page": page, "case": page.case, "fit": fit, "once": OnceForm()}
    return render_page(request, "adoptions/copy.html", context, status=422 if fit.errors else 200)


@members
@require_POST
def copy_fit(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    page = CopyPage(adoption, request.user)
    form = page.fit_form(request.POST)
    if not form.is_valid():
        messages.error(request, _("That answer is not one of the choices."))
        return _copy(request, adoption, page, form)
    if not form.agrees():
        return _copy(request, adoption, page, form)
    actions.adapt(adoption, given=form.cleaned_data, by=me(request))
    messages.success(request, _("Your answers are saved. Your colleagues see them too."))
    return redirect(adoption)


@members
@show_and_send
def copy_move(request: HttpRequest, pk: int, stage: str) -> HttpResponse:
    adoption = editable(request, pk)
    term = get_object_or_404(Term.objects.of(List.ADOPTION_STAGE), key=stage)
    form = MoveForm(posted(request), adoption=adoption, stage=stage)
    if request.method == "POST" and form.is_valid():
        try:
            moved = actions.move(adoption, stage=stage, by=me(request), **form.told())
        except CannotMoveError:
            messages.error(request, _("A colleague moved this meanwhile. Look where it is now."))
            return redirect(adoption)
        if moved.stage.key == IN_USE:
            messages.success(request, _("You use it! Celebrate that with your colleagues, and thank the maker."))
        else:
            messages.success(request, _("It is now at: %(stage)s.") % {"stage": moved.stage.name})
        return redirect(moved)
    page = CopyPage(adoption, request.user)
    context = {"adoption": adoption, "case": page.case, "term": term, "form": form}
    return render_page(request, "adoptions/copy_move.html", context)


@members
@require_POST
def copy_undo(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    number = request.POST.get("step", "")
    step = get_object_or_404(adoption.steps.all(), pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
    left = actions.undo_step(step, by=me(request))
    if left is None:
        messages.success(request, _("It is off your list."))
        return redirect(adoption.case)
    messages.success(request, _("It is back at: %(stage)s.") % {"stage": left.stage.name})
    return redirect(left)


@members
@require_POST
def copy_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    actions.confirm(adoption, by=me(request))
    messages.success(request, _("Good to know. Others see that it lasts."))
    return redirect(adoption)


@members
@require_POST
def copy_keep_inside(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    actions.keep_inside(adoption, by=me(request))
    messages.success(request, _("From now on only your organisation sees this."))
    return redirect(adoption)


@members
@require_POST
def copy_open_up(request: HttpRequest, pk: int) -> HttpResponse:
    adoption = editable(request, pk)
    actions.open_up(adoption, by=me(request))
    messages.success(request, _("From now on everyone sees that you introduce, use, stopped or decided not to."))
    return redirect(adoption)


@members
@show_and_send
def copy_adapt(request: HttpRequest, pk: int) -> HttpResponse:
    """The form for what we kept and changed. It saves itself; text saved elsewhere is shown beside, nothing is lost."""
    adoption = editable(request, pk)
    adaptation = Adaptation.objects.filter(adoption=adoption).first() or Adaptation(adoption=adoption)
    form = AdaptForm(posted(request), instance=adaptation)
    context: dict[str, Any] = {"adoption": adoption, "form": form, "case": CopyPage(adoption, request.user).case}
    if request.method != "POST":
        return render_page(request, "adoptions/copy_adapt.html", context)
    by_itself = request.headers.get("HX-Request") == "true"
    state, saved = _adapt(request, adoption, adaptation, form, by_itself=by_itself)
    if by_itself:
        seen = form.as_saved() if state == "kept" else ""
        line = {"state": state, "now": timezone.now(), "version": saved.edition, "seen": seen}
        return render(request, "adoptions/_copy_kept.html", line, status=422 if state == "invalid" else 200)
    if state == "kept":
        messages.success(request, _("Saved. Your colleagues see it too."))
        return redirect(adoption)
    if state == "changed" and not form.errors:
        form.data = request.POST.copy()
        form.data["version"] = str(saved.edition)
        context["meanwhile"] = saved
    return render_page(request, "adoptions/copy_adapt.html", context)


def _adapt(
    request: HttpRequest, adoption: Adoption, adaptation: Adaptation, form: AdaptForm, *, by_itself: bool
) -> tuple[str, Adaptation]:
    """Saved or not, as the line beside the form says it; and what stands there now."""
    if not form.is_valid():
        return "invalid", adaptation
    if form.compares and not form.agrees():
        return "changed", adaptation
    edition = adaptation.edition if form.compares else form.cleaned_data["version"]
    given, directions = form.told(), form.cleaned_data["directions"]
    try:
        saved = actions.adapt(
            adoption, given=given, directions=directions, edition=edition, by=me(request), while_typing=by_itself
        )
    except StaleEditError:
        return "changed", Adaptation.objects.get(adoption=adoption)
    return "kept", saved
