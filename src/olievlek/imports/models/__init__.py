"""The nouns of the room, one file for each."""

from olievlek.imports.models.loaded_file import LoadedFile
from olievlek.imports.models.sheet_import import SheetImport, SheetImportQuerySet

__all__ = [
    "LoadedFile",
    "SheetImport",
    "SheetImportQuerySet",
]
