"""The desk of the moderators: one queue, and one page for each message with all they may do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core import export
from olievlek.core.marks import moderators
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.moderation import actions
from olievlek.moderation.forms import AnswerForm, CloseForm, DecideForm, HandOverForm, NoteForm, ReasonForm
from olievlek.moderation.history import history_of
from olievlek.moderation.kinds import CLAIM
from olievlek.moderation.models import Appeal, Message
from olievlek.moderation.queue import Queue, with_nouns
from olievlek.moderation.subjects import Subject
from olievlek.moderation.views.sending import language_of
from olievlek.organisations import evidence
from olievlek.organisations.forms.desk import named
from olievlek.organisations.models import Organisation


@moderators
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    return render_page(request, "moderation/queue.html", {"queue": Queue(request)}, partial="results")


@moderators
@require_safe
def queue_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """The filtered queue, the first promised day first. Senders stand only on the page of a message."""
    heads = [
        _("Reference"),
        _("Kind"),
        _("About"),
        _("Text"),
        _("Sent"),
        _("Answer by"),
        _("Closed"),
        _("Outcome"),
        _("Address"),
    ]
    found = with_nouns(list(export.fitting(kind, Queue(request).rows.order_by("answer_by", "pk"))), request.user)
    rows = [
        [
            one.reference, one.sort.name, str(one.noun or ""), one.text, one.sent_at, one.answer_by, one.closed_at,  # type: ignore[attr-defined]  # with_nouns sets it
            one.get_outcome_display(), export.address(one.get_absolute_url()),
        ]
        for one in found
    ]  # fmt: skip
    return export.sheet(kind, _("What people told us"), heads, rows)


@moderators
@require_safe
def message(request: HttpRequest, reference: str) -> HttpResponse:
    return _page(request, _message(request, reference))


def _page(request: HttpRequest, told: Message, *, status: int = 0, **forms: Any) -> HttpResponse:
    """The page of one message; a form with mistakes comes back in its place with what was typed."""
    subject = told.subject
    noun = subject.looked_after([told.about_id], request.user).get(told.about_id or 0) if subject else None
    appeal: Appeal | None = getattr(told, "appeal", None)
    context = {
        "told": told,
        "subject": subject,
        "noun": noun,
        "hidden": bool(getattr(noun, "hidden_at", None)),
        "removed": bool(getattr(noun, "removed_at", None)),
        "correct_url": subject.correct(noun) if subject and subject.correct and noun is not None else "",
        "language": language_of(noun),
        "replies": told.replies.select_related("by"),
        "notes": told.notes.select_related("by"),
        "history": history_of(told, noun, request.user),
        "answer": AnswerForm(auto_id="answer_%s"),
        "note": NoteForm(auto_id="note_%s"),
        "hide": ReasonForm(auto_id="hide_%s"),
        "close": CloseForm(auto_id="close_%s"),
        "appeal": appeal,
        "decide": DecideForm(auto_id="decide_%s"),
        "hand_over": _hand_over_form(told, subject),
        "chosen": None,
        "handed_over": told.kind == CLAIM.key and bool(getattr(noun, "handed_over_at", None)),
        "evidence": _evidence(told, forms.get("chosen") or _meant(told)) if told.kind == CLAIM.key else None,
        "hid_it_myself": appeal is not None and getattr(noun, "hidden_by_id", None) == request.user.pk,
        **forms,
    }
    return render_page(request, "moderation/message.html", context, status=status or (422 if forms else 200))


def _hand_over_form(told: Message, subject: Subject | None) -> HandOverForm | None:
    """Only for an open claim of something that can be handed over; the sender's organisation is filled in."""
    if told.kind != CLAIM.key or subject is None or subject.hand_over is None or told.closed_at:
        return None
    known = _meant(told)
    return HandOverForm(initial={"organisation": known.name if known else ""}, auto_id="hand_over_%s")


def _meant(told: Message) -> Organisation | None:
    """On whose name the page is proposed to go."""
    return told.for_organisation or named(told.organisation)


def _evidence(told: Message, organisation: Organisation | None) -> evidence.Evidence:
    """Evidence about the sender and the organisation that the form names."""
    return evidence.of_person(told.sent_by, organisation, typed=told.email)


@moderators
@require_POST
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    form = AnswerForm(request.POST, auto_id="answer_%s")
    if not form.is_valid():
        return _page(request, told, answer=form)
    try:
        actions.answer(told, once=form.cleaned_data["once"], text=form.cleaned_data["text"], by=me(request))
    except actions.NoAddressError:
        form.add_error(None, _("The sender left no address, so nobody can get this. Close the message instead."))
        return _page(request, told, answer=form)
    messages.success(request, _("Your answer is on its way."))
    return redirect(told)


@moderators
@require_POST
def note(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    form = NoteForm(request.POST, auto_id="note_%s")
    if not form.is_valid():
        return _page(request, told, note=form)
    actions.note(told, once=form.cleaned_data["once"], text=form.cleaned_data["text"], by=me(request))
    messages.success(request, _("Your note is saved."))
    return redirect(told)


@moderators
@require_POST
def close(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    form = CloseForm(request.POST, auto_id="close_%s")
    if not form.is_valid():
        return _page(request, told, close=form)
    _try(lambda: actions.close(told, outcome=form.cleaned_data["outcome"], by=me(request)))
    messages.success(request, _("The message is closed."))
    return redirect(told)


@moderators
@require_POST
def decide_appeal(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    appeal: Appeal | None = getattr(told, "appeal", None)
    if appeal is None:
        raise Http404
    form = DecideForm(request.POST, auto_id="decide_%s")
    if not form.is_valid():
        return _page(request, told, decide=form)
    decided = actions.decide_appeal(appeal, **form.cleaned_data, by=me(request))
    said = {"outcome": decided.get_outcome_display()}
    messages.success(request, _("The objection is answered: %(outcome)s.") % said)
    return redirect(told)


@moderators
@require_POST
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    _try(lambda: actions.reopen(told, by=me(request)))
    messages.success(request, _("The message is open again."))
    return redirect(told)


@moderators
@require_POST
def hide(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    form = ReasonForm(request.POST, auto_id="hide_%s")
    if not form.is_valid():
        return _page(request, told, hide=form)
    return _act(request, told, "hide", _("Hidden: only moderators see it now."), reason=form.cleaned_data["reason"])


@moderators
@require_POST
def show(request: HttpRequest, reference: str) -> HttpResponse:
    return _act(request, _message(request, reference), "unhide", _("Everyone can see it again."))


@moderators
@require_POST
def remove(request: HttpRequest, reference: str) -> HttpResponse:
    done = _("Removed, also from search. You can still restore it here.")
    return _act(request, _message(request, reference), "remove", done)


@moderators
@require_POST
def restore(request: HttpRequest, reference: str) -> HttpResponse:
    return _act(request, _message(request, reference), "restore", _("It is back."))


def _act(request: HttpRequest, told: Message, verb: str, done: str, **given: str) -> HttpResponse:
    _try(lambda: actions.act(told, verb, by=me(request), **given))
    messages.success(request, done)
    return redirect(told)


@moderators
@require_POST
def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    form = HandOverForm(request.POST, auto_id="hand_over_%s")
    if not form.is_valid():
        return _page(request, told, hand_over=form)
    to, shown = form.cleaned_data["organisation"], request.POST.get("shown", "")
    try:
        _try(lambda: actions.hand_over_noun(told, to=to, by=me(request), shown=shown))
    except evidence.ChangedSinceShownError:
        messages.warning(
            request,
            _("Something changed since you opened this page. See what is proved for %(name)s now, and decide again.")
            % {"name": apart(to.called)},
        )
        return _page(request, _message(request, reference), status=409, hand_over=form, chosen=to)
    messages.success(request, _("Handed over to %(name)s. The sender gets a mail.") % {"name": apart(to.called)})
    return redirect(told)


@moderators
@require_POST
def hand_back(request: HttpRequest, reference: str) -> HttpResponse:
    told = _message(request, reference)
    _try(lambda: actions.hand_noun_back(told, by=me(request)))
    messages.success(request, _("Undone: the page is as it was, and the message is open again."))
    return redirect(told)


def _try(action: Callable[[], object]) -> None:
    """404 when this noun has no such verb."""
    try:
        action()
    except actions.NotPossibleError as error:
        raise Http404 from error


def _message(request: HttpRequest, reference: str) -> Message:
    rows = Message.objects.visible_to(request.user).select_related(
        "closed_by", "appeal__by", "appeal__decided_by", "sent_by", "for_organisation"
    )
    return get_object_or_404(rows, reference=reference)
