"""Fill the database of a server with hostile text in every field, and print where it shows.

python -m tests.browser.hostile        (in the environment of the server; prints the addresses as JSON)
"""

import itertools
import json
import os
from collections.abc import Iterator
from typing import Any

import django

django.setup()

from django.db import models  # noqa: E402  # needs the apps

from tests.browser.payloads import PAYLOADS  # noqa: E402  # as above
from tests.matrix.arguments import ARGUMENTS  # noqa: E402  # as above
from tests.matrix.grow import own_models, text_fields  # noqa: E402  # as above
from tests.matrix.nouns import CLOSED, DERIVED, KEYS  # noqa: E402  # as above
from tests.matrix.probe import Question, asked_routes, questions  # noqa: E402  # as above
from tests.matrix.world import World, make_findable, make_world  # noqa: E402  # as above

READERS = ("visitor", "member", "coordinator", "moderator")
SHAPED = (models.SlugField, models.EmailField)
EVERY = os.environ.get("OLIEVLEK_EVERY_PAYLOAD") == "1"  # all payloads in each text field; else ten in each
AT_ONCE = len(PAYLOADS) if EVERY else 10
TOLD = ("title", "summary", "problem", "done", "story")


def payloads() -> Iterator[str]:
    """Many payloads in one text, each time beginning with another, because pages may show only the first words."""
    for first in itertools.count():
        yield "\n".join(PAYLOADS[(first + place) % len(PAYLOADS)] for place in range(AT_ONCE))


def poison(world: World) -> int:
    """Put payloads in every text field of every row the world grew; returns in how many."""
    supply, done = payloads(), 0
    for (label, _state), rows in world.garden.rows.items():
        model = next(one for one in own_models() if one._meta.label == label)
        for row in rows:
            texts = {} if label in DERIVED else hostile(model, row, supply)
            if texts:
                model._default_manager.filter(pk=row.pk).update(**texts)
                done += len(texts)
    return done


def hostile(model: type[models.Model], row: Any, supply: Iterator[str]) -> dict[str, Any]:
    """What to write in each text field of this row."""
    label, texts = model._meta.label, dict[str, Any]()
    for field in text_fields(model):
        if f"{label}.{field.name}" in {*CLOSED, *KEYS} or isinstance(field, SHAPED) or not getattr(row, field.name):
            continue
        if isinstance(field, models.URLField):
            texts[field.name] = f"javascript:{PAYLOADS[0]}"
        elif not isinstance(field, models.JSONField):
            texts[field.name] = next(supply)[: field.max_length]
        elif label == "cases.Version":
            texts[field.name] = {name: next(supply) for name in TOLD}
    return texts


def is_opened(question: Question) -> bool:
    """The text is the same in both languages; but for `make proof` who may see most opens a page, and nobody else."""
    sees_most = "moderator" if ARGUMENTS[question.route.name].access == "moderators" else "coordinator"
    return not question.url.startswith("/en/") and (EVERY or question.role == sees_most)


def main() -> None:
    world = make_world()
    fields = poison(world)
    make_findable()
    readable = [route for route in asked_routes() if "GET" in route.verbs]
    asked = questions(readable, world, ("GET",), roles=READERS, every=EVERY, known_verbs_only=True)
    urls = {(one.url, one.role) for one in asked if is_opened(one)}
    sessions = {role: world.clients[role].cookies["sessionid"].value for role in READERS if role != "visitor"}
    print(json.dumps({"fields": fields, "each": AT_ONCE, "urls": sorted(urls), "sessions": sessions}))


if __name__ == "__main__":
    main()
