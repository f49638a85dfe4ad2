"""A text that is one party's own until its people show it.

Until then only that party's people see it. It is in each writer's own data; a moderator sees it only when one of its
people reports it; it is in no index, on no timeline, in no mail and in no count.

    class Interest(OwnText):
        party = models.ForeignKey(Party, ...)

    Interest.own.visible_to(user)                  # of my party, and what was shown to me
    party.interests.count()                        # `objects` knows only what is shown
    show(interest, to=f"initiative:{pk}", by=by)   # the people with that token see it from now on
    report(interest, by=by)                        # its own people ask a moderator to look

The token in `owner` ("party:12") says whose it is; `core.audience` says who carries it. Words never stand in `str()`.
"""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from olievlek.core import audience
from olievlek.core.rows.locks import locked
from olievlek.core.rows.stamps import put, stamp

Row = TypeVar("Row", bound="OwnText", covariant=True)
One = TypeVar("One", bound="OwnText")


class NotYetShownError(ValueError):
    """The text is still its party's own, so it may not stand on a timeline."""


class OwnTextQuerySet(models.QuerySet[Row]):
    def shown(self) -> Self:
        """What its party showed; the only rows to count, list for others, or index."""
        return self.filter(shown_at__isnull=False)

    def editable_by(self, user: audience.Person) -> Self:
        """Of the user's own party, as long as it was not shown."""
        return self.filter(owner__in=_own_tokens(user), shown_at=None)

    def visible_to(self, user: audience.Person) -> Self:
        """Of the user's own party, and what was shown to them; moderators also what its own people reported."""
        rule = Q(owner__in=_own_tokens(user)) | Q(shown_at__isnull=False, shown_to__in=audience.tokens(user))
        if audience.MODERATORS in audience.tokens(user):
            rule |= Q(reported_at__isnull=False)
        return self.filter(rule)

    def written_by(self, user: audience.Person) -> Self:
        """One's own words, for the export of one's own data."""
        return self.filter(written_by_id=user.pk) if user.is_authenticated else self.none()


class ShownManager(models.Manager[Row]):
    """Only what was shown, also through relations, so that nobody counts or lists another party's words by accident."""

    def get_queryset(self) -> OwnTextQuerySet[Row]:
        rows: OwnTextQuerySet[Row] = OwnTextQuerySet(self.model, using=self._db)
        return rows.shown()


class OwnText(models.Model):
    """A text of one party. `objects` is what was shown, `own` is everything."""

    owner = models.CharField(max_length=60, db_index=True)
    text = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now=True)
    written_by = stamp()[1]
    shown_at, shown_by = stamp()
    shown_to = models.CharField(max_length=60, blank=True)
    reported_at, reported_by = stamp()

    objects: ClassVar[models.Manager[Any]] = ShownManager()
    own: ClassVar[Any] = models.Manager.from_queryset(OwnTextQuerySet)()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_shown(self) -> bool:
        return self.shown_at is not None

    def audience_tokens(self) -> list[str]:
        """Its party; after showing also whom it was shown to."""
        return [self.owner, self.shown_to] if self.is_shown else [self.owner]


def show(text: One, *, to: str, by: Any) -> bool:
    """Let the people with the token `to` see it; False when it was shown before. Only its own people can.

    The room records its own event when this is True; call it inside the transaction of that action.
    """
    _require_own(text, by)
    text = locked(text)
    if text.is_shown:
        return False
    put(text, "shown", by=by, shown_to=to)
    return True


def report(text: One, *, by: Any) -> None:
    """Let moderators see this one text. Only its own people can: nobody else knows that it is there."""
    _require_own(text, by)
    text = locked(text)
    if text.reported_at is None:
        put(text, "reported", by=by)


def is_kept_inside(noun: models.Model) -> bool:
    """Whether this is a text that is still its party's own; the index leaves it out."""
    return isinstance(noun, OwnText) and not noun.is_shown


def require_shown(noun: models.Model) -> None:
    """NotYetShownError for a text that is still its party's own; the timeline asks this of every noun."""
    if is_kept_inside(noun):
        raise NotYetShownError(str(noun))


def _require_own(text: OwnText, by: audience.Person) -> None:
    if text.owner not in _own_tokens(by):
        raise PermissionError("Only the people of the party itself decide about its text.")


def _own_tokens(user: audience.Person) -> frozenset[str]:
    """Never a token that others share, whatever stands in `owner` by mistake."""
    return audience.tokens(user) - {audience.PUBLIC, audience.MODERATORS}
