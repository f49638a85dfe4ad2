"""The page of one task; the plan itself stands on the page of its subject."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from olievlek.accounts.models import User
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.tasks import actions
from olievlek.tasks.forms import OutcomeForm, TaskForm
from olievlek.tasks.models import Task
from olievlek.tasks.places import place_of


def _me(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _task(request: HttpRequest, pk: int) -> Task:
    tasks = Task.objects.editable_by(request.user).select_related("organisation", "owner")
    return get_object_or_404(tasks, pk=pk)


@members
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Who, what and by when; and what it brought."""
    row = _task(request, pk)
    initial = {"text": row.text, "owner": row.owner_id, "due": row.due}
    form = TaskForm(row.organisation, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change(row, **form.told, by=_me(request))
        messages.success(request, _("Saved."))
        return redirect(place_of(row))
    context = {
        "task": row,
        "form": form,
        "outcome": OutcomeForm(initial={"outcome": row.outcome}),
        "back": place_of(row),
    }
    return render_page(request, "tasks/task.html", context, status=422 if request.method == "POST" else 200)


@members
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _task(request, pk), OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Too long: write it in at most 400 characters."))
        return redirect("tasks:task", pk=row.pk)
    actions.finish(row, outcome=form.cleaned_data["outcome"], by=_me(request))
    messages.success(request, _("Done. Well done."))
    return redirect(place_of(row))


@members
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    row = _task(request, pk)
    actions.reopen(row, by=_me(request))
    messages.success(request, _("It stands in the plan again."))
    return redirect("tasks:task", pk=row.pk)


@members
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = _task(request, pk)
    actions.drop(row, by=_me(request))
    messages.success(request, _("Let go. Choosing is part of it."))
    return redirect("tasks:task", pk=row.pk)
