"""The nouns of the library, one file for each."""

from olievlek.library.models.adoption import Adoption, AdoptionQuerySet
from olievlek.library.models.case import Case, CaseQuerySet
from olievlek.library.models.lineage import Lineage
from olievlek.library.models.loaded_file import LoadedFile
from olievlek.library.models.parts import BuildingBlock, CaseTerm, Contact, Part, Result

__all__ = [
    "Adoption",
    "AdoptionQuerySet",
    "BuildingBlock",
    "Case",
    "CaseQuerySet",
    "CaseTerm",
    "Contact",
    "Lineage",
    "LoadedFile",
    "Part",
    "Result",
]
