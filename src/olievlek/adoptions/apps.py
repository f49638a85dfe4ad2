"""The app of the room `adoptions`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdoptionsConfig(AppConfig):
    name = "olievlek.adoptions"
    verbose_name = _("Adoptions")

    def ready(self) -> None:
        from olievlek.adoptions import actions
        from olievlek.adoptions import prompts as own
        from olievlek.adoptions.models import Addition, Adoption
        from olievlek.adoptions.nouns import NOUNS
        from olievlek.core import navigation, nouns, prompts
        from olievlek.core.views import signed_in
        from olievlek.organisations import merging, roles

        nouns.declare(*NOUNS)
        navigation.register(_("What we copy"), "adoptions:copies", menu="account", order=6, shown=signed_in)
        prompts.register("adoptions.copying", own.tasks, order=50)
        merging.register(Adoption, "organisation", unique=["case"], clash=actions.merge_rows)
        merging.register(Addition, "organisation")
        roles.permit(roles.Member, "adoptions.copy", _("copy an example for the organisation, and say how far it is"))
        _adding()
        _on_the_page_of_a_case()


def _adding() -> None:
    """What organisations that copied an example tell below it."""
    from olievlek.adoptions import actions, makers
    from olievlek.adoptions.models import Addition
    from olievlek.moderation import subjects

    subjects.register(
        "addition",
        path="aanvulling",
        model=Addition,
        label=_("addition"),
        kinds=["abuse", "correct", "remove"],
        hide=actions.hide_addition,
        unhide=actions.unhide_addition,
        makers=makers.of_addition,
        made_by=makers.additions_by,
    )


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
