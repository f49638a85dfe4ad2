"""Telling a case: quiet first, shared afterwards; who sees and edits it; co-authors, versions and trash."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import actions, told, trash
from olievlek.cases.models import Case, CasePerson, Visibility
from olievlek.core.rows.editions import StaleEditError
from olievlek.index.models import Document
from olievlek.organisations.models import Organisation
from olievlek.vocabulary.models import List
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import events_of, make_adoption, make_case, make_lineage, tell_case, word
from tests.factories.organisations import make_membership, make_organisation

pytestmark = pytest.mark.django_db
ME, ORGANISATION, PUBLIC = Visibility.ME, Visibility.ORGANISATION, Visibility.PUBLIC


@pytest.fixture
def body() -> Organisation:
    return make_organisation(name="Woerden")


@pytest.fixture
def noor(body: Organisation) -> User:
    return make_membership(organisation=body).user


@pytest.fixture
def colleague(body: Organisation) -> User:
    return make_membership(organisation=body).user


@pytest.fixture
def coordinator(body: Organisation) -> User:
    return make_membership(organisation=body, coordinator=True).user


@pytest.fixture
def stranger() -> User:
    return make_membership().user


@pytest.fixture
def case(noor: User, body: Organisation) -> Case:
    return tell_case(noor, body)


def sees(case: Case, *people: User) -> list[bool]:
    return [Case.objects.visible_to(person).filter(pk=case.pk).exists() for person in people]


def edits(case: Case, *people: User) -> list[bool]:
    return [Case.objects.editable_by(person).filter(pk=case.pk).exists() for person in people]


def audience_of(case: Case) -> list[str]:
    return Document.objects.get(kind="case", object_id=case.pk).audience


def test_a_draft_is_seen_by_its_author_alone(
    case: Case, noor: User, colleague: User, coordinator: User, stranger: User
) -> None:
    people = [noor, colleague, coordinator, stranger, make_moderator()]
    assert sees(case, *people) == [True, False, False, False, False]
    assert edits(case, *people) == [True, False, False, False, False]
    assert audience_of(case) == case.audience_tokens() == [f"user:{noor.pk}"]


def test_shared_with_the_organisation_colleagues_read_and_coordinators_edit(
    case: Case, noor: User, colleague: User, coordinator: User, stranger: User
) -> None:
    actions.show_to(case, ORGANISATION, by=noor)
    people = [noor, colleague, coordinator, stranger, make_moderator()]
    assert sees(case, *people) == [True, True, True, False, False]
    assert edits(case, *people) == [True, False, True, False, False]
    assert audience_of(case) == [f"org:{case.owner_id}"]
    assert events_of(case) == ["case.begun", "case.shared"]


@pytest.mark.both
def test_everyone_sees_it_only_under_a_licence(case: Case, noor: User, stranger: User) -> None:
    with pytest.raises(ValueError, match="licence"):
        actions.show_to(case, PUBLIC, by=noor)
    shown = actions.show_to(case, PUBLIC, by=noor, licence=True)
    again = actions.show_to(case, PUBLIC, by=noor, licence=True)
    assert shown.licence == again.licence == "CC BY 4.0"
    assert shown.slug == f"inwoners-appen-een-losse-tegel-{case.pk}"
    assert sees(case, stranger, make_moderator()) == [True, True]
    assert edits(case, make_moderator()) == [True]
    assert audience_of(case) == ["public"]
    assert events_of(case) == ["case.begun", "case.published"]


def test_withdrawn_means_nobody_else_sees_it_and_it_can_be_shown_again(
    case: Case, noor: User, colleague: User, stranger: User
) -> None:
    actions.show_to(case, PUBLIC, by=noor, licence=True)
    actions.show_to(case, ORGANISATION, by=noor)
    assert sees(case, colleague, stranger) == [True, False]
    actions.show_to(case, ME, by=noor)
    assert sees(case, noor, colleague, stranger) == [True, False, False]
    assert audience_of(case) == [f"user:{noor.pk}"]
    actions.show_to(case, PUBLIC, by=noor)
    assert sees(case, stranger) == [True]
    assert events_of(case)[-3:] == ["case.withdrawn", "case.withdrawn", "case.published"]


def test_without_what_was_done_nobody_else_gets_to_see_it(noor: User, body: Organisation) -> None:
    half = tell_case(noor, body, done="  ")
    with pytest.raises(actions.NotCompleteError):
        actions.show_to(half, ORGANISATION, by=noor)
    assert half.visibility == ME


def test_a_shown_case_keeps_its_three_answers(case: Case, noor: User) -> None:
    actions.show_to(case, ORGANISATION, by=noor)
    with pytest.raises(actions.NotCompleteError):
        actions.save(case, {"problem": ""}, by=noor)


def test_who_left_sees_and_changes_nothing_of_the_organisation_any_more(
    case: Case, noor: User, body: Organisation
) -> None:
    actions.show_to(case, ORGANISATION, by=noor)
    noor.memberships.update(ended_at=timezone.now())
    assert sees(case, noor) == edits(case, noor) == [False]
    case.refresh_from_db()
    with pytest.raises(PermissionError):
        actions.show_to(case, PUBLIC, by=noor, licence=True)


def test_who_left_keeps_a_draft_that_nobody_saw_but_can_not_show_it(case: Case, noor: User) -> None:
    noor.memberships.update(ended_at=timezone.now())
    assert edits(case, noor) == [True]
    with pytest.raises(PermissionError):
        actions.show_to(case, ORGANISATION, by=noor)


@pytest.mark.both
def test_the_same_key_finds_the_same_draft(noor: User, stranger: User, body: Organisation) -> None:
    word(List.CASE_KIND, "practice")
    key = uuid.uuid4()
    first = actions.begin(once=key, by=noor, organisation=body, given={"title": "Een"})
    second = actions.begin(once=key, by=noor, organisation=body, given={"title": "Twee"})
    assert first.pk == second.pk
    assert second.title == "Twee"
    assert events_of(first) == ["case.begun"]
    with pytest.raises(ValueError, match="somebody else"):
        actions.begin(once=key, by=stranger, organisation=body, given={"title": "Drie"})


@pytest.mark.both
def test_everything_that_can_be_told_comes_back(case: Case, noor: User) -> None:
    given = {
        "title": "Tegels", "problem": "Waar?", "done": "Foto", "story": "Aan de koffietafel.", "year": 2025,
        "stage": word(List.INITIATIVE_STAGE, "pilot").key, "evidence": "", "novelty": "", "drive": "", "level": "",
        "new_here": True, "carried_out": True, "better_in_kind": None, "value_for_people": False,
        "needs": ["een telefoon", "een half uur"], "keep": [], "adapt": ["de kleur"], "failed": ["de eerste app"],
        "warnings": [], "lessons": ["begin eerder"], "own_words": ["stoep kapot"], "results": ["minder telefoon"],
        "themes": [], "origins": [word(List.ORIGIN, "frustration").key], "initiators": [], "team_roles": [],
        "help_kinds": [], "promoting": [word(List.FACTOR, "budget").key], "hindering": ["budget"], "heard_at": [],
    }  # fmt: skip
    saved = actions.save(case, given, by=noor)
    assert told.read(saved) == given
    assert set(given) == set(told.NAMES)
    assert saved.edition == 2
    assert actions.save(case, given, by=noor).edition == 2


@pytest.mark.both
def test_a_draft_has_no_versions_and_each_change_of_a_shown_case_is_one(case: Case, noor: User) -> None:
    actions.save(case, {"problem": "Eerst dit."}, by=noor)
    assert not case.versions.exists()
    actions.show_to(case, PUBLIC, by=noor, licence=True)
    actions.save(case, {"problem": "Toen dat."}, by=noor)
    actions.save(case, {"problem": "Toen dat."}, by=noor)
    versions = list(case.versions.order_by("number"))
    assert [one.told["problem"] for one in versions] == ["Eerst dit.", "Toen dat."]
    actions.go_back(case, versions[0], by=noor)
    case.refresh_from_db()
    assert case.problem == "Eerst dit."
    assert case.versions.count() == 3
    assert events_of(case)[-2:] == ["case.revised", "case.revised"]


def test_saving_over_somebody_elses_words_is_refused(case: Case, noor: User, colleague: User) -> None:
    person = actions.ask_person(case, user=colleague, role="co_author", by=noor)
    actions.accept(person, by=colleague)
    actions.save(case, {"problem": "Van de collega."}, by=colleague, edition=1)
    with pytest.raises(StaleEditError):
        actions.save(case, {"problem": "Van mij."}, by=noor, edition=1)
    assert actions.save(case, {"problem": "Van mij."}, by=noor, edition=2).problem == "Van mij."


@pytest.mark.both
def test_who_is_asked_reads_and_writes_only_after_a_yes(case: Case, noor: User, colleague: User) -> None:
    person = actions.ask_person(case, user=colleague, role="co_author", by=noor)
    assert (sees(case, colleague), edits(case, colleague)) == ([True], [False])
    assert audience_of(case) == sorted([f"user:{noor.pk}", f"user:{colleague.pk}"])
    with pytest.raises(PermissionError):
        actions.accept(person, by=noor)
    actions.accept(person, by=colleague)
    actions.accept(person, by=colleague)
    assert edits(case, colleague) == [True]
    actions.take_off(person, by=noor)
    actions.take_off(person, by=noor)
    assert sees(case, colleague) == [False]
    assert events_of(case)[1:] == ["case.person_asked", "case.person_accepted", "case.person_left"]


def test_a_contact_shows_only_after_a_yes_and_a_contact_does_not_edit(case: Case, noor: User, colleague: User) -> None:
    person = actions.ask_person(case, user=colleague, role="contact", by=noor)
    assert not case.people.contacts().exists()
    actions.accept(person, by=colleague)
    assert [one.user for one in case.people.contacts()] == [colleague]
    assert edits(case, colleague) == [False]
    assert actions.ask_person(case, user=noor, role="contact", by=noor).accepted_at


def test_only_colleagues_can_be_asked(case: Case, noor: User, stranger: User) -> None:
    with pytest.raises(actions.NotAColleagueError):
        actions.ask_person(case, user=stranger, role="contact", by=noor)
    assert not CasePerson.objects.exists()


def test_what_was_taken_away_comes_back_within_thirty_days(case: Case, noor: User) -> None:
    actions.remove(case, by=noor)
    assert sees(case, noor) == [False]
    assert Case.objects.restorable_by(noor).filter(pk=case.pk).exists()
    assert trash.empty() == 0
    actions.restore(case, by=noor)
    assert sees(case, noor) == [True]


def thrown_away(case: Case, by: User, days: int = 31) -> None:
    actions.remove(case, by=by)
    Case.objects.filter(pk=case.pk).update(removed_at=timezone.now() - timedelta(days=days))


@pytest.mark.both
def test_after_thirty_days_a_draft_is_gone(case: Case, noor: User) -> None:
    thrown_away(case, noor)
    assert trash.empty() == 1
    assert not Case.objects.filter(pk=case.pk).exists()
    assert trash.empty() == 0


def test_after_thirty_days_a_public_case_is_a_stub_without_words(case: Case, noor: User, body: Organisation) -> None:
    actions.show_to(case, PUBLIC, by=noor, licence=True)
    child = make_case()
    make_lineage(child, case)
    make_adoption(case, make_organisation())
    thrown_away(case, noor)
    assert trash.empty() == 1
    case.refresh_from_db()
    assert (case.title, case.problem, case.done, case.slug) == ("", "", "", f"weg-{case.pk}")
    assert not case.versions.exists()
    assert child.parent_links.get().parent == case
    actions.restore(case, by=noor)
    case.refresh_from_db()
    assert case.removed_at
    assert not Case.objects.restorable_by(noor).filter(pk=case.pk).exists()


@pytest.mark.both
def test_the_trash_leaves_alone_what_came_from_a_source() -> None:
    case = make_case(source_name="Een krant")
    thrown_away(case, make_user())
    assert trash.empty() == 0


def test_a_coordinator_mends_what_a_source_says_of_her_organisation(coordinator: User, body: Organisation) -> None:
    case = make_case(owner=body, problem="Fout.", done="Iets")
    saved = actions.save(case, {"problem": "Goed."}, by=coordinator)
    assert saved.corrected_by == coordinator
    assert [one.told["problem"] for one in case.versions.order_by("number")] == ["Fout.", "Goed."]
