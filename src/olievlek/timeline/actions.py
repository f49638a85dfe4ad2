"""Follow and mute. Recorded nowhere, because following is reading."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction

from olievlek.core.about import about
from olievlek.timeline.models import Follow, Mute


@transaction.atomic
def follow(noun: models.Model, *, by: AbstractBaseUser) -> None:
    """Hear of it from now on, also when it was muted before."""
    Mute.objects.about(noun).of(by).delete()
    Follow.objects.get_or_create(user_id=by.pk, **about(noun))


def unfollow(noun: models.Model, *, by: AbstractBaseUser) -> None:
    """Stop following. Makers still hear of their own nouns."""
    Follow.objects.about(noun).of(by).delete()


@transaction.atomic
def mute(noun: models.Model, *, by: AbstractBaseUser) -> None:
    """Hear nothing of it any more, whatever the reason was."""
    unfollow(noun, by=by)
    Mute.objects.get_or_create(user_id=by.pk, **about(noun))


def unmute(noun: models.Model, *, by: AbstractBaseUser) -> None:
    """Undo muting. Following does not come back by itself."""
    Mute.objects.about(noun).of(by).delete()
