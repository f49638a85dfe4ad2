"""Where people work: a higher room knows, and tells it for a whole list of people at once."""

from collections.abc import Callable, Iterable

from olievlek.accounts.models import User
from olievlek.core.registry import Registry

Tell = Callable[[list[User]], dict[int, str]]
_tells: Registry[Tell] = Registry("where people work")


def register(tell: Tell) -> None:
    """Called in `AppConfig.ready()`. `tell(people)` answers words by the number of a person; some may have none."""
    _tells.add(tell)


def of(people: Iterable[User]) -> dict[int, str]:
    """In words, by the number of a person."""
    found = list(people)
    return {pk: words for tell in _tells for pk, words in tell(found).items()} if found else {}
