"""What asks something of a person now: nouns say it (`prompts` in `nouns.py`), and the workplace names none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from olievlek.core.audience import Person
from olievlek.core.nouns import Noun, Prompt
from olievlek.core.registry import Registry


@dataclass(frozen=True)
class Task:
    """One ask and one action. `ask` is the heading, `around` says from whom or about what, `why` one sentence more.

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


Provider = Callable[[Person], Iterable[Task]]


_asking: Registry[Provider] = Registry("prompts of the workplace")


def read(_noun: Noun, prompts: Iterable[Prompt]) -> None:
    """What a noun answers to "prompts": `provider(user)` answers few tasks, the most urgent first, in few queries."""
    for one in prompts:
        _asking.register(one.name, one.provider, order=one.order)


def tasks(user: Person) -> list[Task]:
    """Everything that asks something of this person, by order and then oldest first; nothing for a visitor."""
    if not user.is_authenticated:
        return []
    return [task for provider in _asking for task in sorted(provider(user), key=lambda task: task.since)]
