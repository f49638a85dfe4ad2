"""Nouns of the room `organisations`."""

from olievlek.organisations.models.membership import Layer, Membership, MembershipQuerySet
from olievlek.organisations.models.organisation import Kind, MailDomain, Organisation, OrganisationQuerySet, Urbanity

__all__ = [
    "Kind",
    "Layer",
    "MailDomain",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "Urbanity",
]
