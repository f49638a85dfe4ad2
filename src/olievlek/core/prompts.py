"""Prompts waiting for this user, shown on the workplace. Nouns give them (`prompts` in `nouns.py`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from olievlek.core.audience import Person
from olievlek.core.nouns import Noun, Prompting
from olievlek.core.registry import Registry


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


_asking: Registry[Provider] = Registry("prompts of the workplace")


def read(_noun: Noun, prompts: Iterable[Prompting]) -> None:
    """The answer of a noun to "prompts". `provider(user)` answers few, the most urgent first, in few queries."""
    for one in prompts:
        _asking.register(one.name, one.provider, order=one.order)


def prompts_of(user: Person) -> list[Prompt]:
    """By order and then oldest first; nothing for a visitor."""
    if not user.is_authenticated:
        return []
    return [prompt for provider in _asking for prompt in sorted(provider(user), key=lambda prompt: prompt.since)]
