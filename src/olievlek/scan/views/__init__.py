"""The pages of the scan."""

from olievlek.scan.views.evidence import evidence, take_away, tell
from olievlek.scan.views.national import join_comparison, leave_comparison, national, national_figures
from olievlek.scan.views.plan import plan
from olievlek.scan.views.presenting import screen, talk
from olievlek.scan.views.result import figures, report
from olievlek.scan.views.rounds import close, overview, remind, round_page, start
from olievlek.scan.views.rules import remark, rules
from olievlek.scan.views.self_check import self_check
from olievlek.scan.views.sharing import publish, share, shared_profile, shared_with_us, withdraw

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
    "publish",
    "remark",
    "remind",
    "report",
    "round_page",
    "rules",
    "screen",
    "self_check",
    "share",
    "shared_profile",
    "shared_with_us",
    "start",
    "take_away",
    "talk",
    "tell",
    "withdraw",
]
