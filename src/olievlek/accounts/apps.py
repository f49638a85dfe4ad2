"""The app of the room `accounts`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

AN_HOUR = 3600


class AccountsConfig(AppConfig):
    name = "olievlek.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from olievlek.accounts import checks, codes, demo, ended, forgetting, menu, models, personal, restored
        from olievlek.accounts.nouns import NOUNS
        from olievlek.core import audience, mail, nouns, slots, welcome, worker
        from olievlek.core.backup import hooks

        nouns.declare(*NOUNS)
        assert checks
        audience.register(models.moderator_tokens)
        slots.declare("account.sections", "person.actions", "person.sections")
        slots.register("header.account", template="accounts/_menu.html", context=menu.menu, order=90)
        worker.register("accounts.codes", mail.patiently(codes.send_asked))
        worker.register("accounts.forget", forgetting.forget_old, every=AN_HOUR)
        welcome.register(demo.welcome_lines)
        personal.declare()
        hooks.leave_out(models.MailedCode, models.OneTimeAddress, models.Device)
        hooks.around_restore(before=ended.note_all, after=restored.end_again)
