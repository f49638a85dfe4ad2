"""Nouns of lower rooms that people can report and moderators can hide: profiles and house styles."""

from collections.abc import Iterable

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from olievlek.accounts import hiding
from olievlek.accounts.models import Profile, User
from olievlek.moderation import subjects
from olievlek.organisations.actions import house_style
from olievlek.organisations.membership import coordinators
from olievlek.organisations.models import HouseStyle, Membership


def _themselves(profile: Profile) -> Iterable[User]:
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
    _register("profile", "profiel", Profile, _("profile"), hiding.hide, hiding.unhide, _themselves, _profile_of)
    _register(
        "style", "huisstijl", HouseStyle, _("word, colours and logo"), house_style.hide, house_style.unhide, _keepers,
        _styles_of,
    )  # fmt: skip


def _register(
    key: str, path: str, model: type[Model], label: subjects.Text, hide: subjects.Verb, unhide: subjects.Verb,
    makers: subjects.Makers, made_by: subjects.MadeBy,
) -> None:  # fmt: skip
    subjects.register(
        key, path=path, model=model, label=label, kinds=["abuse"], hide=hide, unhide=unhide, makers=makers,
        made_by=made_by,
    )  # fmt: skip
