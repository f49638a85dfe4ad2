"""Pages to tell the moderators something: choose what, write it, follow it."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from olievlek.core.limits import allow_sender
from olievlek.core.marks import public
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.moderation import actions, subjects
from olievlek.moderation.forms import LONGEST, WriteForm
from olievlek.moderation.kinds import BY_WORD, KINDS, Kind
from olievlek.moderation.models import Message
from olievlek.moderation.subjects import Subject
from olievlek.organisations.acting import who_writes

MESSAGES_PER_HOUR = 20


@public
@require_safe
def choose(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    """Is this not right? One card for each thing somebody may want."""
    subject, noun = _noun(request, path, pk)
    context = {"subject": subject, "noun": noun, "language": language_of(noun)}
    return render_page(request, "moderation/choose.html", context)


@public
@show_and_send
def write_about(request: HttpRequest, word: str, path: str, pk: int) -> HttpResponse:
    """A message about one noun that the sender may see."""
    subject, noun = _noun(request, path, pk)
    kind = BY_WORD.get(word)
    if kind not in subject.kinds or kind is None:
        raise Http404
    return _write(request, kind, (subject, noun))


@public
@show_and_send
def write(request: HttpRequest, key: str) -> HttpResponse:
    """A message about nothing in particular."""
    return _write(request, KINDS[key], None)


def _write(request: HttpRequest, kind: Kind, about: tuple[Subject, Any] | None) -> HttpResponse:
    data = posted(request)
    form = WriteForm(kind, data, initial=_initial(request), **who_writes(request))
    status = 200
    if request.method == "POST" and form.is_valid():
        if allow_sender("conversations.send", request, limit=MESSAGES_PER_HOUR):
            return redirect("moderation:sent", _send(request, kind, form, about).reference)
        form.add_error(None, _("Many messages came from here in a short time. Wait an hour, and send this again."))
        status = 429
    elif form.errors:
        status = 422
    context = {"kind": kind, "form": form, "subject": None, "noun": None, "language": ""}
    if about is not None:
        context |= {"subject": about[0], "noun": about[1], "language": language_of(about[1])}
    return render_page(request, "moderation/write.html", context, status=status)


def _send(request: HttpRequest, kind: Kind, form: WriteForm, about: tuple[Subject, Any] | None) -> Message:
    typed = form.cleaned_data
    return actions.send(
        kind, once=typed["once"], text=typed["text"], by=request.user, about=about, language=get_language() or "nl",
        for_organisation=form.works_for, **form.sender(),
    )  # fmt: skip


def _initial(request: HttpRequest) -> dict[str, str]:
    """The search that found nothing, and the page somebody came from (never with its query)."""
    return {"text": request.GET.get("q", "")[:LONGEST], "page": _came_from(request)}


def _came_from(request: HttpRequest) -> str:
    """The path of our own page that led here; a referrer may be anything, also no address."""
    try:
        came_from = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    own = came_from.netloc == request.get_host() and came_from.path != request.path
    return came_from.path[:500] if own else ""


@public
@require_safe
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """The progress of a message. Only a sender who was signed in reads the text again."""
    message = get_object_or_404(Message, reference=reference)
    subject = message.subject
    noun = subject.visible(message.about_id, request.user) if subject and message.about_id else None
    context = {"message": message, "noun": noun, "language": language_of(noun), "answered": message.replies.exists()}
    context["replies"] = message.replies.all() if Message.objects.sent_by(request.user).filter(pk=message.pk) else None
    return render_page(request, "moderation/sent.html", context)


def _noun(request: HttpRequest, path: str, pk: int) -> tuple[Subject, Any]:
    """The noun with its subject; who may not see it does not learn that it exists."""
    subject = subjects.at(path)
    noun = subject.visible(pk, request.user) if subject else None
    if subject is None or noun is None:
        raise Http404
    return subject, noun


def language_of(noun: Any) -> str:
    """The language a noun is written in, so that a screen reader speaks it well."""
    return str(getattr(noun, "language", "nl"))
