"""Nouns of the room `organisations`."""

from olievlek.organisations.models.domains import DomainClaim, DomainClaimQuerySet
from olievlek.organisations.models.house_style import HouseStyle, HouseStyleQuerySet
from olievlek.organisations.models.joining import AccessReview, Invitation, JoinRequest, Wanted, WithoutOrganisation
from olievlek.organisations.models.membership import Layer, Membership, MembershipQuerySet
from olievlek.organisations.models.names import MailDomain, OtherName
from olievlek.organisations.models.organisation import Kind, Organisation, OrganisationQuerySet, Urbanity
from olievlek.organisations.models.register import MergeNotice, MovedRow, Proposal
from olievlek.organisations.models.sent_away import SentAway

__all__ = [
    "AccessReview",
    "DomainClaim",
    "DomainClaimQuerySet",
    "HouseStyle",
    "HouseStyleQuerySet",
    "Invitation",
    "JoinRequest",
    "Kind",
    "Layer",
    "MailDomain",
    "Membership",
    "MembershipQuerySet",
    "MergeNotice",
    "MovedRow",
    "Organisation",
    "OrganisationQuerySet",
    "OtherName",
    "Proposal",
    "SentAway",
    "Urbanity",
    "Wanted",
    "WithoutOrganisation",
]
