"""What the library keeps and forgets of somebody who leaves, and what follows when bodies merge."""

import pytest
from django.utils import timezone

from olievlek.accounts import mydata
from olievlek.cases import actions, leaving
from olievlek.cases.models import Case, CasePerson, Visibility
from olievlek.index.models import Document
from olievlek.organisations import merging
from olievlek.organisations.actions import members
from olievlek.timeline.models import Entry, EntryToken
from tests.factories.library import tell_case
from tests.factories.organisations import make_membership, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_draft_goes_with_its_author_and_what_others_saw_stays_without_her() -> None:
    body = make_organisation()
    noor, colleague = make_membership(organisation=body).user, make_membership(organisation=body).user
    draft, shown = tell_case(noor, body, title="Kladje"), tell_case(noor, body)
    actions.show_to(shown, Visibility.PUBLIC, by=noor, licence=True)
    actions.ask_person(shown, user=noor, role="contact", by=noor)
    leaving.forget(noor)
    assert not Case.objects.filter(pk=draft.pk).exists()
    assert not Document.objects.live().filter(kind="case", object_id=draft.pk).exists()
    shown.refresh_from_db()
    assert (shown.author, shown.published_by, shown.edited_by) == (None, None, None)
    assert shown.is_published
    assert not CasePerson.objects.exists()
    assert not Case.objects.editable_by(colleague).exists()


def test_what_she_told_goes_along_whole() -> None:
    membership = make_membership()
    tell_case(membership.user, membership.organisation, title="Een losse tegel")
    told = mydata.collect(membership.user)["whole"]["cases.Case"]
    assert [row["title"] for row in told] == ["Een losse tegel"]


def test_of_what_she_left_behind_at_work_she_takes_along_only_that_she_told_it() -> None:
    membership = make_membership()
    case = tell_case(membership.user, membership.organisation, title="Een losse tegel")
    actions.show_to(case, Visibility.ORGANISATION, by=membership.user)
    members.end(membership, by=membership.user)
    told = mydata.collect(membership.user)
    assert "cases.Case" not in told["whole"]
    assert {"id": case.pk, "as": "author"} in told["named_in"]["cases.Case"]


def test_after_a_merger_colleagues_of_the_new_body_read_what_was_shared(
    django_capture_on_commit_callbacks: object,
) -> None:
    old, new = make_organisation(name="Oud"), make_organisation(name="Nieuw")
    noor, other = make_membership(organisation=old).user, make_membership(organisation=new).user
    case = actions.show_to(tell_case(noor, old), Visibility.ORGANISATION, by=noor)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # the fixture of pytest-django
        merging.merge(old, into=new, on=timezone.localdate(), by=None)
    assert Case.objects.visible_to(other).filter(pk=case.pk).exists()
    assert Case.objects.visible_to(noor).filter(pk=case.pk).exists()
    assert Document.objects.get(kind="case", object_id=case.pk).audience == [f"org:{new.pk}"]
    entries = Entry.objects.about(case).values("pk")
    tokens = EntryToken.objects.filter(entry__in=entries).order_by("pk").values_list("token", flat=True)
    assert set(tokens) == {f"org:{new.pk}"}
