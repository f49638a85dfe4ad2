"""What copying asks of the people of an organisation: is it still in use, and how does it go?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from olievlek.adoptions.models import Adoption
from olievlek.adoptions.models.adoption import IN_USE, INTEREST, INTRODUCING, LATER, SEEN, YES
from olievlek.cases.models import Case
from olievlek.core.audience import Person
from olievlek.core.prompts import Prompt

IN_USE_FOR = timedelta(days=182)
SILENT_FOR = timedelta(days=91)
UNDER_WAY = (SEEN, INTEREST, YES, LATER, INTRODUCING)
MOST = 10


@dataclass(frozen=True)
class Due:
    """An adoption that waits for a word."""

    adoption: Adoption

    @property
    def is_in_use(self) -> bool:
        """Then the question is whether it still is."""
        return self.adoption.stage.key == IN_USE

    @property
    def question(self) -> str:
        return _("Do you still use this?") if self.is_in_use else _("How is the copying going?")

    @property
    def told(self) -> str:
        assert self.adoption.moved_at is not None  # adoptions_to_update() asked for it
        months = (timezone.now() - self.adoption.moved_at).days // 30
        words = ngettext("%(stage)s for %(count)d month", "%(stage)s for %(count)d months", months)
        return words % {"stage": self.adoption.stage.name, "count": months}


def adoptions_to_update(user: Person) -> list[Due]:
    """In use for half a year and never confirmed, or under way without a word for three months; oldest first."""
    now = timezone.now()
    unconfirmed = Q(stage__key=IN_USE, confirmed_at=None, moved_at__lt=now - IN_USE_FOR)
    silent = Q(stage__key__in=UNDER_WAY, moved_at__lt=now - SILENT_FOR)
    rows = Adoption.objects.editable_by(user).filter(unconfirmed | silent, case__in=Case.objects.visible_to(user))
    waiting = rows.select_related("stage", "case", "organisation").order_by("moved_at", "pk")
    return [Due(adoption) for adoption in waiting[:MOST]]


def tasks(user: Person) -> Iterable[Prompt]:
    """For the workplace."""
    for due in adoptions_to_update(user):
        assert due.adoption.moved_at is not None  # adoptions_to_update() asked for it
        yield Prompt(
            ask=due.question,
            url=due.adoption.get_absolute_url(),
            action=_("Say how it is"),
            since=due.adoption.moved_at,
            around=due.adoption.case.title,
            why=due.told,
            icon="copy",
            minutes=1 if due.is_in_use else 3,
        )
