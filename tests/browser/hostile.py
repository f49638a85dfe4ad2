"""Fill the database of a server with hostile text in every field, and print where it shows.

python -m tests.browser.hostile        (in the environment of the server; prints the addresses as JSON)
"""

import itertools
import json
from typing import Any

import django

django.setup()

from django.db import models  # noqa: E402  # needs the apps

from tests.browser.payloads import PAYLOADS  # noqa: E402  # as above
from tests.matrix.grow import own_models, text_fields  # noqa: E402  # as above
from tests.matrix.nouns import CLOSED, DERIVED, KEYS  # noqa: E402  # as above
from tests.matrix.probe import asked_routes, questions  # noqa: E402  # as above
from tests.matrix.world import World, make_findable, make_world  # noqa: E402  # as above

READERS = ("visitor", "member", "coordinator", "moderator")
SHAPED = (models.SlugField, models.EmailField)


def poison(world: World) -> int:
    """Put a payload in every text field of every row the world grew; returns in how many."""
    supply, done = itertools.cycle(PAYLOADS), 0
    for (label, _state), rows in world.garden.rows.items():
        model = next(one for one in own_models() if one._meta.label == label)
        for row in rows:
            texts: dict[str, Any] = {
                field.name: next(supply)[: field.max_length]
                for field in text_fields(model)
                if not isinstance(field, (*SHAPED, models.JSONField, models.URLField))
                and f"{label}.{field.name}" not in {*CLOSED, *KEYS}
                and getattr(row, field.name)
            }
            addresses = (field for field in text_fields(model) if isinstance(field, models.URLField))
            texts |= {field.name: f"javascript:{PAYLOADS[0]}" for field in addresses}
            if texts and label not in DERIVED:
                model._default_manager.filter(pk=row.pk).update(**texts)
                done += len(texts)
    return done


def main() -> None:
    world = make_world()
    fields = poison(world)
    make_findable()
    readable = [route for route in asked_routes() if "GET" in route.verbs]
    asked = questions(readable, world, ("GET",), roles=READERS, known_verbs_only=True)
    urls = {(one.url, one.role) for one in asked if not one.url.startswith("/en/")}  # the same text in both languages
    print(json.dumps({"fields": fields, "urls": sorted(urls)}))


if __name__ == "__main__":
    main()
