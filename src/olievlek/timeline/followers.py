"""People who followed a noun when something happened."""

from collections.abc import Iterable

from olievlek.timeline.models import Entry, Follow


def followers(kind: str, ids: Iterable[int | None], entry: Entry, reason: str) -> dict[int, str]:
    """People who followed one of these nouns of a kind at the time of an entry, each with this reason to hear it."""
    found = Follow.objects.filter(about_kind=kind, about_id__in=[pk for pk in ids if pk], at__lte=entry.at)
    return dict.fromkeys(found.order_by("pk").values_list("user_id", flat=True), reason)
