"""The app of the room `home`: its pages join the menus."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "olievlek.home"
    verbose_name = _("Home")

    def ready(self) -> None:
        from olievlek.core import navigation

        navigation.register(_("About"), "home:about", order=90)
        navigation.register(_("About Olievlek"), "home:about", menu="about", order=10)
        navigation.register(_("Where the facts come from"), "home:origins", menu="about", order=20)
        navigation.register(_("Accessibility"), "home:accessibility", menu="account", order=10)
        navigation.register(_("Privacy"), "home:privacy", menu="account", order=20)
        navigation.register(_("Report a leak"), "home:security", menu="account", order=30)
