"""Photos and attachments of a case. The bytes are checked and kept before; here they get their place."""

import uuid

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import events
from olievlek.cases.models import Case, CaseFile
from olievlek.core.audience import MODERATORS
from olievlek.core.photos import Checked
from olievlek.core.rows.locks import locked
from olievlek.timeline.hiding import hide, unhide
from olievlek.timeline.record import record

MOST_FILES = 12


class TooManyFilesError(ValueError):
    """Twelve tell enough."""


@transaction.atomic
def add_photo(case: Case, checked: Checked, *, digest: str, alt: str, once: uuid.UUID, by: User) -> CaseFile:
    """A photo with what can be seen on it; `by` says that everyone on it agrees."""
    given = {"name": f"{digest[:12]}.webp", "alt": alt, "agreed_at": timezone.now(), "agreed_by": by}
    return _add(case, CaseFile.Kind.PHOTO, checked, digest, once, by, given)


@transaction.atomic
def add_attachment(case: Case, checked: Checked, *, digest: str, name: str, once: uuid.UUID, by: User) -> CaseFile:
    """A file to take along, under the name it came with."""
    return _add(case, CaseFile.Kind.ATTACHMENT, checked, digest, once, by, {"name": name[-120:]})


def _add(
    case: Case, kind: str, checked: Checked, digest: str, once: uuid.UUID, by: User, given: dict[str, object]
) -> CaseFile:
    """The same form sent twice, or the same bytes, is one file."""
    case = locked(case)
    known = case.files.filter(digest=digest).first() or case.files.filter(once=once).first()
    if known is not None:
        return known
    if case.files.count() >= MOST_FILES:
        raise TooManyFilesError
    about = {"media_type": checked.media_type, "size": len(checked.content)}
    about |= {"width": checked.width, "height": checked.height}
    row = CaseFile.objects.create(case=case, kind=kind, once=once, digest=digest, added_by=by, **about, **given)
    record(events.FILE_ADDED, about=case, by=by, kind=kind)
    return row


@transaction.atomic
def remove_file(file: CaseFile, *, by: User) -> None:
    """Take it away; the worker deletes the bytes when no case names them any more."""
    case = locked(file.case)
    gone, _rows = CaseFile.objects.filter(pk=file.pk).delete()
    if gone:
        record(events.FILE_REMOVED, about=case, by=by, kind=file.kind)


def hide_file(file: CaseFile, *, reason: str, by: User) -> None:
    """Take a photo or attachment out of sight; hiding twice keeps the first reason."""
    hide(file, event=events.FILE_HIDDEN, reason=reason, by=by, audience=[MODERATORS])


def unhide_file(file: CaseFile, *, by: User) -> None:
    """Undo hiding."""
    unhide(file, event=events.FILE_SHOWN, by=by, audience=[MODERATORS])
