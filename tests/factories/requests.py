"""Questions and remarks for tests."""

import uuid
from typing import Any

from olievlek.conversations import actions
from olievlek.conversations.models import Comment, Request
from olievlek.moderation import subjects
from olievlek.moderation.subjects import Subject
from tests.factories.library import make_case
from tests.factories.organisations import make_membership, make_organisation


def about(case: Any = None) -> tuple[Subject, Any]:
    """A case with its subject."""
    subject = subjects.get("case")
    assert subject is not None
    return subject, case or make_case()


def make_request(**given: Any) -> Request:
    """A question of somebody at one organisation to another one."""
    to = given.pop("to", None) or make_organisation()
    membership = given.pop("membership", None) or make_membership()
    case = given.pop("case", None) or make_case(owner=to)
    return actions.ask(
        about(case), to=to, for_organisation=membership.organisation, by=membership.user,
        text=given.get("text", "Hoe leggen jullie dit uit aan de balie?"), once=given.get("once") or uuid.uuid4(),
    )  # fmt: skip


def make_comment(case: Any = None, **given: Any) -> Comment:
    """Something a member said under a case."""
    membership = given.pop("membership", None) or make_membership()
    return actions.comment(
        about(case), text=given.get("text", "Bij ons werkt dit ook."), once=given.get("once") or uuid.uuid4(),
        by=membership.user, for_organisation=membership.organisation,
    )  # fmt: skip
