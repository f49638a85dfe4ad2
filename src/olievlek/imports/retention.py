"""Uploaded spreadsheets are deleted after thirty days; the drafts made from them stay."""

from django.utils import timezone

from olievlek.imports.models import SheetImport
from olievlek.imports.models.sheet_import import KEPT


def forget_sheets() -> int:
    """Delete those that were kept long enough; returns how many."""
    gone, _by_model = SheetImport.objects.filter(loaded_at__lt=timezone.now() - KEPT).delete()
    return gone
