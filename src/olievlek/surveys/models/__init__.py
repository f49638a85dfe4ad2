"""The nouns of `surveys`."""

from olievlek.surveys.models.answer import Answer, Draft, Remark
from olievlek.surveys.models.cell import Cell
from olievlek.surveys.models.national import Benchmark, ComparisonConsent, Histogram, Picture
from olievlek.surveys.models.questionnaire import Item, Questionnaire
from olievlek.surveys.models.round import Department, Participation, Register, Round, RoundQuerySet

__all__ = [
    "Answer",
    "Benchmark",
    "Cell",
    "ComparisonConsent",
    "Department",
    "Draft",
    "Histogram",
    "Item",
    "Participation",
    "Picture",
    "Questionnaire",
    "Register",
    "Remark",
    "Round",
    "RoundQuerySet",
]
