"""How many of those who were invited have no address of the organisation: in words, to read before answering."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from olievlek.surveys.models import Round

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# From which share on, in percents: a share says nothing about one person, and who was invited is fixed at the start.
BANDS: list[tuple[int, "StrOrPromise"]] = [
    (100, _("Nobody who was invited has an address that is known to be of the organisation.")),
    (50, _("Half or more of those who were invited have an address outside the organisation.")),
    (25, _("Between a quarter and half of those who were invited have an address outside the organisation.")),
    (10, _("Between a tenth and a quarter of those who were invited have an address outside the organisation.")),
]
FEW = _("Fewer than one in ten of those who were invited have an address outside the organisation.")
NONE = _("Everyone who was invited by mail has an address of the organisation.")


def elsewhere_of(round_: Round) -> "StrOrPromise":
    """One sentence; empty when nobody was invited by mail."""
    invited = round_.participations.count()
    guests = round_.participations.filter(guest=True).count()
    if not invited:
        return ""
    if not guests:
        return NONE
    return next((words for share, words in BANDS if 100 * guests >= share * invited), FEW)
