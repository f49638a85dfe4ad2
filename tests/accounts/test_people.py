"""Profiles: what colleagues may know, and what nobody sees."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from olievlek.accounts import actions
from olievlek.accounts.models import Profile
from olievlek.timeline.models import Entry
from tests.answers import not_here
from tests.factories.accounts import make_moderator, make_profile, make_user, sign_in
from tests.factories.organisations import make_membership, make_organisation

pytestmark = pytest.mark.django_db
TOLD = {"skills": "touwtrekken", "motivation": "minder gedoe", "helps_with": "formulieren"}


@pytest.mark.both
@pytest.mark.requirement("002-10", "003-19", at="/account/profiel/")
def test_somebody_tells_what_she_is_good_at_and_colleagues_find_her() -> None:
    user, colleague = make_user(name="Noor de Wit"), sign_in(make_user())
    client = sign_in(user)
    for _twice in range(2):
        assert client.post("/account/profiel/", {**TOLD, "findable": "on"})["Location"] == "/account/"
    assert [entry.event for entry in Entry.objects.about(user)] == ["person.profile_changed"]
    page = colleague.get("/mensen/?q=formulieren Noor").content.decode()
    assert f'href="/mensen/{user.pk}/"' in page
    page = colleague.get(f"/mensen/{user.pk}/").content.decode()
    assert all(words in page for words in TOLD.values())
    assert user.email not in page
    assert "Niemand gevonden" in colleague.get("/mensen/?q=iets anders").content.decode()


def test_who_does_not_want_to_be_found_has_no_page_for_others_but_for_moderators() -> None:
    user, colleague = make_user(name="Noor de Wit"), sign_in(make_user(name="Sam"))
    make_profile(user, findable_since=None, **TOLD)
    assert "Noor de Wit" not in colleague.get("/mensen/").content.decode()
    nobody = colleague.get("/mensen/999999/")
    for pk in (user.pk, make_user(name="Nooit Ingevuld").pk):
        page = colleague.get(f"/mensen/{pk}/")
        assert page.status_code == nobody.status_code == 404
        assert "Noor de Wit" not in page.content.decode()
    moderator = sign_in(make_moderator()).get(f"/mensen/{user.pk}/").content.decode()
    assert "Noor de Wit" in moderator
    assert not [words for words in TOLD.values() if words in moderator]
    own = sign_in(user).get(f"/mensen/{user.pk}/").content.decode()
    assert TOLD["skills"] in own
    assert "wilt niet gevonden worden" in own


@pytest.mark.both
def test_a_switch_that_stays_on_keeps_its_date_and_goes_off_without_a_trace() -> None:
    user = make_user()
    on = {"findable": True, "approachable": True, "public": False}
    actions.change_profile(user, words=TOLD, switches=on, by=user)
    since = Profile.objects.get().findable_since
    actions.change_profile(user, words={**TOLD, "skills": "anders"}, switches=on, by=user)
    assert Profile.objects.get().findable_since == since
    actions.change_profile(user, words=TOLD, switches=dict.fromkeys(on, False), by=user)
    assert list(Profile.objects.get().switches.values()) == [None, None, None]


def test_names_are_for_who_is_signed_in_unless_she_says_otherwise() -> None:
    user, visitor = make_user(name="Noor de Wit"), AnonymousUser()
    assert (user.called_for(make_user()), user.called_for(visitor)) == ("Noor de Wit", "Een deelnemer")
    make_profile(user, findable_since=None, public_since=user.joined_at)
    user.refresh_from_db()
    assert user.called_for(visitor) == "Noor de Wit"


@pytest.mark.parametrize("path", ["/mensen/", "/mensen/1/"])
def test_a_visitor_sees_nobody(client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/inloggen/?next=")


def test_who_left_has_no_page() -> None:
    user, colleague = make_user(name="Fatima Yilmaz"), sign_in(make_user())
    make_profile(user)
    assert "Fatima" in colleague.get(f"/mensen/{user.pk}/").content.decode()
    actions.end(user, by=None)
    assert not_here(colleague.get(f"/mensen/{user.pk}/"), "Fatima")


@pytest.mark.both
def test_the_list_costs_as_many_queries_with_one_as_with_three(django_assert_num_queries: Any) -> None:
    colleague = sign_in(make_user())
    for many in (1, 2):
        for _ in range(many):
            make_profile(make_user())
        with django_assert_num_queries(8):
            colleague.get("/mensen/")


def test_too_long_a_story_is_refused_and_stays_typed() -> None:
    client = sign_in(make_user())
    answer = client.post("/account/profiel/", {**TOLD, "skills": "x" * 1001})
    assert answer.status_code == 422
    assert "minder gedoe" in answer.content.decode()


@pytest.mark.both
def test_the_list_of_people_says_where_they_work() -> None:
    make_profile(make_membership(organisation=make_organisation(name="Gemeente Zeist")).user, **TOLD)
    assert "Gemeente Zeist" in sign_in(make_user()).get("/mensen/").content.decode()


def test_who_does_not_want_to_be_found_keeps_where_she_works_to_herself() -> None:
    user = make_membership(organisation=make_organisation(name="Gemeente Zeist")).user
    make_profile(user, findable_since=None, **TOLD)
    assert sign_in(make_user()).get(f"/mensen/{user.pk}/").status_code == 404
    assert "Gemeente Zeist" in sign_in(user).get(f"/mensen/{user.pk}/").content.decode()
