"""Questions for a group conversation about one factor: first from its own figures, then general ones."""

from django.utils.translation import gettext as _

from olievlek.scan.content import talks
from olievlek.scan.profile import Line

MOST = 4
MOVED = 10


def questions(line: Line) -> list[str]:
    """At most four: with more a room talks about none of them."""
    return [*_from_the_figures(line), *talks(line.factor.key)][:MOST]


def _from_the_figures(line: Line) -> list[str]:
    asked = []
    if line.gap and line.gap.is_large:
        names = {"high": line.gap.high, "low": line.gap.low}
        told = _("%(high)s sees this much more often than %(low)s. What does one see that the other does not?")
        asked.append(told % names)
    if line.without_proof:
        asked.append(_("You say that this is organised. What would you show a guest who asks for proof?"))
    if line.is_unknown:
        asked.append(_("Many do not know. Who does know something of this, and how do the others hear it?"))
    if line.change is not None and abs(line.change) >= MOVED:
        asked.append(_("%(change)+d points since last time. What made the difference?") % {"change": line.change})
    return asked
