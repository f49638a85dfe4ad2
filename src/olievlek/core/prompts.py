"""Prompts waiting for this user, shown on the workplace. Rooms register what they have.

Who registers: `grep -rn "prompts.register" src/`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from olievlek.core.audience import Person


@dataclass(frozen=True)
class Prompt:
    """One question and one action. `ask` is the heading, `around` says from whom or about what, `why` adds a sentence.

    `minutes` is an honest guess of how long it takes; `since` is when it began to wait.
    """

    ask: str | Promise
    url: str
    action: str | Promise
    since: datetime
    around: str | Promise = ""
    why: str | Promise = ""
    icon: str = "flag"
    minutes: int = 5


Provider = Callable[[Person], Iterable[Prompt]]


@dataclass(frozen=True)
class _Asking:
    name: str
    provider: Provider
    order: int


_asking: list[_Asking] = []


def register(name: str, provider: Provider, order: int = 100) -> None:
    """Called in `AppConfig.ready()`. `provider(user)` answers few prompts, the most urgent first, in few queries.

    Lower orders come first. Registering the same name again replaces it.
    """
    _asking[:] = sorted(
        [*(one for one in _asking if one.name != name), _Asking(name, provider, order)],
        key=lambda one: (one.order, one.name),
    )


def prompts_of(user: Person) -> list[Prompt]:
    """By order and then oldest first; nothing for a visitor."""
    if not user.is_authenticated:
        return []
    return [prompt for one in _asking for prompt in sorted(one.provider(user), key=lambda prompt: prompt.since)]
