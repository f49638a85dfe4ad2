"""Which nouns of lower rooms people can report here, who made them, and who hears it when one is hidden."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from olievlek.accounts import events as accounts
from olievlek.accounts import hiding
from olievlek.accounts.models import Profile, User
from olievlek.moderation import actions, subjects
from olievlek.organisations import events as organisations
from olievlek.organisations.actions import house_style
from olievlek.organisations.membership import coordinators
from olievlek.organisations.models import HouseStyle, Membership
from olievlek.timeline.events import Event
from olievlek.timeline.record import listen


def hear(hidden: Event, shown: Event) -> None:
    """Makers hear of these two from now on; called in `AppConfig.ready()`."""
    listen(hidden, actions.note_hidden)
    listen(shown, actions.note_shown)


def _herself(profile: Profile) -> Iterable[User]:
    return [profile.user]


def _profile_of(user: User) -> QuerySet[Profile]:
    return Profile.objects.filter(user_id=user.pk)


def _keepers(style: HouseStyle) -> Iterable[User]:
    return coordinators(style.organisation)


def _styles_of(user: User) -> QuerySet[HouseStyle]:
    led = Membership.objects.coordinating().filter(user_id=user.pk).values("organisation")
    return HouseStyle.objects.filter(organisation__in=led)


def register() -> None:
    """Profiles, and how organisations look; higher rooms register their own nouns."""
    _register("profile", "profiel", Profile, _("profile"), hiding.hide, hiding.unhide, _herself, _profile_of)
    _register(
        "style", "huisstijl", HouseStyle, _("word, colours and logo"), house_style.hide, house_style.unhide, _keepers,
        _styles_of,
    )  # fmt: skip
    hear(accounts.PROFILE_HIDDEN, accounts.PROFILE_SHOWN)
    hear(organisations.STYLE_HIDDEN, organisations.STYLE_SHOWN)


def _register(
    key: str, path: str, model: type[Model], label: subjects.Text, hide: subjects.Verb, unhide: subjects.Verb,
    makers: subjects.Makers, made_by: subjects.MadeBy,
) -> None:  # fmt: skip
    subjects.register(
        key, path=path, model=model, label=label, kinds=["abuse"], hide=hide, unhide=unhide, makers=makers,
        made_by=made_by,
    )  # fmt: skip
