"""The nouns of organisations."""

from olievlek.core.nouns import Noun
from olievlek.organisations.models import (
    AccessReview,
    DomainClaim,
    HouseStyle,
    Invitation,
    JoinRequest,
    MailDomain,
    Membership,
    MergeNotice,
    MovedRow,
    Organisation,
    OtherName,
    Proposal,
    SentAway,
    WithoutOrganisation,
)

NOUNS = (
    Noun(
        "organisation",
        Organisation,
        parts={
            "access_review": AccessReview,
            "mail_domain": MailDomain,
            "moved_row": MovedRow,
            "other_name": OtherName,
        },
    ),
    Noun("style", HouseStyle),
    Noun("membership", Membership, parts={"without_organisation": WithoutOrganisation}),
    Noun("join_request", JoinRequest),
    Noun("invitation", Invitation, parts={"sent_away": SentAway}),
    Noun("proposal", Proposal),
    Noun("merge_notice", MergeNotice),
    Noun("domain_claim", DomainClaim),
)
