"""What helps with a scan factor, a threshold or a stage? Low rooms ask here; higher rooms registered to answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from olievlek.organisations.models import Organisation


@dataclass(frozen=True)
class Suggestion:
    """One thing that helps. `reason` says why it is shown, from facts the reader can check."""

    title: str
    url: str
    reason: str


Provider = Callable[[str, Organisation | None], Iterable[Suggestion]]
_providers: list[tuple[int, Provider]] = []


def register(provider: Provider, *, order: int = 100) -> None:
    """Answer to `suggest()` from now on; called in `AppConfig.ready()`. Registering twice changes nothing."""
    if all(known is not provider for _order, known in _providers):
        _providers.append((order, provider))
        _providers.sort(key=lambda entry: entry[0])


def suggest(key: str, organisation: Organisation | None = None, *, limit: int = 5) -> list[Suggestion]:
    """Suggestions for the term of this key and this organisation: one of each provider in turn, at most `limit`."""
    answers = [iter(provider(key, organisation)) for _order, provider in _providers]
    found: dict[str, Suggestion] = {}
    while answers and len(found) < limit:
        for answer in list(answers):
            suggestion = next(islice(answer, 1), None)
            if suggestion is None:
                answers.remove(answer)
            else:
                found.setdefault(suggestion.url, suggestion)
    return list(found.values())[:limit]
