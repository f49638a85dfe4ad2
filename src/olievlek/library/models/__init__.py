"""The nouns of the library, one file for each."""

from olievlek.library.models.adaptation import Adaptation, Addition, AdditionQuerySet, Answer
from olievlek.library.models.adoption import Adoption, AdoptionQuerySet, AdoptionStep
from olievlek.library.models.case import Case, CaseQuerySet, Visibility
from olievlek.library.models.file import CaseFile, CaseFileQuerySet
from olievlek.library.models.lineage import Lineage
from olievlek.library.models.loaded_file import LoadedFile
from olievlek.library.models.parts import BuildingBlock, CaseTerm, Contact, Part, Result
from olievlek.library.models.people import CasePerson, CasePersonQuerySet
from olievlek.library.models.sheet_import import SheetImport, SheetImportQuerySet
from olievlek.library.models.version import Version

__all__ = [
    "Adaptation",
    "Addition",
    "AdditionQuerySet",
    "Adoption",
    "AdoptionQuerySet",
    "AdoptionStep",
    "Answer",
    "BuildingBlock",
    "Case",
    "CaseFile",
    "CaseFileQuerySet",
    "CasePerson",
    "CasePersonQuerySet",
    "CaseQuerySet",
    "CaseTerm",
    "Contact",
    "Lineage",
    "LoadedFile",
    "Part",
    "Result",
    "SheetImport",
    "SheetImportQuerySet",
    "Version",
    "Visibility",
]
