"""Size classes by number of staff, as in the study of 2016, with a rule for the numbers on the border (004-08)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SizeClass(models.TextChoices):
    """The study writes "> 1200", "700 - 1200", "400 - 700" and "< 400", so 400, 700 and 1200 need a rule."""

    A = "A", _("more than 1,200 staff")
    B = "B", _("700 to 1,200 staff")
    C = "C", _("400 to 700 staff")
    D = "D", _("fewer than 400 staff")


def size_class(employees: int | None) -> str:
    """The class of a number of staff; empty when unknown. 400 is C, 700 and 1200 are B."""
    if employees is None:
        return ""
    if employees > 1200:
        return SizeClass.A
    if employees >= 700:
        return SizeClass.B
    return SizeClass.C if employees >= 400 else SizeClass.D
