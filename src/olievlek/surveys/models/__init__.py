"""The nouns of `surveys`."""

from olievlek.surveys.models.answer import Answer, Draft
from olievlek.surveys.models.cell import Cell
from olievlek.surveys.models.questionnaire import Item, Questionnaire
from olievlek.surveys.models.round import Department, Participation, Register, Round, RoundQuerySet

__all__ = [
    "Answer",
    "Cell",
    "Department",
    "Draft",
    "Item",
    "Participation",
    "Questionnaire",
    "Register",
    "Round",
    "RoundQuerySet",
]
