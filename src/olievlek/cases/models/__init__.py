"""The nouns of the room, one file for each."""

from olievlek.cases.models.case import Case, CaseQuerySet, Visibility
from olievlek.cases.models.file import CaseFile, CaseFileQuerySet
from olievlek.cases.models.lineage import Lineage
from olievlek.cases.models.parts import BuildingBlock, CaseTerm, Contact, Part, Result
from olievlek.cases.models.people import CasePerson, CasePersonQuerySet
from olievlek.cases.models.version import Version

__all__ = [
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
    "Part",
    "Result",
    "Version",
    "Visibility",
]
