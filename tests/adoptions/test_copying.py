"""Copying for an organisation: stages, one row, undo, what others see, sharing back."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.adoptions import actions as adoptions_actions
from olievlek.adoptions import copying
from olievlek.adoptions.counts import with_counts
from olievlek.adoptions.models import Adaptation, Addition, Adoption
from olievlek.cases import actions as cases_actions
from olievlek.cases.models import Case, Lineage
from olievlek.core.rows.editions import StaleEditError
from olievlek.core.rows.stages import CannotMoveError
from olievlek.organisations.models import Organisation
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user
from tests.factories.library import events_of, make_adoption, make_case, make_lineage, word
from tests.factories.organisations import make_membership, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stages")]
VISITOR = AnonymousUser()


@pytest.fixture
def stages() -> None:
    """The words that the actions look up."""
    for key in (*copying.STAGES.moves,):
        word("adoption_stages", key)
    for which, key in (("lineage_kinds", "adopted"), ("case_kinds", "practice"), ("novelty", "copied")):
        word(which, key)
    word("novelty", "adapted")


def a_member(**given: Any) -> tuple[User, Organisation]:
    body = given.pop("organisation", None) or make_organisation(**given)
    return make_membership(organisation=body).user, body


def begun(stage: str = "seen", **given: Any) -> tuple[Adoption, User]:
    """An adoption by an organisation, with one of its members."""
    user, body = a_member()
    adoption = adoptions_actions.copy(make_case(**given), organisation=body, by=user)
    if stage != "seen":
        adoption = go(adoption, stage, user)
    return adoption, user


def go(adoption: Adoption, stage: str, by: User, **given: Any) -> Adoption:
    return adoptions_actions.move(adoption, stage=stage, by=by, once=uuid.uuid4(), **given)


def in_use(case: Case) -> int:
    found: Any = with_counts(Case.objects.all()).get(pk=case.pk)
    return int(found.in_use)


@pytest.mark.both
def test_two_colleagues_begin_and_there_is_one_row() -> None:
    adoption, user = begun()
    assert adoption.organisation is not None
    colleague, _body = a_member(organisation=adoption.organisation)
    again = adoptions_actions.copy(adoption.case, organisation=adoption.organisation, by=colleague)
    assert again == adoption
    assert adoption.stage.key == "seen"
    assert [step.by for step in adoption.steps.all()] == [user]
    assert events_of(adoption.steps.get()) == ["adoption.begun"]


def test_who_does_not_work_there_begins_and_moves_nothing() -> None:
    adoption, _user = begun()
    stranger = make_user()
    assert adoption.organisation is not None
    with pytest.raises(PermissionError):
        adoptions_actions.copy(adoption.case, organisation=adoption.organisation, by=stranger)
    with pytest.raises(PermissionError):
        go(adoption, "interest", stranger)


def test_nobody_copies_from_oneself() -> None:
    user, body = a_member()
    with pytest.raises(adoptions_actions.OwnCaseError):
        adoptions_actions.copy(make_case(owner=body), organisation=body, by=user)


@pytest.mark.both
def test_the_same_form_sent_twice_moves_once() -> None:
    adoption, user = begun()
    once = uuid.uuid4()
    for _ in range(2):
        adoption = adoptions_actions.move(adoption, stage="interest", by=user, once=once)
    assert [step.stage.key for step in adoption.steps.all()] == ["seen", "interest"]


@pytest.mark.parametrize(("before", "after"), [("seen", "stopped"), ("in_use", "seen"), ("interest", "interest")])
def test_a_stage_that_does_not_follow_is_refused(before: str, after: str) -> None:
    adoption, user = begun(before)
    with pytest.raises(CannotMoveError):
        go(adoption, after, user)


def test_no_and_stopped_ask_why_and_everyone_may_read_it() -> None:
    adoption, user = begun()
    with pytest.raises(ValueError, match="why"):
        go(adoption, "decided_no", user, reason="  ")
    adoption = go(adoption, "decided_no", user, reason="Te duur voor ons")
    assert adoption.reason == "Te duur voor ons"
    assert Adoption.objects.visible_to(VISITOR).get() == adoption


@pytest.mark.both
def test_early_stages_are_for_colleagues_only_also_on_the_timeline() -> None:
    adoption, user = begun()
    assert not Adoption.objects.visible_to(VISITOR).exists()
    assert not Entry.objects.visible_to(VISITOR).filter(event__startswith="adoption").exists()
    assert Adoption.objects.visible_to(user).get() == adoption
    go(adoption, "in_use", user)
    shown = Entry.objects.visible_to(VISITOR).filter(event__startswith="adoption")
    assert [entry.details["stage"] for entry in shown] == ["in_use"]


@pytest.mark.both
def test_using_counts_from_the_day_that_was_given() -> None:
    adoption, user = begun()
    adoption = go(adoption, "in_use", user, day=date(2025, 3, 1))
    assert (adoption.since, adoption.since_kind, in_use(adoption.case)) == ("2025-03-01", "started", 1)
    adoption = go(adoption, "stopped", user, reason="Geen budget")
    assert (adoption.until, in_use(adoption.case)) == (timezone.localdate().isoformat(), 0)


def test_what_an_organisation_keeps_inside_counts_nowhere_and_colleagues_see_it() -> None:
    adoption, user = begun()
    adoption = go(adoption, "in_use", user, inside=True)
    assert in_use(adoption.case) == 0
    assert not Adoption.objects.visible_to(VISITOR).exists()
    assert not Entry.objects.visible_to(VISITOR).filter(event__startswith="adoption").exists()
    adoptions_actions.open_up(adoption, by=user)
    adoptions_actions.open_up(adoption, by=user)
    assert in_use(adoption.case) == 1
    assert Entry.objects.visible_to(VISITOR).filter(event="adoption.moved").count() == 1
    adoptions_actions.keep_inside(adoption, by=user)
    assert not Entry.objects.visible_to(VISITOR).filter(event="adoption.moved").exists()


def test_a_made_up_organisation_counts_nowhere() -> None:
    user, body = a_member(demo_key="a")
    adoption = go(adoptions_actions.copy(make_case(), organisation=body, by=user), "in_use", user)
    assert adoption.is_open
    assert not adoption.counts
    assert in_use(adoption.case) == 0


@pytest.mark.both
def test_undo_takes_the_last_step_back_with_its_day_and_reason() -> None:
    adoption, user = begun("in_use")
    since = adoption.since
    adoption = go(adoption, "stopped", user, reason="Toch niet")
    step = adoptions_actions.last_step(adoption)
    assert step is not None
    undone = adoptions_actions.undo_step(step, by=user)
    assert undone is not None
    assert (undone.stage.key, undone.since, undone.until, undone.reason) == ("in_use", since, "", "")
    assert adoptions_actions.undo_step(step, by=user) == undone
    assert undone.steps.filter(undone_at=None).count() == 2
    assert Entry.objects.visible_to(VISITOR).filter(event="adoption.moved", about_id=step.pk).count() == 0


def test_undo_of_a_row_of_the_register_brings_back_the_register() -> None:
    user, body = a_member()
    adoption = make_adoption(make_case(), body, "in_use", since="2024-06-17", since_kind="registered")
    adoption = go(adoption, "stopped", user, reason="Leverancier weg")
    step = adoptions_actions.last_step(adoption)
    assert step is not None
    back = adoptions_actions.undo_step(step, by=user)
    assert back is not None
    assert (back.stage.key, back.since, back.since_kind) == ("in_use", "2024-06-17", "registered")


@pytest.mark.both
def test_undo_of_the_first_step_takes_the_row_away_unless_something_was_written() -> None:
    adoption, user = begun()
    step = adoptions_actions.last_step(adoption)
    assert step is not None
    adoptions_actions.adapt(adoption, given={"notes": "Bel Velsen"}, by=user)
    assert adoptions_actions.undo_step(step, by=user) == adoption
    Adaptation.objects.all().delete()
    assert adoptions_actions.undo_step(step, by=user) is None
    assert not Adoption.objects.exists()


def test_a_colleague_who_wrote_meanwhile_is_not_overwritten() -> None:
    adoption, user = begun()
    assert adoption.organisation is not None
    colleague, _body = a_member(organisation=adoption.organisation)
    first = adoptions_actions.adapt(adoption, given={"kept": "De toon"}, by=user, edition=0)
    with pytest.raises(StaleEditError):
        adoptions_actions.adapt(adoption, given={"kept": "Alles"}, by=colleague, edition=0)
    assert Adaptation.objects.get().kept == "De toon"
    again = adoptions_actions.adapt(adoption, given={"kept": "De toon"}, by=user, edition=0)
    assert (first.edition, again.edition) == (1, 1)


def test_still_in_use_is_confirmed_once() -> None:
    adoption, user = begun("in_use")
    for _ in range(2):
        adoptions_actions.confirm(adoption, by=user)
    assert events_of(adoption) == ["adoption.confirmed"]


@pytest.mark.both
def test_sharing_back_makes_one_draft_that_comes_from_the_copied_case() -> None:
    adoption, user = begun("in_use", title="Gem", problem="Veel vragen")
    adoptions_actions.adapt(adoption, given={"kept": "De toon", "changed": "De naam", "notes": "Geheim"}, by=user)
    draft = adoptions_actions.share_as_case(adoption, once=uuid.uuid4(), by=user)
    again = adoptions_actions.share_as_case(Adoption.objects.get(), once=uuid.uuid4(), by=user)
    assert draft == again
    assert Case.objects.count() == 2
    assert draft.owner == adoption.organisation
    assert draft.published_at is None
    assert draft.title.startswith("Gem in ")
    assert "De toon" in draft.done
    assert "De naam" in draft.done
    assert "Geheim" not in draft.done + draft.story
    assert Lineage.objects.get().parent == adoption.case


def test_an_own_case_may_come_from_several_but_not_from_its_own_child() -> None:
    adoption, user = begun("in_use")
    assert adoption.organisation is not None
    own = make_case(owner=adoption.organisation)
    make_lineage(own, make_case())
    adoptions_actions.share_as(adoption, own, by=user)
    assert own.parent_links.count() == 2
    other = make_case(owner=adoption.organisation)
    make_lineage(adoption.case, other)
    with pytest.raises(cases_actions.CircleError):
        adoptions_actions.share_as(adoption, other, by=user)


def test_an_addition_stands_with_the_case_until_it_is_taken_back_or_hidden() -> None:
    adoption, user = begun("in_use")
    once = uuid.uuid4()
    for _ in range(2):
        addition = adoptions_actions.add_to_case(
            adoption, text="Bij ons werkte het ook", evidence=None, once=once, by=user
        )
    assert Addition.objects.visible_to(VISITOR).get() == addition
    adoptions_actions.hide_addition(addition, reason="Reclame", by=user)
    assert not Addition.objects.visible_to(VISITOR).exists()
    adoptions_actions.unhide_addition(addition, by=user)
    adoptions_actions.withdraw_addition(addition, by=user)
    assert not Addition.objects.visible_to(user).exists()
    assert not Entry.objects.visible_to(VISITOR).filter(event__startswith="addition").exists()


@pytest.mark.both
def test_a_merger_keeps_the_furthest_stage_and_all_that_was_written() -> None:
    adoption, user = begun("in_use")
    adoptions_actions.adapt(adoption, given={"kept": "Veel"}, by=user)
    other_user, other = a_member()
    twin = adoptions_actions.copy(adoption.case, organisation=other, by=other_user)
    adoptions_actions.adapt(twin, given={"kept": "Weinig"}, by=other_user)
    adoptions_actions.merge_rows(adoption, twin)
    kept = Adoption.objects.get()
    assert (kept.organisation, kept.stage.key) == (other, "in_use")
    assert kept.adaptation.kept == "Weinig\n\nVeel"
    assert kept.steps.count() == 3


def test_the_fit_is_told_in_words_and_an_unknown_maker_is_said() -> None:
    ours = make_organisation(population=50_000, employees_estimate=500, urbanity=3, province="Utrecht")
    maker = make_organisation(population=52_000, employees_estimate=900, urbanity=1, province="Gelderland")
    found = {one.label: one.verdict for one in copying.fit(ours, maker, neighbours=True)}
    assert [str(value) for value in found.values()] == ["same", "same", "near", "other", "near"]
    assert copying.fit(ours, None) == []
    assert copying.fit_told([])


@pytest.mark.both
def test_a_stage_that_others_learn_from_is_asked_again_after_half_a_year() -> None:
    from olievlek.adoptions.prompts import adoptions_to_update

    adoption, user = begun("in_use")
    assert adoptions_to_update(user) == []
    Adoption.objects.update(moved_at=timezone.now() - timedelta(days=190))
    assert [due.adoption for due in adoptions_to_update(user)] == [adoption]
    adoptions_actions.confirm(adoption, by=user)
    assert adoptions_to_update(user) == []
    assert adoptions_to_update(make_user()) == []
