"""The pages of the scan."""

from olievlek.scan.views.evidence import evidence, take_away, tell
from olievlek.scan.views.national import join_comparison, leave_comparison, national, national_figures
from olievlek.scan.views.plan import plan
from olievlek.scan.views.result import figures
from olievlek.scan.views.rounds import close, overview, remind, round_page, screen, start
from olievlek.scan.views.rules import remark, rules
from olievlek.scan.views.self_check import self_check

__all__ = [
    "close",
    "evidence",
    "figures",
    "join_comparison",
    "leave_comparison",
    "national",
    "national_figures",
    "overview",
    "plan",
    "remark",
    "remind",
    "round_page",
    "rules",
    "screen",
    "self_check",
    "start",
    "take_away",
    "tell",
]
