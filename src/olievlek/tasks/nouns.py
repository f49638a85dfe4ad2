"""The noun of tasks."""

from olievlek.core.nouns import Noun
from olievlek.tasks.models import Task

NOUNS = (Noun("task", Task),)
