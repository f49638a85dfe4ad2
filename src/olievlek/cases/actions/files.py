"""Photos and attachments of a case. The bytes are checked and kept before; here they get their place."""

import uuid

from django.db import transaction
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import events
from olievlek.cases.actions.keeping import locked
from olievlek.cases.models import Case, CaseFile
from olievlek.core.audience import MODERATORS
from olievlek.core.photos import Checked
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


@transaction.atomic
def hide_file(file: CaseFile, *, reason: str, by: User) -> None:
    """Take a photo or attachment out of sight; hiding twice keeps the first reason."""
    file = _locked_file(file)
    if file.hidden_at:
        return
    if not reason.strip():
        raise ValueError("Say why it is hidden.")
    file.hidden_at, file.hidden_by, file.hidden_reason = timezone.now(), by, reason.strip()
    file.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.FILE_HIDDEN, about=file, by=by)


@transaction.atomic
def unhide_file(file: CaseFile, *, by: User) -> None:
    """Undo hiding."""
    file = _locked_file(file)
    if not file.hidden_at:
        return
    file.hidden_at, file.hidden_by, file.hidden_reason = None, None, ""
    file.save(update_fields=["hidden_at", "hidden_by", "hidden_reason"])
    record(events.FILE_SHOWN, about=file, by=by, audience=[MODERATORS])


def _locked_file(file: CaseFile) -> CaseFile:
    return CaseFile.objects.select_for_update(of=("self",)).select_related("case").get(pk=file.pk)
