"""What a moderator hides: its maker reads why, objects once, and hears what it becomes; nobody else learns a word."""

import re
import threading
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from olievlek.accounts.models import User
from olievlek.cases.models import CaseFile
from olievlek.moderation import actions, subjects
from olievlek.moderation.models import Appeal, Hiding, Message
from olievlek.organisations.actions import house_style
from tests.factories.accounts import make_moderator, make_profile, make_user
from tests.factories.library import make_case
from tests.factories.moderation import events_about
from tests.factories.notifications import heard_by, tell_all
from tests.factories.organisations import make_membership
from tests.factories.requests import make_comment

pytestmark = pytest.mark.django_db
REASON = "Noemt een bewoner bij naam."
KINDS = ["case", "comment", "addition", "profile", "file", "style"]


def made(kind: str) -> tuple[Any, User]:
    """Something public of each kind, and who made it."""
    member = make_membership(coordinator=kind in {"style"})
    case = make_case(owner=member.organisation, author=member.user, once=uuid.uuid4(), title="Balie op afspraak")
    if kind == "comment":
        said = make_comment(make_case(), membership=member)
        return said, member.user
    if kind == "addition":
        return make_case().additions.create(
            organisation=member.organisation, text="Bij ons", made_by=member.user
        ), member.user
    if kind == "profile":
        return make_profile(member.user), member.user
    if kind == "file":
        now = timezone.now()
        photo = {"kind": "photo", "alt": "De balie", "agreed_at": now, "name": "a.webp", "media_type": "image/webp"}
        return CaseFile.objects.create(case=case, digest="0" * 64, size=1, width=1, height=1, **photo), member.user
    if kind == "style":
        given = {"word_nl": "beter", "word_en": "", "place_colour": "#0b5a2a", "action_colour": ""}
        return house_style.choose(member.organisation, **given, by=member.user), member.user
    return case, member.user


def hide(noun: Any, kind: str) -> Hiding:
    actions.hide(noun, reason=REASON, by=make_moderator())
    tell_all()
    return Hiding.objects.get(about_kind=kind)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def object_to(hiding: Hiding, by: User, text: str = "Dat is mijn eigen naam.") -> Appeal:
    return actions.appeal(hiding, text=text, once=uuid.uuid4(), by=by)


@pytest.mark.parametrize("kind", KINDS)
def test_the_maker_hears_it_reads_why_objects_and_reads_the_answer(kind: str) -> None:
    noun, maker = made(kind)
    hiding = hide(noun, kind)
    assert heard_by(maker) == ["hiding.told"]
    client = signed_in(maker)
    assert REASON in client.get("/verborgen/").content.decode()
    page = client.get(hiding.get_absolute_url()).content.decode()
    assert REASON in page
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once is not None
    answer = client.post(f"/verborgen/{hiding.pk}/bezwaar/", {"once": once.group(1), "text": "Dat ben ik zelf."})
    assert answer.status_code == 302
    told = Message.objects.get()
    moderator = signed_in(make_moderator())
    assert "Dat ben ik zelf." in moderator.get(told.get_absolute_url()).content.decode()
    moderator.post(f"/beheer/{told.reference}/bezwaar/", {"outcome": "shown", "answer": "Je hebt gelijk."})
    noun.refresh_from_db()
    assert noun.hidden_at is None
    tell_all()
    page = client.get(hiding.get_absolute_url()).content.decode()
    assert "Je hebt gelijk." in page
    assert "Het is weer te zien" in page
    assert set(heard_by(maker)) == {"hiding.told", "hiding.decided", "hiding.ended"}
    assert Message.objects.get().outcome == "done"


@pytest.mark.parametrize("kind", KINDS)
def test_a_visitor_and_a_stranger_get_404_and_read_nothing_of_it(kind: str) -> None:
    noun, _maker = made(kind)
    hiding = hide(noun, kind)
    stranger = signed_in(make_membership().user)
    for client in (Client(), stranger):
        for address in (hiding.get_absolute_url(), noun.get_absolute_url().partition("#")[0]):
            answer = client.get(address)
            assert REASON not in answer.content.decode()
    assert stranger.get(hiding.get_absolute_url()).status_code == 404
    assert stranger.post(f"/verborgen/{hiding.pk}/bezwaar/", {"once": uuid.uuid4(), "text": "x"}).status_code == 404
    subject = subjects.get(kind)
    assert subject is not None
    assert Client().get(f"/melden/{subject.path}/{noun.pk}/").status_code == 404
    if kind == "case":
        answer = Client().get(noun.get_absolute_url())
        assert answer.status_code == 404
        assert "Balie op afspraak" not in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_others_see_can_be_reported(kind: str) -> None:
    noun, _maker = made(kind)
    subject = subjects.get(kind)
    assert subject is not None
    reader = signed_in(make_user())
    assert reader.get(f"/melden/{subject.path}/{noun.pk}/").status_code == 200
    page = reader.get(noun.get_absolute_url().partition("#")[0] if kind != "file" else noun.case.get_absolute_url())
    assert f"/melden/{subject.path}/{noun.pk}/" in page.content.decode() or kind == "case"


@pytest.mark.both
def test_an_objection_is_made_once_and_the_same_form_twice_is_one() -> None:
    noun, maker = made("comment")
    hiding, once = hide(noun, "comment"), uuid.uuid4()
    first = actions.appeal(hiding, text="Nee", once=once, by=maker)
    assert actions.appeal(hiding, text="Nee", once=once, by=maker) == first
    with pytest.raises(actions.AppealedError):
        object_to(hiding, maker)
    assert Message.objects.count() == 1


def test_shown_again_needs_no_objection_and_hidden_again_gives_a_new_chance() -> None:
    noun, maker = made("comment")
    hiding = hide(noun, "comment")
    object_to(hiding, maker)
    actions.unhide(noun, by=make_moderator())
    tell_all()
    other = Hiding.objects.create(about_kind="comment", about_id=noun.pk, hidden_at=timezone.now(), reason="x")
    other.ended_at = timezone.now()
    other.save()
    with pytest.raises(actions.NotHiddenError):
        object_to(other, maker)
    actions.hide(noun, reason="Toch weer", by=make_moderator())
    tell_all()
    object_to(Hiding.objects.now().get(), maker)
    assert Hiding.objects.filter(about_id=noun.pk, reason=REASON, ended_at__isnull=False).exists()


@pytest.mark.both
def test_telling_the_timeline_again_makes_no_second_row_and_no_second_notification() -> None:
    noun, maker = made("case")
    hide(noun, "case")
    tell_all()
    tell_all()
    assert Hiding.objects.count() == 1
    assert heard_by(maker) == ["hiding.told"]


def test_a_moderator_answers_an_objection_to_close_it_and_reads_who_hid_it() -> None:
    noun, maker = made("comment")
    moderator = make_moderator()
    actions.hide(noun, reason=REASON, by=moderator)
    tell_all()
    told = object_to(Hiding.objects.get(), maker).message
    client = signed_in(moderator)
    page = client.get(told.get_absolute_url()).content.decode()
    assert "Je verborg dit zelf" in page
    assert client.post(f"/beheer/{told.reference}/sluiten/", {"outcome": "done"}).status_code == 404
    assert client.post(f"/beheer/{told.reference}/bezwaar/", {"outcome": "stays", "answer": ""}).status_code == 422
    client.post(f"/beheer/{told.reference}/bezwaar/", {"outcome": "stays", "answer": "De naam staat er nog."})
    assert Message.objects.get().outcome == "declined"
    assert "Blijft verborgen" in signed_in(maker).get("/verborgen/").content.decode()
    assert "message.closed" not in events_about(told)


@pytest.mark.both
def test_the_first_decision_stands() -> None:
    noun, maker = made("comment")
    made_ = object_to(hide(noun, "comment"), maker)
    actions.decide_appeal(made_, outcome="stays", answer="Nee.", by=make_moderator())
    late = actions.decide_appeal(made_, outcome="shown", answer="Ja.", by=make_moderator(email="b@x.example"))
    assert (late.outcome, late.answer) == ("stays", "Nee.")
    noun.refresh_from_db()
    assert noun.hidden_at


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_give_one_outcome() -> None:
    noun, maker = made("comment")
    made_ = object_to(hide(noun, "comment"), maker)
    pair = [make_moderator(email=f"m{number}@x.example") for number in range(2)]

    def decide(outcome: str, by: User) -> None:
        try:
            actions.decide_appeal(made_, outcome=outcome, answer=outcome, by=by)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=one) for one in zip(("shown", "stays"), pair, strict=True)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    made_.refresh_from_db()
    noun.refresh_from_db()
    assert made_.outcome == made_.answer
    assert (noun.hidden_at is None) == (made_.outcome == "shown")


def test_who_leaves_takes_the_words_of_her_objection_along() -> None:
    from olievlek.accounts import actions as accounts

    noun, maker = made("case")
    object_to(hide(noun, "case"), maker, text="Woorden van mij alleen")
    accounts.end(maker, by=maker)
    found = Appeal.objects.get()
    assert (found.text, found.by) == ("", None)
    assert not Message.objects.filter(text__contains="Woorden van mij").exists()


def test_a_hidden_photo_is_served_to_moderators_only_and_leaves_the_page() -> None:
    photo, maker = made("file")
    hide(photo, "file")
    assert Client().get(photo.get_absolute_url()).status_code == 404
    assert signed_in(maker).get(photo.get_absolute_url()).status_code == 404
    assert photo.get_absolute_url() not in Client().get(photo.case.get_absolute_url()).content.decode()


def test_what_somebody_tells_about_herself_leaves_all_pages_but_her_own() -> None:
    profile, maker = made("profile")
    hide(profile, "profile")
    reader = signed_in(make_user())
    for address in ("/mensen/", maker.get_absolute_url()):
        assert profile.helps_with not in reader.get(address).content.decode()
    assert (
        "Een moderator verborg wat jij hier vertelt" in signed_in(maker).get(maker.get_absolute_url()).content.decode()
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_a_query_more_for_each_kind_of_thing_and_none_for_each_row(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member = make_membership()
    for _ in range(rows):
        actions.hide(
            make_comment(make_case(), membership=member), reason=REASON, by=make_user(moderator_since=timezone.now())
        )
    tell_all()
    client = signed_in(member.user)
    client.get("/verborgen/")
    with django_assert_num_queries(7):
        client.get("/verborgen/")


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_hearing_of_more_that_is_hidden_costs_no_more_queries(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    member, moderator = make_membership(), make_moderator()
    for _ in range(rows):
        actions.hide(make_comment(make_case(), membership=member), reason=REASON, by=moderator)
    tell_all()
    client = signed_in(member.user)
    assert client.get("/meldingen/").content.decode().count("Verborgen: Reactie") == rows
    with django_assert_num_queries(8):
        client.get("/meldingen/")


def test_the_page_of_a_hidden_example_tells_its_maker_why_and_where_to_object() -> None:
    noun, maker = made("case")
    other = signed_in(make_moderator())
    hiding = hide(noun, "case")
    page = signed_in(maker).get(noun.get_absolute_url()).content.decode()
    assert REASON in page
    assert f'href="{hiding.get_absolute_url()}"' in page
    assert f'href="{hiding.get_absolute_url()}"' not in other.get(noun.get_absolute_url()).content.decode()
    actions.unhide(noun, by=make_moderator())
    assert REASON not in signed_in(maker).get(noun.get_absolute_url()).content.decode()
