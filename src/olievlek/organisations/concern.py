"""People whom an entry about a request to join concerns, and its words for them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from olievlek.core.nouns import Concern
from olievlek.core.text import apart
from olievlek.organisations.membership import members
from olievlek.organisations.models import JoinRequest
from olievlek.timeline.models import Entry


def asked_to_join(entry: Entry) -> Concern | None:
    """Coordinators hear that somebody wants to join."""
    wanted = JoinRequest.objects.select_related("organisation").filter(pk=entry.about_id).first()
    if wanted is None:
        return None
    keepers = members(wanted.organisation).coordinating().order_by().values_list("user_id", flat=True)
    return Concern(wanted, dict.fromkeys(keepers, "coordinator"))


def answered_to_join(entry: Entry) -> Concern | None:
    """The person who asked to join hears the answer."""
    wanted = JoinRequest.objects.select_related("organisation").filter(pk=entry.about_id).first()
    return Concern(wanted, {wanted.user_id: "asker"}) if wanted else None


def join_title(wanted: JoinRequest, reader: Any) -> str:
    """Another one for who asked than for who decides."""
    if wanted.user_id == reader.pk:
        return _("Your request to join %(name)s") % {"name": apart(wanted.organisation.called)}
    names = {"name": apart(wanted.user.called), "to": apart(wanted.organisation.called)}
    return _("%(name)s wants to join %(to)s") % names


def join_address(wanted: JoinRequest, reader: Any) -> str:
    """The page with the answer for who asked, the page of the organisation for who decides."""
    if wanted.user_id == reader.pk:
        return reverse("organisations:join", args=[wanted.organisation.slug])
    return reverse("organisations:mine")
