"""Say something under a noun, take it away again, thank."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from olievlek.accounts.me import me
from olievlek.conversations import actions
from olievlek.conversations.forms import CommentForm
from olievlek.conversations.models import Comment
from olievlek.conversations.views.requests import noun_at
from olievlek.core.limits import allow
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.moderation.views.sending import language_of
from olievlek.organisations.acting import acting_for

COMMENTS_PER_HOUR = 20


@members
@require_POST
def comment(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    """An invalid form comes back on a page of its own, with what was typed."""
    about = noun_at(request, path, pk)
    form = CommentForm(request.POST, auto_id="comment_%s")
    if form.is_valid():
        if allow("conversations.comment", request, limit=COMMENTS_PER_HOUR, extra=str(request.user.pk)):
            said = actions.comment(
                about, text=form.cleaned_data["text"], once=form.cleaned_data["once"], by=me(request),
                for_organisation=acting_for(request), language=get_language() or "nl",
            )  # fmt: skip
            messages.success(request, _("Your comment stands below."))
            return redirect(said.get_absolute_url())
        form.add_error(None, _("You said much in a short time. Wait an hour, and send this again."))
    context: dict[str, Any] = {"form": form, "subject": about[0], "noun": about[1], "language": language_of(about[1])}
    return render_page(request, "conversations/comment.html", context, status=422)


@members
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Also when it was taken away a moment ago."""
    said = get_object_or_404(Comment.objects.filter(by_id=request.user.pk), pk=pk)
    actions.remove_comment(said, by=me(request))
    messages.success(request, _("Your comment is gone, and so are its words."))
    return redirect(said.get_absolute_url())


@members
@require_POST
def thank(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    about = noun_at(request, path, pk)
    actions.thank(about, by=me(request))
    return redirect(about[1])


@members
@require_POST
def take_back(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    about = noun_at(request, path, pk)
    actions.take_thank_back(about, by=me(request))
    return redirect(about[1])
