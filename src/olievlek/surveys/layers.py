"""The layers that a round tells apart: four, or two in an organisation of fewer than 400 people."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from olievlek.organisations.models import Layer
from olievlek.organisations.sizes import SizeClass

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Group:
    """`key` is the layer under which answers are kept; `layers` are the layers that it stands for."""

    key: str
    name: "StrOrPromise"
    layers: tuple[str, ...]


_FOUR = [Group(layer.value, layer.label, (layer.value,)) for layer in Layer]
_TWO = [
    Group(
        Layer.MANAGEMENT.value,
        _("Board, management and support"),
        (Layer.BOARD.value, Layer.MANAGEMENT.value, Layer.SUPPORT.value),
    ),
    Group(Layer.PRACTICE.value, pgettext_lazy("layer of an organisation", "Doing the work"), (Layer.PRACTICE.value,)),
]


def groups_of(size_class: str) -> list[Group]:
    """Few managers in a small organisation: there they are one group with board and support."""
    return _TWO if size_class == SizeClass.D else _FOUR


def group_key(layer: str, size_class: str) -> str:
    """Under which key the answers of a layer are kept; empty for no layer."""
    return next((group.key for group in groups_of(size_class) if layer in group.layers), "")
