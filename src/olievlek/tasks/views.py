"""The page of one task; the plan itself stands on the page of its subject."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from olievlek.accounts.me import me
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.tasks import actions
from olievlek.tasks.forms import OutcomeForm, TaskForm
from olievlek.tasks.models import Task
from olievlek.tasks.places import place_of


def _task(request: HttpRequest, pk: int) -> Task:
    tasks = Task.objects.editable_by(request.user).select_related("organisation", "owner")
    return get_object_or_404(tasks, pk=pk)


@members
@show_and_send
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """The person, the text, the day and the result."""
    row = _task(request, pk)
    form = _form(row, posted(request))
    if request.method == "POST" and form.is_valid() and form.agrees():
        actions.change(row, **form.told, by=me(request))
        messages.success(request, _("Saved."))
        return redirect(place_of(row))
    return _page(request, row, form=form)


def _form(row: Task, data: QueryDict | None = None) -> TaskForm:
    return TaskForm(row, data, initial={"text": row.text, "owner": row.owner_id, "due": row.due})


def _page(
    request: HttpRequest, row: Task, *, form: TaskForm | None = None, outcome: OutcomeForm | None = None
) -> HttpResponse:
    """The page of a task; a form with mistakes comes back with what was typed."""
    context = {
        "task": row,
        "form": form or _form(row),
        "outcome": outcome or OutcomeForm(initial={"outcome": row.outcome}),
        "back": place_of(row),
    }
    return render_page(request, "tasks/task.html", context)


@members
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    row = _task(request, pk)
    form = OutcomeForm(request.POST, initial={"outcome": row.outcome})
    if not (form.is_valid() and form.agrees()):
        return _page(request, row, outcome=form)
    actions.finish(row, outcome=form.cleaned_data["outcome"], by=me(request))
    messages.success(request, _("Done. Well done."))
    return redirect(place_of(row))


@members
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = _task(request, pk)
    actions.reopen(row, by=me(request))
    messages.success(request, _("It stands in the plan again."))
    return redirect("tasks:task", pk=row.pk)


@members
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = _task(request, pk)
    actions.drop(row, by=me(request))
    messages.success(request, _("Let go. Choosing is part of it."))
    return redirect("tasks:task", pk=row.pk)
