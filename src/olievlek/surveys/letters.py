"""The two letters of a round, in the language of the site: an invitation, and a reminder that everyone gets."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from olievlek.core.mail import queue_mail
from olievlek.surveys.links import personal_token
from olievlek.surveys.models import Participation, Round


def invite(round_: Round, people: Iterable[Participation]) -> None:
    """Leave a letter for each; the worker sends them."""
    _write(round_, people, "surveys/mail/invitation.txt")


def remind(round_: Round, people: Iterable[Participation]) -> None:
    _write(round_, people, "surveys/mail/reminder.txt")


def _write(round_: Round, people: Iterable[Participation], template: str) -> None:
    with override(settings.LANGUAGE_CODE):
        subject = _("What do you see happening at %(name)s?") % {"name": round_.organisation.called}
        for one in people:
            path = reverse("surveys:welcome", args=[personal_token(one)])
            context = {"round": round_, "address": f"{settings.OLIEVLEK_BASE_URL}{path}"}
            queue_mail(to=one.email, subject=subject, body=render_to_string(template, context))
