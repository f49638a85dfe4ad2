"""The nouns of the room, one file for each."""

from olievlek.adoptions.models.adaptation import Adaptation, Addition, AdditionQuerySet, Answer
from olievlek.adoptions.models.adoption import Adoption, AdoptionQuerySet, AdoptionStep

__all__ = [
    "Adaptation",
    "Addition",
    "AdditionQuerySet",
    "Adoption",
    "AdoptionQuerySet",
    "AdoptionStep",
    "Answer",
]
