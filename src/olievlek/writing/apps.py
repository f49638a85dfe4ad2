"""The app of the room `writing`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WritingConfig(AppConfig):
    name = "olievlek.writing"
    verbose_name = _("Writing")

    def ready(self) -> None:
        from olievlek.core import navigation, signposts, slots
        from olievlek.core.views import signed_in
        from olievlek.writing.views import together

        navigation.register(_("My examples"), "writing:mine", menu="account", order=5, shown=signed_in)
        signposts.register("fill in an example", "writing:case_proof")
        slots.declare("writing.similar")
        slots.register("case.makers", template="writing/_makers.html", context=together.makers)
