"""Notice that somebody else saved in between: the row counts its editions, the form carries the one it showed.

    class Adaptation(Edited): ...

    adaptation = locked(adaptation)
    require_edition(adaptation, edition)      # StaleEditError: show both texts, lose neither
    write(adaptation, text=text, edition=adaptation.edition + 1)

`core.editing.Compares` is the form for it.
"""

from django.db import models


class StaleEditError(ValueError):
    """Somebody else saved after this person opened the page."""


class Edited(models.Model):
    """A row of which the editions are counted."""

    edition = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


def require_edition(row: Edited, edition: int | None) -> None:
    """StaleEditError when the row has another edition by now; None is a caller that does not compare."""
    if edition is not None and edition != row.edition:
        raise StaleEditError
