"""Prompts of examples for their writers."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from olievlek.cases.models import Case
from olievlek.core.audience import Person
from olievlek.core.prompts import Prompt
from olievlek.core.text import apart

MOST = 10


def drafts(user: Person) -> Iterable[Prompt]:
    """Drafts of this user that are shared with nobody yet."""
    if not user.is_authenticated:
        return
    begun = Case.objects.visible_to(user).filter(author_id=user.pk, shared_at=None, published_at=None)
    for case in begun.order_by("made_at", "pk")[:MOST]:
        yield Prompt(
            ask=_("Finish “%(title)s”") % {"title": apart(case.called)},
            url=reverse("writing:case_tell", args=[case.slug]),
            action=_("Go on"),
            since=case.made_at,
            around=_("Only you see this draft"),
            why=_("Half a story is good too."),
            icon="plus",
            minutes=10,
        )
