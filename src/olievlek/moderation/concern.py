"""People whom an entry about a hiding concerns, and its words for them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from olievlek.core.nouns import Concern
from olievlek.core.text import apart
from olievlek.moderation.models import Hiding
from olievlek.timeline.models import Entry


def hidden(entry: Entry) -> Concern | None:
    """Makers of the hidden noun."""
    hiding = Hiding.objects.filter(pk=entry.about_id).first()
    return Concern(hiding, dict.fromkeys((user.pk for user in hiding.makers), "yours")) if hiding else None


def title(hiding: Hiding, _reader: Any) -> str:
    return _("Hidden: %(title)s") % {"title": apart(str(hiding))}


def of_maker(user: Any, pks: Iterable[int]) -> Mapping[int, Hiding]:
    """Those of what this person made, each with what it is about."""
    return {one.pk: one for one in Hiding.objects.of_maker(user).filter(pk__in=list(pks)).with_nouns()}
