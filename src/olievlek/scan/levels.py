"""The four levels of a factor (004-19): from what happens by chance to what goes without saying."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Level:
    """`key` names the advice; `below` is the first score that is a higher level."""

    key: str
    name: "StrOrPromise"
    below: float


LEVELS = (
    Level("chance", _("By chance"), 25),
    Level("starting", _("Starting"), 50),
    Level("organised", _("Organised"), 75),
    Level("natural", _("A matter of course"), 101),
)


def level_of(score: float) -> Level:
    """25, 50 and 75 belong to the higher level."""
    return next(level for level in LEVELS if score < level.below)
