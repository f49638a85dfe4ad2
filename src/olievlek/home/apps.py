"""The app of the room `home`: its pages join the menus."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "olievlek.home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from olievlek.conversations import prompts as questions
        from olievlek.core import navigation, prompts, slots, welcome
        from olievlek.core.views import signed_in
        from olievlek.home import prompts as own
        from olievlek.moderation import fillings
        from olievlek.moderation import prompts as messages

        navigation.register(_("About"), "home:about", order=90)
        navigation.register(_("About Olievlek"), "home:about", menu="about", order=10)
        navigation.register(_("Where the facts come from"), "home:origins", menu="about", order=20)
        navigation.register(_("Accessibility"), "home:accessibility", menu="account", order=10)
        navigation.register(_("Privacy"), "home:privacy", menu="account", order=20)
        navigation.register(_("Report a leak"), "home:security", menu="account", order=30)
        navigation.register(_("My workplace"), "home:workplace", order=5, shown=signed_in)
        prompts.register("conversations.to_answer", questions.to_answer, order=10)
        prompts.register("moderation.messages", messages.messages, order=15)
        prompts.register("conversations.answered", questions.answered, order=20)
        prompts.register("organisations.to_decide", own.requests_to_join, order=30)
        prompts.register("library.drafts", own.drafts, order=40)
        slots.declare("accessibility.form")
        slots.register("accessibility.form", template="moderation/_tell.html", context=fillings.accessibility)
        welcome.register(things_to_try)


def things_to_try() -> list[str]:
    """Three things to try, for who starts Olievlek for the first time."""
    from django.conf import settings
    from django.urls import reverse

    def address(name: str, *args: str) -> str:
        return f"{settings.OLIEVLEK_BASE_URL}{reverse(name, args=args)}"

    return [
        "Three things to try:",
        "  1. Type a problem in your own words: klanten moeten terugkomen omdat de pasfoto niet goed is",
        f"  2. See who uses a practice and who stopped: {address('cases:case', 'virtuele-assistent-gem')}",
        f"  3. Look up your own organisation: {address('organisations:organisation_list')}",
        "",
    ]
