"""The two letters of a round, in the language of the site: an invitation, and a reminder that everyone gets."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from olievlek.accounts.models import User
from olievlek.core.mail import queue_mail
from olievlek.core.text import apart
from olievlek.surveys.elsewhere import elsewhere_of
from olievlek.surveys.links import personal_token
from olievlek.surveys.models import Participation, Round


def invite(round_: Round, people: Iterable[Participation], *, called: Mapping[str, str], by: User | None) -> None:
    """Leave a letter for each; the worker sends them. `called` says by person code how somebody is called."""
    _write(round_, people, "surveys/mail/invitation.txt", called=called, by=by)


def remind(round_: Round, people: Iterable[Participation], *, by: User | None) -> None:
    _write(round_, people, "surveys/mail/reminder.txt", called={}, by=by)


def _write(
    round_: Round, people: Iterable[Participation], template: str, *, called: Mapping[str, str], by: User | None
) -> None:
    with override(settings.LANGUAGE_CODE):
        name = round_.organisation.called
        subject = _("What do you see happening at %(name)s?") % {"name": apart(name)}
        around = {
            "round": round_,
            "asker": by.name if by else "",
            "elsewhere": elsewhere_of(round_),
            "site": settings.OLIEVLEK_BASE_URL,
        }
        for one in people:
            path = reverse("surveys:welcome", args=[personal_token(one)])
            k = round_.minimum_group * (2 if one.guest else 1)
            context = {
                **around,
                "guest": one.guest,
                "k": k,
                "name": called.get(one.person, ""),
                "address": f"{settings.OLIEVLEK_BASE_URL}{path}",
            }
            queue_mail(to=one.email, subject=subject, body=render_to_string(template, context))
