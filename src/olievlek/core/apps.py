"""The app of the room `core`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "olievlek.core"
    verbose_name = _("Core")

    def ready(self) -> None:
        from django.contrib.sessions.models import Session

        from olievlek.core import checks, logs, mail, nouns, slots, worker  # registers the system checks
        from olievlek.core.backup import hooks
        from olievlek.core.models import Hit, OutgoingMail
        from olievlek.core.nouns import Noun

        hooks.leave_out(Session, Hit)
        nouns.declare(Noun("mail", OutgoingMail), Noun("hit", Hit))
        assert checks
        logs.install()
        slots.declare("head.style", "header.account", "header.search")
        worker.register("mail", mail.patiently(mail.send_waiting))
        worker.register("sessions", forget_ended_sessions, every=24 * 3600)


def forget_ended_sessions() -> int:
    """What the privacy page promises: nobody stays signed in after the session's end, nor does its row."""
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    ended, _kinds = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return 1 if ended else 0
