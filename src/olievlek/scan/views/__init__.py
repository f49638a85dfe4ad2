"""The pages of the scan."""

from olievlek.scan.views.evidence import evidence, take_away, tell
from olievlek.scan.views.result import figures
from olievlek.scan.views.rounds import close, overview, remind, round_page, screen, start

__all__ = [
    "close",
    "evidence",
    "figures",
    "overview",
    "remind",
    "round_page",
    "screen",
    "start",
    "take_away",
    "tell",
]
