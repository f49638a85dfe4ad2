"""The nouns of imports."""

from olievlek.core.nouns import Noun
from olievlek.imports.models import LoadedFile, SheetImport

NOUNS = (Noun("sheet", SheetImport, parts={"loaded_file": LoadedFile}),)
