"""The app of the room `accounts`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "olievlek.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from olievlek.accounts import checks, codes, demo, erasure, menu, models, mydata, personal
        from olievlek.accounts.nouns import NOUNS
        from olievlek.core import audience, mail, nouns, slots, welcome, worker

        nouns.each("my_data", mydata.read)
        nouns.each("erasure", erasure.read)
        nouns.declare(*NOUNS)
        assert checks
        audience.register(models.moderator_tokens)
        slots.register("account.menu", template="accounts/_menu.html", context=menu.menu, order=90)
        worker.register("accounts.codes", mail.patiently(codes.send_asked))
        welcome.register(demo.welcome_lines)
        personal.declare()
