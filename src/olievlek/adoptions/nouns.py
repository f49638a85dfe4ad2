"""The nouns of adoptions."""

from olievlek.adoptions.models import Adaptation, Addition, Adoption, AdoptionStep
from olievlek.core.nouns import Noun

NOUNS = (
    Noun("adoption", Adoption, parts={"adaptation": Adaptation, "adoption_step": AdoptionStep}),
    Noun("addition", Addition),
)
