"""The pages of notifications, and the buttons to follow."""

from typing import Any

import pytest
from django.test import Client

from olievlek.notifications.models import Choice, Notification
from olievlek.timeline.models import Follow, Mute
from tests.answers import not_here
from tests.factories.accounts import make_user
from tests.factories.library import make_case
from tests.factories.notifications import follow, tell_all
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.requests import make_comment, make_request
from tests.factories.vocabulary import make_term

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def signed_in(client: Client, **given: Any) -> Any:
    person = make_user(**given)
    client.force_login(person)
    return person


def test_the_list_groups_by_what_it_is_about_and_says_why(client: Client) -> None:
    reader, case = signed_in(client), make_case(title="Taalcafé")
    follow(case, reader)
    for _ in range(2):
        make_comment(case)
    tell_all()
    page = client.get("/meldingen/").content.decode()
    assert page.count("Taalcafé") == 1
    assert "Je ziet dit omdat je dit voorbeeld volgt." in page


def test_reading_is_a_post_and_counts_only_what_the_page_showed(client: Client) -> None:
    reader, case = signed_in(client), make_case()
    follow(case, reader)
    first = make_comment(case)
    tell_all()
    shown = Notification.objects.get().entry_id
    make_comment(case)
    tell_all()
    client.get("/meldingen/")
    assert Notification.objects.unread().count() == 2
    client.post("/meldingen/gelezen/", {"up_to": shown})
    assert Notification.objects.unread().count() == 1
    client.post("/meldingen/gelezen/", {"up_to": "onzin"})
    assert not Notification.objects.unread().exists()
    assert first.pk


def test_one_group_can_be_read_or_silenced(client: Client) -> None:
    reader, case = signed_in(client), make_case()
    follow(case, reader)
    make_comment(case)
    tell_all()
    one = Notification.objects.get()
    client.post(f"/meldingen/{one.pk}/gelezen/")
    assert not Notification.objects.unread().exists()
    client.post(f"/meldingen/{one.pk}/stil/")
    assert Mute.objects.of(reader).exists()
    assert not Follow.objects.exists()
    assert client.post(f"/meldingen/{one.pk}/stil/").status_code == 404


def test_nobody_reads_or_silences_what_is_anothers(client: Client) -> None:
    to = make_organisation()
    make_membership(organisation=to)
    make_request(to=to)
    tell_all()
    signed_in(client)
    told = Notification.objects.get()
    assert not_here(client.post(f"/meldingen/{told.pk}/gelezen/"))
    assert not_here(client.post(f"/meldingen/{told.pk}/stil/"))
    told.refresh_from_db()
    assert told.read_at is None
    assert not Mute.objects.exists()


def test_choices_are_kept(client: Client) -> None:
    reader = signed_in(client)
    kinds = ["questions", "colleagues", "comments", "copying", "examples", "hidden", "membership"]
    assert client.post("/meldingen/instellen/", dict.fromkeys(kinds, "here")).status_code == 302
    assert Choice.objects.filter(user=reader, way="here").count() == 7
    assert client.post("/meldingen/instellen/", {"questions": "onzin"}).status_code == 422


def test_case_organisation_and_theme_are_followed_with_a_button(client: Client) -> None:
    reader = signed_in(client)
    for path, noun in (("praktijk", make_case()), ("organisatie", make_organisation()), ("thema", make_term())):
        for _ in range(2):
            assert client.post(f"/volgen/{path}/{noun.pk}/").status_code == 302
        assert Follow.objects.about(noun).of(reader).count() == 1
        page = client.get(client.post(f"/volgen/{path}/{noun.pk}/").headers["Location"]).content.decode()
        assert "Stop met volgen" in page
        client.post(f"/volgen/{path}/{noun.pk}/stoppen/")
        assert not Follow.objects.about(noun).exists()
    assert client.post("/volgen/fiets/1/").status_code == 404


def test_a_visitor_sees_no_button_and_is_asked_to_sign_in(client: Client) -> None:
    case = make_case()
    assert "/volgen/" not in client.get(case.get_absolute_url()).content.decode()
    assert client.post(f"/volgen/praktijk/{case.pk}/").headers["Location"].startswith("/inloggen/")


def test_the_header_says_how_many_are_new(client: Client) -> None:
    reader, case = signed_in(client), make_case()
    follow(case, reader)
    make_comment(case)
    tell_all()
    assert "nieuwe melding" in client.get("/over/").content.decode()
