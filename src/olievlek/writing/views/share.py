"""Telling a case in three light steps: what it is, what helps others, who sees it. Saved while you type."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.cases import actions, told
from olievlek.cases.models import Case, CasePerson, CaseQuerySet, Visibility
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.rows.editions import StaleEditError
from olievlek.core.text import apart
from olievlek.core.views import posted, show_and_send
from olievlek.organisations.acting import acting_for
from olievlek.organisations.models import Organisation
from olievlek.writing.forms import BeginForm, ProofForm, ShowForm, StepForm, TellForm
from olievlek.writing.gaps import gaps_of

STEPS = (gettext_lazy("Tell"), gettext_lazy("People and proof"), gettext_lazy("Look and share"))
FORMS: dict[str, type[StepForm]] = {"vertellen": TellForm, "bewijs": ProofForm}
NOT_COMPLETE = gettext_lazy("Others see this example, so the title, the problem and what you did must stay filled in.")
CHANGED_MEANWHILE = gettext_lazy(
    "This example was changed elsewhere while you were writing. Look at what it says now. "
    "Save again, and your text takes its place."
)
SHOWN_ALREADY = gettext_lazy("Others see this example already. Open it from “My examples” to change it.")
NOT_LATER = gettext_lazy(
    "Others see this example, so nothing was saved yet. Put the change online, or leave it as it was."
)
TRIES, FEW_DRAFTS = 3, 3
Kept = tuple[Case, StepForm, Case | None]


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
    template = ("writing/share_tell.html", "writing/share_proof.html", "writing/share_show.html")[step - 1]
    return render_page(request, template, context)


@members
@show_and_send
def share(request: HttpRequest) -> HttpResponse:
    """Step 1 before there is a case. Without an organisation somebody can tip us, and join one."""
    acting = acting_for(request)
    if acting is None:
        return render_page(request, "writing/share_join.html")
    if request.method != "POST":
        drafts = told_by_me(request).filter(removed_at=None, shared_at=None, published_at=None)
        return step_page(request, 1, BeginForm(), None, drafts=list(drafts[:FEW_DRAFTS]))
    form, case = _begin(request, acting)
    if case is not None:
        return _onward(request, case, "writing:case_proof")
    return step_page(request, 1, form, None, drafts=[])


def _begin(request: HttpRequest, acting: Organisation) -> tuple[BeginForm, Case | None]:
    """The draft that this form makes, or made before: then only what was changed in this form is saved."""
    form = BeginForm(request.POST, told=None)
    if not form.is_valid():
        return form, None
    before = Case.objects.told_by(request.user).filter(once=form.cleaned_data["once"]).first()
    if before is not None:
        form = BeginForm(request.POST, told=told.read(before))
        if not form.is_valid() or not form.agrees():
            return form, None
        if not keeps_itself(before):
            form.add_error(None, SHOWN_ALREADY)
            return form, None
    return form, actions.begin(
        once=form.cleaned_data["once"],
        by=me(request),
        organisation=acting,
        given=form.told(),
        language=get_language() or "nl",
    )


@members
@require_POST
def share_keep(request: HttpRequest) -> HttpResponse:
    """Save a first step while somebody types; nothing is made of nothing. The address becomes that of the draft."""
    acting = acting_for(request)
    if acting is None:
        return _kept(request, None, "invalid")
    first = BeginForm(request.POST)
    if first.is_valid() and not any(first.told().values()):
        return _kept(request, None, "empty")
    form, case = _begin(request, acting)
    if case is None:
        return _kept(request, None, "changed" if form.compares and not first.errors else "invalid")
    response = _kept(request, case, "kept", form)
    response["HX-Replace-Url"] = reverse("writing:case_tell", args=[case.slug])
    return response


@members
@show_and_send
def case_tell(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    return _step(request, case, 1, "writing:case_proof")


@members
@show_and_send
def case_proof(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    people = case.people.select_related("user").order_by("role", "pk")
    return _step(request, case, 2, "writing:case_show", people=people, files=case.files.order_by("pk"))


def _step(request: HttpRequest, case: Case, step: int, onward: str, **more: Any) -> HttpResponse:
    kind = (TellForm, ProofForm)[step - 1]
    if request.method != "POST":
        return step_page(request, step, kind(told=told.read(case), initial={"edition": case.edition}), case, **more)
    case, form, saved = _save(request, case, kind)
    return _onward(request, saved, onward) if saved else step_page(request, step, form, case, **more)


def _save(request: HttpRequest, case: Case, kind: type[StepForm]) -> Kept:
    """The case as it was, the form, and the case as it is now; None for that when something must be looked at first."""
    for _try in range(TRIES):
        form = kind(request.POST, told=told.read(case), initial={"edition": case.edition})
        if not form.is_valid():
            return case, form, None
        if "later" in request.POST and not keeps_itself(case):
            form.add_error(None, NOT_LATER)
            return case, form, None
        if form.compares and not form.agrees():
            return case, form, None
        edition = case.edition if form.compares else form.cleaned_data["edition"]
        try:
            return case, form, actions.save(case, form.told(), by=me(request), edition=edition)
        except actions.NotCompleteError:
            form.add_error(None, NOT_COMPLETE)
            return case, form, None
        except StaleEditError:
            case = editable(request, case.slug)  # saved between reading and saving: compare with that
    form.data = request.POST.copy()
    form.data["edition"] = str(case.edition)
    form.add_error(None, CHANGED_MEANWHILE)
    return case, form, None


def _onward(request: HttpRequest, case: Case, onward: str) -> HttpResponse:
    """To the next step, or away for now."""
    if "later" not in request.POST:
        return redirect(onward, case.slug)
    messages.success(request, _("Saved. Go on whenever you like."))
    return redirect("writing:mine") if keeps_itself(case) else redirect(case)


@members
@require_POST
def case_keep(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Save a step of a draft while somebody types."""
    case = editable(request, slug)
    if step not in FORMS or not keeps_itself(case):
        return _kept(request, case, "invalid")
    _before, form, saved = _save(request, case, FORMS[step])
    if saved:
        return _kept(request, saved, "kept", form)
    mistaken = FORMS[step](request.POST, told=told.read(case)).errors
    return _kept(request, case, "invalid" if mistaken else "changed")


def _kept(request: HttpRequest, case: Case | None, state: str, form: StepForm | None = None) -> HttpResponse:
    """The line that says whether it is saved, with the edition, the marks and the gaps as they are now."""
    kept = case if state == "kept" else None
    gaps, seen = gaps_of(kept) if kept else None, form.as_saved() if form else ""
    context = {"state": state, "kept": kept, "seen": seen, "now": timezone.now(), "gaps": gaps}
    return render(request, "writing/_share_kept.html", context, status=422 if state == "invalid" else 200)


@members
@show_and_send
def case_show(request: HttpRequest, slug: str) -> HttpResponse:
    """Step 3: look at it as others will, and choose who sees it. A case from a source is for everyone already."""
    case = editable(request, slug)
    if not case.is_told_here:
        return redirect(case)
    form = ShowForm(posted(request), case=case)
    if request.method == "POST" and form.is_valid() and form.agrees():
        try:
            whom = Visibility(form.cleaned_data["whom"])
            saved = actions.show_to(case, whom, by=me(request), licence=form.cleaned_data["licence"])
        except actions.NotCompleteError:
            form.add_error(None, _("First give it a title, the problem and what you did."))
        except PermissionError:
            form.add_error(None, _("You do not work there any more, so you can not show it."))
        else:
            messages.success(request, SHOWN[whom])
            return redirect(saved) if whom != Visibility.ME else redirect("writing:mine")
    return step_page(request, 3, form, case, told=told.read(case), explain=_explain(case))


SHOWN = {
    Visibility.ME: gettext_lazy("Only you see this example now."),
    Visibility.ORGANISATION: gettext_lazy("Your colleagues see this example now."),
    Visibility.PUBLIC: gettext_lazy("Everyone can see this example now. Thank you for sharing."),
}


def _explain(case: Case) -> dict[str, str]:
    """What follows from each choice."""
    asked = case.people.count()
    me = _("Nobody else finds it. Good for a draft.") if not asked else _("You, and whom you asked to take part.")
    name = apart(case.owner.name) if case.owner else ""
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
    return render_page(request, "writing/mine.html", context)


@members
@require_POST
def case_throw_away(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    actions.remove(case, by=me(request))
    messages.success(request, _("It lies in the trash. For thirty days you can take it back."))
    return redirect("writing:mine")


@members
@require_POST
def case_take_back(request: HttpRequest, slug: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.restorable_by(request.user), slug=slug)
    actions.restore(case, by=me(request))
    messages.success(request, _("The example is back."))
    return redirect("writing:mine")
