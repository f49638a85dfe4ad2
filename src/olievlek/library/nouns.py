"""The nouns of the library."""

from olievlek.core.nouns import Noun
from olievlek.library.models import (
    Adaptation,
    Addition,
    Adoption,
    AdoptionStep,
    BuildingBlock,
    Case,
    CaseFile,
    CasePerson,
    CaseTerm,
    Contact,
    Lineage,
    LoadedFile,
    Part,
    Result,
    SheetImport,
    Version,
)

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
            "loaded_file": LoadedFile,
        },
    ),
    Noun("file", CaseFile),
    Noun("adoption", Adoption, parts={"adaptation": Adaptation, "adoption_step": AdoptionStep}),
    Noun("addition", Addition),
    Noun("sheet", SheetImport),
)
