"""The pages of `surveys`."""

from olievlek.surveys.views.answering import begin, by_code, hand_in, page, pause, thanks, welcome

__all__ = ["begin", "by_code", "hand_in", "page", "pause", "thanks", "welcome"]
