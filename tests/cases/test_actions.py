"""Verbs: result, timeline, index, and nothing the second time."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from olievlek.adoptions import actions as adoptions_actions
from olievlek.adoptions.models import Adoption
from olievlek.cases import actions as cases_actions
from olievlek.cases.models import Case, Lineage, Part
from olievlek.imports import actions as imports_actions
from olievlek.index.models import Document
from olievlek.timeline.models import Entry, EntryToken
from tests.factories.accounts import make_moderator
from tests.factories.library import events_of, make_adoption, make_case, make_draft, make_lineage, word
from tests.factories.organisations import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def document_of(case: Case) -> Document:
    return Document.objects.get(kind="case", object_id=case.pk)


def test_publishing_shows_the_case_and_is_recorded_once() -> None:
    case, moderator = make_draft(), make_moderator()
    for _ in range(2):
        cases_actions.publish(case, by=moderator)
    case.refresh_from_db()
    assert case.is_published
    assert case.published_by == moderator
    assert events_of(case) == ["case.published"]
    assert document_of(case).audience == ["public"]


def test_hiding_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="Say why"):
        cases_actions.hide(make_case(), reason="  ", by=make_moderator())


def test_hiding_keeps_the_first_reason_and_takes_the_case_from_the_public() -> None:
    case, moderator = make_case(), make_moderator()
    cases_actions.publish(case, by=moderator)
    cases_actions.hide(case, reason="Er staat een naam in.", by=moderator)
    cases_actions.hide(case, reason="Anders", by=moderator)
    case.refresh_from_db()
    assert case.hidden_reason == "Er staat een naam in."
    assert not Case.objects.published().exists()
    assert document_of(case).audience == ["moderators"]
    assert events_of(case) == ["case.hidden"]


def test_what_was_recorded_in_public_is_hidden_with_the_case() -> None:
    case, moderator = make_draft(), make_moderator()
    cases_actions.publish(case, by=moderator)
    cases_actions.hide(case, reason="Fout", by=moderator)
    entries = Entry.objects.about(case).values("pk")
    assert set(EntryToken.objects.filter(entry__in=entries).values_list("token", flat=True)) == {"moderators"}


def test_unhiding_brings_it_back() -> None:
    case, moderator = make_case(), make_moderator()
    cases_actions.hide(case, reason="Fout", by=moderator)
    for _ in range(2):
        cases_actions.unhide(case, by=moderator)
    case.refresh_from_db()
    assert case.is_published
    assert events_of(case) == ["case.hidden", "case.shown_again"]
    assert document_of(case).audience == ["public"]


def test_removing_takes_the_text_out_of_the_index_and_restoring_brings_it_back() -> None:
    case, moderator = make_case(), make_moderator()
    adoptions_actions.add_adoption(
        case, organisation=make_organisation(), stage=word("adoption_stages", "in_use").key, by=None
    )
    for _ in range(2):
        cases_actions.remove(case, by=moderator)
    assert document_of(case).title == ""
    assert not Case.objects.published().exists()
    for _ in range(2):
        cases_actions.restore(case, by=moderator)
    assert document_of(case).title == case.title
    assert events_of(case) == ["adoption.added", "case.removed", "case.restored"]


def test_correcting_writes_what_changed_and_says_which_fields() -> None:
    case = make_case(problem="Lange rij", lesson=["Begin klein", "Vier het"])
    moderator = make_moderator()
    for _ in range(2):
        cases_actions.correct(
            case, fields={"problem": "Lange wachttijd"}, lines={"lesson": ["Begin klein"]}, by=moderator
        )
    case.refresh_from_db()
    assert case.problem == "Lange wachttijd"
    assert case.corrected_by == moderator
    assert [part.text for part in case.parts.order_by("position")] == ["Begin klein"]
    assert [entry.details for entry in Entry.objects.about(case)] == [{"fields": ["lesson", "problem"]}]
    assert "Lange wachttijd" in document_of(case).body


def test_correcting_nothing_changes_nothing() -> None:
    case = make_case(problem="Lange rij")
    cases_actions.correct(case, fields={"problem": "Lange rij"}, lines={"lesson": []}, by=make_moderator())
    case.refresh_from_db()
    assert case.corrected_at is None
    assert events_of(case) == []


def test_the_answer_to_a_risk_stays_with_its_risk() -> None:
    case = make_case()
    Part.objects.create(case=case, kind="risk", position=0, text="Trekker weg", answer="Leg vast wie eigenaar is")
    cases_actions.correct(case, fields={}, lines={"risk": ["Te duur", "Trekker weg"]}, by=make_moderator())
    told = [(part.text, part.answer) for part in case.parts.order_by("position")]
    assert told == [("Te duur", ""), ("Trekker weg", "Leg vast wie eigenaar is")]


def test_an_adoption_is_one_row_that_moves_along_the_stages() -> None:
    case, body = make_case(), make_organisation()
    for stage in ("introducing", "in_use"):
        word("adoption_stages", stage)
        for _ in range(2):
            adoptions_actions.add_adoption(case, organisation=body, stage=stage, by=None)
    assert [row.stage.key for row in case.adoptions.order_by("pk")] == ["in_use"]
    assert events_of(case) == ["adoption.added", "adoption.moved"]
    assert document_of(case).stage == "in_use"


def test_a_body_copies_a_case_once_and_has_one_name() -> None:
    case, body = make_case(), make_organisation()
    make_adoption(case, body)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_adoption(case, body)
    with pytest.raises(IntegrityError), transaction.atomic():
        Adoption.objects.create(case=case, stage=word("adoption_stages", "in_use"))


def test_a_link_to_a_parent_is_made_once_and_recorded() -> None:
    parent, child = make_case(), make_case()
    word("lineage_kinds", "builds_on")
    for _ in range(2):
        cases_actions.link_parent(child, parent, kind="builds_on", by=None)
    assert Lineage.objects.count() == 1
    assert events_of(child) == ["case.linked"]


def test_a_circle_is_refused_however_long() -> None:
    first, second, third = make_case(), make_case(), make_case()
    make_lineage(second, first)
    make_lineage(third, second)
    for child, parent in ((first, first), (first, second), (first, third)):
        with pytest.raises(cases_actions.CircleError):
            cases_actions.link_parent(child, parent, kind="builds_on", by=None)
    assert Lineage.objects.count() == 2


def test_a_child_may_have_two_parents_with_one_grandparent() -> None:
    top, left, right, child = (make_case() for _ in range(4))
    for one in (left, right):
        make_lineage(one, top)
        make_lineage(child, one)
    assert cases_actions.link_parent(child, top, kind=word("lineage_kinds", "inspired").key, by=None)


def test_a_name_in_a_text_becomes_its_organisation_in_cases_and_adoptions() -> None:
    made, copied = make_case(owner_text="Gem. Zeist"), make_case()
    make_adoption(copied, "Gem. Zeist")
    both = make_case()
    body = make_organisation(name="Gemeente Zeist")
    make_adoption(both, body)
    make_adoption(both, "Gem. Zeist")
    for changed in (1, 0):
        assert imports_actions.match_name("Gem. Zeist", organisation=body, by=make_moderator()) == changed
    made.refresh_from_db()
    assert (made.owner, made.owner_text) == (body, "")
    assert [row.organisation for row in copied.adoptions.order_by("pk")] == [body]
    assert both.adoptions.filter(organisation_text="Gem. Zeist").exists()
    assert document_of(made).organisation == "Gemeente Zeist"


@pytest.mark.parametrize(
    "wrong",
    [
        {"hidden_at": timezone.now()},
        {"hidden_reason": "zomaar"},
    ],
)
def test_a_hidden_case_always_has_a_reason(wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_case(**wrong)


def test_nobody_publishes_without_a_moment() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_case(published_at=None, published_by=make_moderator())
