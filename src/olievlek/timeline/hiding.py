"""Hide and show again: what a moderator does with something that cannot stay. The only place that knows how.

    class Comment(Hideable):
        objects = CommentQuerySet.as_manager()          # inherits HideableQuerySet: `.shown()`

        class Meta:
            constraints = [hidden_with_reason("comment")]

    def hide_comment(comment: Comment, *, reason: str, by: User) -> None:
        hide(comment, event=events.COMMENT_HIDDEN, reason=reason, by=by)

It lives in this room, and not in core, because hiding is recorded.
"""

from collections.abc import Callable, Iterable
from typing import Any, Self, TypeVar

from django.db import models, transaction
from django.db.models import Q

from olievlek.core.audience import Person
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import clear, put, stamp
from olievlek.timeline.events import Event
from olievlek.timeline.record import record, retoken

Row = TypeVar("Row", bound="Hideable")


def hidden_with_reason(noun: str) -> models.CheckConstraint:
    """The rule: hidden with a reason, or not hidden and without one."""
    condition = Q(hidden_at__isnull=False) & ~Q(hidden_reason="")
    condition |= Q(hidden_at=None, hidden_by=None, hidden_reason="")
    return models.CheckConstraint(condition=condition, name=f"{noun}_hidden_with_reason")


class HideableQuerySet(models.QuerySet[Row]):
    def shown(self) -> Self:
        """Without what was hidden."""
        return self.filter(hidden_at=None)


class Hideable(models.Model):
    """Something a moderator may take out of sight, with a reason. Each such noun has `audience_tokens()` of its own."""

    hidden_at, hidden_by = stamp()
    hidden_reason = models.TextField(blank=True)
    audience_tokens: Callable[[], list[str]]

    class Meta:
        abstract = True

    def __init_subclass__(cls, **given: Any) -> None:
        super().__init_subclass__(**given)
        if not callable(getattr(cls, "audience_tokens", None)):
            raise TypeError(f"{cls.__name__} can be hidden, so it needs audience_tokens(): who may see it now.")


@transaction.atomic
def hide(noun: Row, *, event: Event, reason: str, by: Person, audience: Iterable[str] | None = None) -> Row | None:
    """Take it out of sight; the row as it is now, or None when it was hidden already: the first reason stays.

    Args:
        audience: who sees that it was hidden, also after it is shown again. Left out, that is who may see the noun,
            and all that was recorded about it before gets that audience too.
    """
    noun = locked(noun)
    if noun.hidden_at:
        return None
    if not reason.strip():
        raise ValueError("Say why it is hidden.")
    put(noun, "hidden", by=by, hidden_reason=reason.strip())
    return _told(noun, event, by, audience)


@transaction.atomic
def unhide(noun: Row, *, event: Event, by: Person, audience: Iterable[str] | None = None) -> Row | None:
    """Undo hiding; None when it was not hidden."""
    noun = locked(noun)
    if not noun.hidden_at:
        return None
    clear(noun, "hidden", hidden_reason="")
    return _told(noun, event, by, audience)


def _told(noun: Row, event: Event, by: Person, audience: Iterable[str] | None) -> Row:
    record(event, about=noun, by=by, audience=audience)
    if audience is None:
        retoken(noun, noun.audience_tokens())
    return noun
