"""What the room forgets of somebody who leaves for good, and gives them to take along."""

from django.db.models import QuerySet

from olievlek.accounts.models import User
from olievlek.imports.models import SheetImport


def forget(user: User) -> None:
    """Their spreadsheets go with them."""
    SheetImport.objects.filter(loaded_by=user).delete()


def sheets_of(user: User) -> QuerySet[SheetImport]:
    """What she brought and we still keep."""
    return SheetImport.objects.filter(loaded_by=user)
