"""The nouns of cases."""

from olievlek.cases.models import (
    BuildingBlock,
    Case,
    CaseFile,
    CasePerson,
    CaseTerm,
    Contact,
    Lineage,
    Part,
    Result,
    Version,
)
from olievlek.core.nouns import Noun

NOUNS = (
    Noun(
        "case",
        Case,
        parts={
            "building_block": BuildingBlock,
            "case_contact": Contact,
            "case_part": Part,
            "case_person": CasePerson,
            "case_result": Result,
            "case_term": CaseTerm,
            "case_version": Version,
            "lineage": Lineage,
        },
    ),
    Noun("file", CaseFile),
)
