"""The app of the room `adoptions`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdoptionsConfig(AppConfig):
    name = "olievlek.adoptions"
    verbose_name = _("Adoptions")

    def ready(self) -> None:
        from olievlek.adoptions.nouns import NOUNS
        from olievlek.core import navigation, nouns
        from olievlek.core.views import signed_in

        nouns.declare(*NOUNS)
        navigation.register(_("What we copy"), "adoptions:copies", menu="account", order=6, shown=signed_in)
        _on_the_page_of_a_case()


def _on_the_page_of_a_case() -> None:
    from olievlek.adoptions import asking, copy_start
    from olievlek.adoptions.models import Adoption
    from olievlek.cases import asking as contacts
    from olievlek.cases import trash
    from olievlek.core import slots

    contacts.register(asking.whom)
    trash.register(lambda case: Adoption.objects.filter(case=case).exists())
    slots.register("case.aside", template="adoptions/_copy_start.html", context=copy_start.aside, order=5)
    slots.register("case.facts", template="adoptions/_facts.html", context=copy_start.facts)
    slots.register("case.wrong", template="adoptions/_wrong.html", context=copy_start.wrong)
    slots.register("case.users", template="adoptions/_users.html", context=copy_start.users)
    slots.register("case.lineage", template="adoptions/_lineage.html", context=copy_start.lineage)
    slots.register("case.after", template="adoptions/_additions.html", context=copy_start.additions, order=5)
