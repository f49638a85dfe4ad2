"""Put an advice in the plan: one page with what, who and by when."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from olievlek.accounts.me import me
from olievlek.core.about import about
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.scan.profile import Profile
from olievlek.scan.views.rounds import rounds_for
from olievlek.tasks import actions
from olievlek.tasks.forms import TaskForm
from olievlek.tasks.models import Task


@members
@show_and_send
def plan(request: HttpRequest, code: str, factor: str) -> HttpResponse:
    """The advice of the level stands in the field already; only of factors whose score is shown."""
    round_ = get_object_or_404(rounds_for(request).closed(), code=code)
    line = next((one for one in Profile(round_).weakest_first if one.factor.key == factor), None)
    if line is None:
        raise Http404
    fresh = Task(organisation=round_.organisation, **about(round_))
    form = TaskForm(fresh, posted(request), initial={"text": line.advice})
    if request.method == "POST" and form.is_valid():
        once, by = form.cleaned_data["once"], me(request)
        actions.add(round_, organisation=round_.organisation, topic=factor, once=once, by=by, **form.told)
        messages.success(request, _("It stands in the plan."))
        return redirect("scan:round", code=code)
    context = {"round": round_, "line": line, "form": form}
    return render_page(request, "scan/plan.html", context)
