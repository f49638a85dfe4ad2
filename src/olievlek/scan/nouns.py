"""The nouns of the scan, and what it says of the rounds of surveys."""

from django.utils.translation import gettext_lazy as _

from olievlek.core.nouns import Follows, Permission, Prompting, Recipients, Working, record_of
from olievlek.scan import fillings
from olievlek.scan.models import Evidence, Share

NOUNS = (
    record_of(
        "evidence",
        Evidence,
        "it stands beside a line of the result, for who works there",
        merging=[Follows("organisation", ["item"])],
    ),
    record_of(
        "shared_profile",
        Share,
        "it only says who may read the profile of a round",
        merging=[Follows("organisation", ["round"])],
    ),
)

ROUND = {
    "working": Working(
        responsible=lambda task: Recipients(organisations=[task.organisation]), place=fillings.result_address
    ),
    "prompts": [Prompting("scan", fillings.asks, order=61)],
    "permissions": [
        Permission("member", "scan.see", _("see the results of the scan, and fill in evidence")),
        Permission("coordinator", "scan.run", _("start and close a round of the scan")),
        Permission("coordinator", "scan.share", _("share the profile of the scan, or publish it")),
        Permission(
            "coordinator", "scan.compare", _("let the organisation count in the comparison with others, and stop")
        ),
    ],
}
