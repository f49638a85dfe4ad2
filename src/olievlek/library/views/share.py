"""Telling a case in three light steps: what it is, what helps others, who sees it. Saved while you type."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from olievlek.accounts.models import User
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.library import actions, told
from olievlek.library.alike import already_told
from olievlek.library.gaps import gaps_of
from olievlek.library.models import Case, CasePerson, CaseQuerySet, Visibility
from olievlek.library.share_forms import BeginForm, ProofForm, ShowForm, StepForm, TellForm
from olievlek.organisations.acting import acting_for

STEPS = (gettext_lazy("Tell"), gettext_lazy("People and proof"), gettext_lazy("Look and share"))
FORMS: dict[str, type[StepForm]] = {"vertellen": TellForm, "bewijs": ProofForm}
NOT_COMPLETE = gettext_lazy("Others see this example, so the title, the problem and what you did must stay filled in.")
CHANGED_MEANWHILE = gettext_lazy(
    "Somebody else changed this example while you were writing. Look at what it says now. "
    "Save again, and your text takes its place."
)


def who(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every page here is for who is signed in
    return request.user


def editable(request: HttpRequest, slug: str) -> Case:
    cases = Case.objects.select_related("owner", "author", "edited_by", "stage", "kind", *told.WORDS)
    return get_object_or_404(cases.editable_by(request.user), slug=slug)


def keeps_itself(case: Case | None) -> bool:
    """Only a draft saves itself: what others see changes when its maker says so."""
    return case is None or (case.is_told_here and case.visibility == Visibility.ME)


def step_page(request: HttpRequest, step: int, form: Any, case: Case | None, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "case": case,
        "steps": STEPS,
        "step": step,
        "gaps": gaps_of(case) if case else None,
        "keeps_itself": keeps_itself(case),
        **more,
    }
    template = ("library/share_tell.html", "library/share_proof.html", "library/share_show.html")[step - 1]
    return render_page(request, template, context)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Step 1 before there is a case. Without an organisation somebody can tip us, and join one."""
    acting = acting_for(request)
    if acting is None:
        return render_page(request, "library/share_join.html")
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        case = actions.begin(
            once=form.cleaned_data["once"],
            by=who(request),
            organisation=acting,
            given=form.told(),
            language=get_language() or "nl",
        )
        return _onward(request, case, "library:case_proof")
    return step_page(request, 1, form, None, alike=[])


@members
@require_POST
def share_keep(request: HttpRequest) -> HttpResponse:
    """Save a first step while somebody types; nothing is made of nothing."""
    acting, form = acting_for(request), BeginForm(request.POST)
    if acting is None or not form.is_valid():
        return _kept(request, None, "invalid")
    given = form.told()
    if not any(given.values()):
        return _kept(request, None, "empty")
    case = actions.begin(
        once=form.cleaned_data["once"],
        by=who(request),
        organisation=acting,
        given=given,
        language=get_language() or "nl",
    )
    return _kept(request, case, "kept")


@members
@require_safe
def share_alike(request: HttpRequest) -> HttpResponse:
    """What looks like the title that somebody types: a piece of the page."""
    found = already_told(request.GET.get("title", ""), request.user)
    return render(request, "library/_share_alike.html", {"alike": found})


@members
@require_http_methods(["GET", "HEAD", "POST"])
def case_tell(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    alike = [one for one in already_told(case.title, request.user) if one.pk != case.pk]
    return _step(request, case, 1, "library:case_proof", alike=alike)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def case_proof(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    people = case.people.select_related("user").order_by("role", "pk")
    return _step(request, case, 2, "library:case_show", people=people, files=case.files.order_by("pk"))


def _step(request: HttpRequest, case: Case, step: int, onward: str, **more: Any) -> HttpResponse:
    before = told.read(case)
    initial = {"edition": case.edition}
    form = (TellForm, ProofForm)[step - 1](request.POST or None, told=before, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save(case, form.told(), by=who(request), edition=form.cleaned_data["edition"])
        except actions.ChangedMeanwhileError:
            form.data = request.POST.copy()
            form.data["edition"] = str(case.edition)
            form.add_error(None, CHANGED_MEANWHILE)
        except actions.NotCompleteError:
            form.add_error(None, NOT_COMPLETE)
        else:
            return _onward(request, saved, onward)
    return step_page(request, step, form, case, **more)


def _onward(request: HttpRequest, case: Case, onward: str) -> HttpResponse:
    """To the next step, or away for now."""
    if "later" not in request.POST:
        return redirect(onward, case.slug)
    messages.success(request, _("Saved. Go on whenever you like."))
    return redirect("library:mine") if keeps_itself(case) else redirect(case)


@members
@require_POST
def case_keep(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Save a step of a draft while somebody types."""
    case = editable(request, slug)
    if step not in FORMS or not keeps_itself(case):
        return _kept(request, case, "invalid")
    form = FORMS[step](request.POST, told=told.read(case))
    if not form.is_valid():
        return _kept(request, case, "invalid")
    try:
        saved = actions.save(case, form.told(), by=who(request), edition=form.cleaned_data["edition"])
    except actions.ChangedMeanwhileError:
        return _kept(request, case, "changed")
    return _kept(request, saved, "kept")


def _kept(request: HttpRequest, case: Case | None, state: str) -> HttpResponse:
    """The line that says whether it is saved, with the edition and the gaps as they are now."""
    kept = case if state == "kept" else None
    context = {"state": state, "kept": kept, "now": timezone.now(), "gaps": gaps_of(kept) if kept else None}
    return render(request, "library/_share_kept.html", context)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def case_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Step 3: look at it as others will, and choose who sees it. A case from a source is for everyone already."""
    case = editable(request, slug)
    if not case.is_told_here:
        return redirect(case)
    form = ShowForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            whom = Visibility(form.cleaned_data["whom"])
            saved = actions.show_to(case, whom, by=who(request), licence=form.cleaned_data["licence"])
        except actions.NotCompleteError:
            form.add_error(None, _("First give it a title, the problem and what you did."))
        except PermissionError:
            form.add_error(None, _("You do not work there any more, so you can not show it."))
        else:
            messages.success(request, SHOWN[whom])
            return redirect(saved) if whom != Visibility.ME else redirect("library:mine")
    alike = [one for one in already_told(case.title, request.user) if one.pk != case.pk]
    return step_page(request, 3, form, case, alike=alike, told=told.read(case), explain=_explain(case))


SHOWN = {
    Visibility.ME: gettext_lazy("Only you see this example now."),
    Visibility.ORGANISATION: gettext_lazy("Your colleagues see this example now."),
    Visibility.PUBLIC: gettext_lazy("Everyone can see this example now. Thank you for sharing."),
}


def _explain(case: Case) -> dict[str, str]:
    """What follows from each choice."""
    asked = case.people.count()
    me = _("Nobody else finds it. Good for a draft.") if not asked else _("You, and whom you asked to take part.")
    name = case.owner.name if case.owner else ""
    return {
        Visibility.ME: me,
        Visibility.ORGANISATION: _("Whoever works at %(name)s and is signed in. Search finds it for them.")
        % {"name": name},
        Visibility.PUBLIC: _("Anyone, also without an account. Search finds it, and others can copy it."),
    }


def told_by_me(request: HttpRequest) -> CaseQuerySet:
    """Last changed first."""
    return Case.objects.told_by(request.user).select_related("owner").order_by("-edited_at", "-pk")


@members
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What somebody told, whom she was asked by, and her trash."""
    rows = list(told_by_me(request))
    readable = Case.objects.visible_to(request.user)
    waiting = CasePerson.objects.visible_to(request.user).waiting().filter(case__in=readable)
    context = {
        "drafts": [one for one in rows if not one.removed_at and one.visibility == Visibility.ME],
        "shown": [one for one in rows if not one.removed_at and one.visibility != Visibility.ME],
        "thrown": [one for one in rows if one.removed_at],
        "asked": waiting.select_related("case", "asked_by").order_by("asked_at", "pk"),
    }
    return render_page(request, "library/mine.html", context)


@members
@require_POST
def case_throw_away(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    actions.remove(case, by=who(request))
    messages.success(request, _("It lies in the trash. For thirty days you can take it back."))
    return redirect("library:mine")


@members
@require_POST
def case_take_back(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.restorable_by(request.user), slug=slug)
    actions.restore(case, by=who(request))
    messages.success(request, _("The example is back."))
    return redirect("library:mine")
