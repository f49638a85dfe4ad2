"""The rules of a round before its first answer, and what people wrote after it."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from olievlek.accounts.me import me
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.scan.forms import RulesForm
from olievlek.scan.views.rounds import rounds_for
from olievlek.surveys.actions import closing, starting
from olievlek.surveys.models import Remark


@members
@show_and_send
def rules(request: HttpRequest, code: str) -> HttpResponse:
    round_ = get_object_or_404(rounds_for(request).editable_by(request.user).open(), code=code)
    form = RulesForm(round_, posted(request))
    if request.method == "POST" and form.is_valid() and form.agrees():
        try:
            starting.change_rules(round_, **form.cleaned_data, by=me(request))
        except starting.TooLateError:
            form.add_error(None, _("Somebody answered already, under the rules of then. So they stay as they are."))
        else:
            messages.success(request, _("Saved: these are the rules of this round."))
            return redirect("scan:round", code=code)
    context = {"round": round_, "form": form}
    return render_page(request, "scan/rules.html", context)


@members
@show_and_send
def remark(request: HttpRequest, code: str, key: uuid.UUID) -> HttpResponse:
    """First what it says, then the button: somebody may be recognised in it."""
    round_ = get_object_or_404(rounds_for(request).editable_by(request.user).closed(), code=code)
    found = get_object_or_404(Remark.objects.shown(round_), pk=key)
    if request.method == "POST":
        closing.take_away(found, by=me(request))
        messages.success(request, _("Taken away."))
        return redirect("scan:round", code=code)
    return render_page(request, "scan/remark.html", {"round": round_, "remark": found})
