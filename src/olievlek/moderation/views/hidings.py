"""Pages for makers: their hidden nouns, the reasons, and objections."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.moderation import actions
from olievlek.moderation.forms import AppealForm
from olievlek.moderation.models import Appeal, Hiding
from olievlek.moderation.views.sending import language_of

MOST = 50


@members
@require_safe
def hidings(request: HttpRequest) -> HttpResponse:
    rows = Hiding.objects.of_maker(request.user).select_related("appeal")[:MOST].with_nouns()
    return render_page(request, "moderation/hidings.html", {"rows": [(one, appeal_of(one)) for one in rows]})


@members
@require_safe
def hiding(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _mine(request, pk))


def _mine(request: HttpRequest, pk: int) -> Hiding:
    return get_object_or_404(Hiding.objects.of_maker(request.user).select_related("appeal__decided_by"), pk=pk)


def appeal_of(found: Hiding) -> Appeal | None:
    made: Appeal | None = getattr(found, "appeal", None)
    return made


def _page(request: HttpRequest, found: Hiding, form: AppealForm | None = None) -> HttpResponse:
    made = appeal_of(found)
    may_object = made is None and found.ended_at is None
    context = {
        "hiding": found,
        "subject": found.subject,
        "noun": found.noun,
        "language": language_of(found.noun),
        "appeal": made,
        "form": (form or AppealForm()) if may_object else None,
        "history": history(found, made),
    }
    return render_page(request, "moderation/hiding.html", context, status=422 if form else 200)


def history(found: Hiding, made: Appeal | None) -> list[dict[str, Any]]:
    """Newest first; who of the moderators did it is for moderators."""
    moments: list[tuple[Any, str]] = [(found.hidden_at, _("A moderator hid it"))]
    if made:
        moments.append((made.sent_at, _("You objected")))
    if made and made.decided_at:
        moments.append(
            (made.decided_at, _("A moderator answered: %(outcome)s") % {"outcome": made.get_outcome_display()})
        )
    if found.ended_at:
        moments.append((found.ended_at, _("It is shown again")))
    told = [{"when": date_format(localtime(at), "DATETIME_FORMAT"), "text": text} for at, text in moments]
    return told[::-1]


@members
@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    found = _mine(request, pk)
    form = AppealForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    typed = form.cleaned_data
    try:
        actions.appeal(found, text=typed["text"], once=typed["once"], by=me(request), language=get_language() or "nl")
    except actions.AppealedError:
        messages.info(request, _("Somebody objected before; a moderator looks at that."))
    except actions.NotHiddenError:
        messages.info(request, _("It is shown again, so there is nothing to object to."))
    else:
        messages.success(request, _("A moderator looks at your objection. You hear what it becomes."))
    return redirect(found)
