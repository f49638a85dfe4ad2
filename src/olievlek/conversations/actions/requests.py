"""Ask another organisation, and answer yes or no. One outcome, whoever decides at the same moment."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.conversations import events
from olievlek.conversations.models import Request
from olievlek.core.rows.locks import locked
from olievlek.moderation.subjects import Subject
from olievlek.organisations.models import Organisation
from olievlek.timeline.record import record

Outcome = Request.Outcome


class AlreadyAskedError(ValueError):
    """The same person asked the same organisation about the same noun, and waits for the answer."""

    def __init__(self, waiting: Request) -> None:
        super().__init__(waiting.pk)
        self.waiting = waiting


class OwnOrganisationError(ValueError):
    """The question is addressed to the asker's own organisation."""


class DecidedError(ValueError):
    """Somebody decided before with another outcome; `request.outcome` says which."""

    def __init__(self, request: Request) -> None:
        super().__init__(request.outcome)
        self.request = request


@transaction.atomic
def ask(
    about: tuple[Subject, Any], *, to: Organisation, for_organisation: Organisation, text: str, once: uuid.UUID,
    by: User, language: str = "nl",
) -> Request:  # fmt: skip
    """Ask an organisation, also one where nobody is yet. The same form sent twice makes one question."""
    locked(by)  # so that two forms of one person cannot both see no question waiting
    sent = Request.objects.filter(once=once).first()
    if sent is not None:
        return sent
    if to.pk == for_organisation.pk:
        raise OwnOrganisationError(to.slug)
    subject, noun = about
    waiting = Request.objects.open().filter(asker=by, to=to, about_kind=subject.key, about_id=noun.pk).first()
    if waiting is not None:
        raise AlreadyAskedError(waiting)
    request = Request.objects.create(
        about_kind=subject.key, about_id=noun.pk, to=to, asker=by, for_organisation=for_organisation, text=text,
        language=language, once=once,
    )  # fmt: skip
    record(events.REQUEST_SENT, about=request, by=by)
    return request


@transaction.atomic
def accept(request: Request, *, by: User, name: str, email: str = "", phone: str = "", reply: str = "") -> Request:
    """Say yes, with how to be reached. A second yes keeps the first."""
    if not email and not phone:
        raise ValueError("Say how you can be reached.")
    request, fresh = _decide(request, Outcome.YES, by)
    if fresh:
        request.contact_name, request.contact_email, request.contact_phone = name, email, phone
        request.reply = reply
        request.save()
        record(events.REQUEST_ACCEPTED, about=request, by=by)
    return request


@transaction.atomic
def decline(request: Request, *, by: User) -> Request:
    """Say no. Nobody asks why."""
    request, fresh = _decide(request, Outcome.NO, by)
    if fresh:
        request.save()
        record(events.REQUEST_DECLINED, about=request, by=by)
    return request


@transaction.atomic
def withdraw(request: Request, *, by: User) -> Request:
    """Take one's own question back."""
    request, fresh = _decide(request, Outcome.WITHDRAWN, by)
    if fresh:
        request.save()
        record(events.REQUEST_WITHDRAWN, about=request, by=by)
    return request


def _decide(request: Request, outcome: Outcome, by: User) -> tuple[Request, bool]:
    """The locked row with its outcome, and whether that is new; DecidedError when it was another."""
    request = locked(request)
    if not request.is_open:
        if request.outcome != outcome:
            raise DecidedError(request)
        return request, False
    request.outcome, request.decided_at, request.decided_by = outcome, timezone.now(), by
    return request, True
