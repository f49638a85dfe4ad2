"""The drops that show how far somebody is."""

from dataclasses import dataclass

from django import template

register = template.Library()
APART = 40


@dataclass(frozen=True)
class Step:
    """One drop; `bridge` is how it flows into the one before."""

    x: int
    done: bool
    now: bool
    bridge: str
    tick: str


@register.filter
def steps(number: int, last: int) -> list[Step]:
    """The drops of step `number` out of `last`."""
    found = []
    for place in range(last):
        x = 16 + APART * place
        left = x - APART
        bridge = f"M{left + 10.6} 5.4Q{left + 20} 14.8 {x - 10.6} 5.4V26.6Q{left + 20} 17.2 {left + 10.6} 26.6Z"
        done = place + 1 < number
        found.append(
            Step(x, done, place + 1 == number, bridge if done and place else "", f"M{x - 5} 16.5l3.5 3.5 6.5-7")
        )
    return found
