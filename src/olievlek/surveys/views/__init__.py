"""The pages of `surveys`."""

from olievlek.surveys.views.answering import begin, by_code, hand_in, page, pause, thanks, welcome
from olievlek.surveys.views.instruments import instruments

__all__ = ["begin", "by_code", "hand_in", "instruments", "page", "pause", "thanks", "welcome"]
