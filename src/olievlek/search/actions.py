"""What a member does with the questions she saves. Recorded nowhere: what somebody looks for is nobody's business."""

import json
from hashlib import sha256

from django.db import transaction
from django.utils.text import Truncator

from olievlek.accounts.models import User
from olievlek.core import text
from olievlek.core.rows.locks import locked
from olievlek.index import projection, reader
from olievlek.search.answers import Asked, answering, collapsed
from olievlek.search.models import SavedSearch

MOST = 30  # questions of one person


class TooManyError(Exception):
    """She saves as many as she may."""


def key_of(asked: Asked) -> str:
    """The same for the same question with the same filters, however it was typed or ticked."""
    chosen = {name: sorted(values) for name, values in asked.chosen.items()}
    return sha256(json.dumps([text.folded(asked.text), chosen], sort_keys=True).encode()).hexdigest()


@transaction.atomic
def save(asked: Asked, *, by: User) -> SavedSearch:
    """Keep a question. Current results count as seen. Raises TooManyError."""
    locked(by)  # so that two at once stay below the limit
    kept = SavedSearch.objects.filter(user=by, key=key_of(asked)).first()
    if kept is None:
        if SavedSearch.objects.filter(user=by).count() >= MOST:
            raise TooManyError
        chosen = {name: list(values) for name, values in asked.chosen.items()}
        kept = SavedSearch(user=by, key=key_of(asked), text=Truncator(asked.text).chars(300), chosen=chosen)
        # without an index nothing is seen, and what is there already must not come as news
        kept.upto, kept.seen = reader.reached() or projection.last_sequence(), families(asked, by)
        kept.save()
    return kept


def families(asked: Asked, user: User) -> list[str]:
    """What answers the question for this person, near copies as one."""
    return [family_key(family[0].family, family[0].pk) for family in collapsed(answering(asked, user).documents)]


def family_key(family: str, pk: int) -> str:
    return family or f"#{pk}"


def remove(saved: SavedSearch) -> None:
    """She hears of it no more. Twice changes nothing."""
    SavedSearch.objects.filter(pk=saved.pk).delete()
