"""Pages to ask another organisation, and to answer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.addresses import verified
from olievlek.accounts.me import me
from olievlek.conversations import actions
from olievlek.conversations.forms import AcceptForm, RequestForm
from olievlek.conversations.models import Request
from olievlek.conversations.recipients import is_on_board, lately, on_board
from olievlek.core import export
from olievlek.core.limits import allow
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.views import posted, show_and_send
from olievlek.moderation import subjects
from olievlek.moderation.kinds import ABUSE
from olievlek.moderation.models import Message, MessageQuerySet
from olievlek.moderation.subjects import Subject
from olievlek.moderation.views.sending import language_of
from olievlek.organisations.acting import acting_for
from olievlek.organisations.models import Organisation

QUESTIONS_PER_HOUR = 10
MOST = 50


@members
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """Questions to where I work, and those I asked: colleagues elsewhere, and the moderators."""
    mine = Request.objects.visible_to(request.user).select_related("to", "for_organisation")
    waiting = list(mine.answerable_by(request.user).order_by("sent_at", "pk")[:MOST])
    asked = list(mine.asked_by(request.user)[:MOST])
    told = list(_told(request).prefetch_related("replies")[:MOST])
    nouns = subjects.nouns_of([*waiting, *asked, *told], request.user)
    context = {
        "waiting": [_row(one, nouns) for one in waiting],
        "asked": [_row(one, nouns) for one in asked],
        "told": [_row(one, nouns) for one in told],
    }
    return render_page(request, "conversations/requests.html", context)


@members
@require_safe
def requests_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """Those of both lists, also the older ones; how somebody can be reached stands on the page of the question."""
    mine = Request.objects.visible_to(request.user).select_related("to", "for_organisation")
    found = mine.answerable_by(request.user) | mine.asked_by(request.user)
    heads = [_("Of"), _("To"), _("About"), _("Question"), _("Sent"), _("Answer"), _("Answered"), _("Address")]
    asked = list(export.fitting(kind, found.order_by("-pk")))
    nouns = subjects.nouns_of(asked, request.user)
    rows = [
        [
            one.for_organisation.called, one.to.called, str(nouns.get((one.about_kind, one.about_id), "")), one.text,
            one.sent_at, one.get_outcome_display(), one.decided_at, export.address(one.get_absolute_url()),
        ]
        for one in asked
    ]  # fmt: skip
    told = list(export.fitting(kind, _told(request)))
    nouns = subjects.nouns_of(told, request.user)
    rows += [
        [
            "", _("Moderators"), str(nouns.get((one.about_kind, one.about_id), "")), one.text,
            one.sent_at, one.get_outcome_display(), one.closed_at, export.address(sent_address(one)),
        ]
        for one in told
    ]  # fmt: skip
    return export.sheet(kind, _("Questions between colleagues"), heads, rows)


def _told(request: HttpRequest) -> MessageQuerySet:
    """Questions of this user to the moderators, newest first; a report of abuse is no question."""
    return Message.objects.sent_by(request.user).exclude(kind=ABUSE.key).order_by("-pk")


def sent_address(told: Message) -> str:
    return reverse("moderation:sent", args=[told.reference])


def _row(asked: Request | Message, nouns: dict[tuple[str, int | None], Any]) -> dict[str, Any]:
    noun = nouns.get((asked.about_kind, asked.about_id))
    return {"asked": asked, "noun": noun, "language": language_of(noun)}


@members
@require_safe
def whom(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    """Whom can I ask about this? The maker first."""
    subject, noun = noun_at(request, path, pk)
    bodies = _whom(request, subject, noun)
    here = on_board(bodies)
    rows = [(body, body.pk in here) for body in bodies]
    context = {"subject": subject, "noun": noun, "whom": rows, "language": language_of(noun)}
    return render_page(request, "conversations/whom.html", context)


@members
@show_and_send
def ask(request: HttpRequest, path: str, pk: int, slug: str) -> HttpResponse:
    """One question to one organisation; says how busy it is, and what happens when nobody is there yet."""
    subject, noun = noun_at(request, path, pk)
    to = next((one for one in _whom(request, subject, noun) if one.slug == slug), None)
    if to is None:
        raise Http404
    acting = acting_for(request)
    form = RequestForm(posted(request))
    status = 200
    if request.method == "POST" and acting is not None and form.is_valid():
        if allow("conversations.ask", request, limit=QUESTIONS_PER_HOUR, extra=str(request.user.pk)):
            return redirect(_ask(request, (subject, noun), to, acting, form))
        form.add_error(None, _("You asked many questions in a short time. Wait an hour, and send this again."))
        status = 429
    elif request.method == "POST":
        status = 422
    context = {
        "form": form, "to": to, "noun": noun, "language": language_of(noun), "lately": lately(to),
        "on_board": is_on_board(to), "works_for": acting, "source_url": getattr(noun, "source_url", ""),
    }  # fmt: skip
    return render_page(request, "conversations/ask.html", context, status=status)


def _ask(
    request: HttpRequest, about: tuple[Subject, Any], to: Organisation, acting: Organisation, form: RequestForm
) -> Request:
    typed = form.cleaned_data
    try:
        asked = actions.ask(
            about, to=to, for_organisation=acting, text=typed["text"], once=typed["once"], by=me(request),
            language=get_language() or "nl",
        )  # fmt: skip
    except actions.AlreadyAskedError as error:
        messages.info(request, _("You asked them about this before, and that question still waits."))
        return error.waiting
    messages.success(request, _("Your question is on its way."))
    return asked


@members
@require_safe
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _visible(request, pk))


def _page(request: HttpRequest, asked: Request, form: AcceptForm | None = None) -> HttpResponse:
    may_answer = Request.objects.answerable_by(request.user).filter(pk=asked.pk).exists()
    noun = asked.noun(request.user)
    context = {
        "asked": asked,
        "noun": noun,
        "language": language_of(noun),
        "mine": asked.asker_id == request.user.pk,
        "form": (form or _accept_form(request)) if may_answer else None,
        "contact": asked.shows_contact_to(request.user),
        "on_board": is_on_board(asked.to),
        "source_url": getattr(noun, "source_url", ""),
    }
    return render_page(request, "conversations/request.html", context, status=422 if form else 200)


def _accept_form(request: HttpRequest, data: Any = None) -> AcceptForm:
    user = me(request)
    addresses = list(dict.fromkeys([user.email, *verified(user)]))
    return AcceptForm(addresses, data, initial={"name": user.name})


@members
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    asked = _answerable(request, pk)
    form = _accept_form(request, request.POST)
    if not form.is_valid():
        return _page(request, asked, form)
    _decide(request, lambda: actions.accept(asked, by=me(request), **form.cleaned_data), _("They can reach you now."))
    return redirect(asked)


@members
@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    asked = _answerable(request, pk)
    _decide(request, lambda: actions.decline(asked, by=me(request)), _("You said no. You need not say why."))
    return redirect(asked)


@members
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(Request.objects.asked_by(request.user), pk=pk)
    _decide(request, lambda: actions.withdraw(asked, by=me(request)), _("Your question is taken back."))
    return redirect(asked)


def _decide(request: HttpRequest, deed: Any, done: str) -> None:
    """The first who decides, decides; who comes second hears what it became."""
    try:
        deed()
        messages.success(request, done)
    except actions.DecidedError as error:
        outcome = error.request.get_outcome_display()
        messages.info(request, _("This question was decided before: %(outcome)s.") % {"outcome": outcome})


def _answerable(request: HttpRequest, pk: int) -> Request:
    """Also one that a colleague decided a moment ago: the action then says what it became."""
    return get_object_or_404(Request.objects.addressed_to(request.user).select_related("to"), pk=pk)


def _visible(request: HttpRequest, pk: int) -> Request:
    rows = Request.objects.visible_to(request.user).select_related("to", "for_organisation", "asker", "decided_by")
    return get_object_or_404(rows, pk=pk)


def noun_at(request: HttpRequest, path: str, pk: int) -> tuple[Subject, Any]:
    """A noun that people talk about; who may not see it does not learn that it exists."""
    subject = subjects.at(path)
    noun = subject.visible(pk, request.user) if subject and subject.whom else None
    if subject is None or noun is None:
        raise Http404
    return subject, noun


def _whom(request: HttpRequest, subject: Subject, noun: Any) -> list[Organisation]:
    """Organisations that can be asked: all but the one of the asker."""
    assert subject.whom is not None
    acting = acting_for(request)
    return [one for one in subject.whom(noun) if acting is None or one.pk != acting.pk]
