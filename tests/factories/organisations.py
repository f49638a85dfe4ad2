"""Organisations for tests."""

from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from olievlek.organisations.models import Kind, MailDomain, Membership, Organisation
from olievlek.organisations.sizes import size_class
from tests.factories.accounts import make_user


def make_organisation(**given: Any) -> Organisation:
    """A municipality unless another kind is given; the size class follows from `employees_estimate`."""
    number = Organisation.objects.count() + 1
    given.setdefault("name", f"Gemeente Voorbeeld {number}")
    given.setdefault("kind", Kind.MUNICIPALITY)
    given.setdefault("slug", slugify(given["name"]))
    given.setdefault("code", f"X{number:04}")
    given.setdefault("size_class", size_class(given.get("employees_estimate")))
    domain = given.pop("domain", "")
    organisation = Organisation.objects.create(**given)
    if domain:
        MailDomain.objects.create(organisation=organisation, domain=domain)
    return organisation


def make_study_municipality(**given: Any) -> Organisation:
    """A municipality known by letter and number only."""
    given.setdefault("study_key", "D3")
    given.setdefault("name", f"Gemeente {given['study_key']}")
    given.setdefault("size_class", given["study_key"][0])
    return make_organisation(kind=Kind.STUDY, size_is_estimate=False, **given)


def make_membership(*, coordinator: bool = False, **given: Any) -> Membership:
    """Somebody who works somewhere; a new person or organisation when none is given."""
    given["user"] = given.get("user") or make_user()
    given["organisation"] = given.get("organisation") or make_organisation()
    if coordinator:
        given.setdefault("coordinator_since", timezone.now())
    return Membership.objects.create(**given)
