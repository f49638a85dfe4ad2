"""People whom an entry about a question or a comment concerns, and its words for them."""

from typing import Any

from django.utils.translation import gettext as _

from olievlek.conversations import recipients
from olievlek.conversations.models import Comment, Request
from olievlek.core import nouns
from olievlek.core.nouns import Concern, Telling
from olievlek.core.text import apart
from olievlek.organisations.membership import members
from olievlek.timeline.models import Entry


def question(entry: Entry) -> Concern | None:
    """People who can answer; for a decided question those who could at that moment."""
    found = Request.objects.select_related("to").filter(pk=entry.about_id).first()
    if found is None:
        return None
    people = recipients.recipients_of(found)
    if found.decided_at is not None:
        colleagues = members(found.to).filter(joined_at__lte=found.decided_at)
        then = set(colleagues.order_by().values_list("user_id", flat=True))
        people = [person for person in people if person.pk in then]
    return Concern(found, dict.fromkeys((person.pk for person in people), "asked"))


def answer(entry: Entry) -> Concern | None:
    found = Request.objects.filter(pk=entry.about_id).first()
    return Concern(found, {found.asker_id: "asker"}) if found else None


def question_title(request: Request, _reader: Any) -> str:
    names = {"asker": apart(request.for_organisation.called), "to": apart(request.to.called)}
    return _("Question of %(asker)s to %(to)s") % names


def comment(entry: Entry) -> Concern | None:
    """People around the noun that was commented on, with that noun."""
    said = Comment.objects.filter(pk=entry.about_id).first()
    noun = nouns.get(said.about_kind) if said else None
    about = noun.model._default_manager.filter(pk=said.about_id).first() if said and noun else None
    if noun is None or about is None or not isinstance(noun.telling, Telling) or noun.telling.around is None:
        return None
    return Concern(about, noun.telling.around(about, entry))
