"""One mail a day: grouped, with a reason, without the words of others, and stopped with one click."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.cases import actions as library
from olievlek.cases.models import Case
from olievlek.core.mail import send_waiting
from olievlek.core.models import OutgoingMail
from olievlek.notifications import actions, digest
from olievlek.notifications.letters import stop_token
from olievlek.notifications.models import Digest, MailStop, Notification
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import make_case
from tests.factories.notifications import follow, tell_all
from tests.factories.requests import make_comment

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TODAY = timezone.localdate()


def reader_with_news(**given: Any) -> tuple[User, Case]:
    reader, case = make_user(**given), make_case(title="Taalcafé in de bieb")
    follow(case, reader)
    make_comment(case, text="Dit mag niet in de mail")
    tell_all()
    return reader, case


def test_the_mail_says_what_and_why_and_where_but_not_the_words_of_others() -> None:
    reader, case = reader_with_news(name="Samira")
    assert digest.make(reader.pk, TODAY)
    letter = OutgoingMail.objects.get()
    assert letter.to == reader.email
    assert "Taalcafé in de bieb" in letter.subject
    for words in (
        "Dag Samira,",
        "Noor de Wit",
        "omdat je dit voorbeeld volgt",
        case.get_absolute_url(),
        "/meldingen/stoppen/",
    ):
        assert words in letter.body
    assert "Dit mag niet" not in letter.body


def test_making_it_again_makes_none_and_tomorrow_tells_only_what_is_new() -> None:
    reader, case = reader_with_news()
    assert [digest.make(reader.pk, TODAY) for _ in range(2)] == [True, False]
    assert not digest.make(reader.pk, TODAY + timedelta(days=1))
    make_comment(case)
    tell_all()
    assert digest.make(reader.pk, TODAY + timedelta(days=2))
    assert OutgoingMail.objects.count() == 2


def test_rows_that_were_made_again_are_not_mailed_again() -> None:
    reader, _case = reader_with_news()
    digest.make(reader.pk, TODAY)
    Notification.objects.all().delete()
    tell_all()
    assert not digest.make(reader.pk, TODAY + timedelta(days=1))


@pytest.mark.parametrize("way", ["here", "none"])
def test_who_does_not_want_a_kind_by_mail_gets_no_mail_of_it(way: str) -> None:
    reader, _case = reader_with_news()
    actions.choose(reader, ways={"comments": way})
    assert not digest.make(reader.pk, TODAY)


def test_what_she_may_not_see_any_more_is_not_mailed() -> None:
    reader, case = reader_with_news()
    library.hide(case, reason="Fout", by=make_moderator())
    assert not digest.make(reader.pk, TODAY)


def test_what_she_read_here_is_not_mailed() -> None:
    reader, _case = reader_with_news()
    actions.mark_read(reader)
    assert digest.waiting(TODAY) == []


def test_the_worker_sends_from_seven_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reader_with_news()
    for hour, sent in ((6, 0), (7, 1), (8, 0)):
        now = datetime(TODAY.year, TODAY.month, TODAY.day, hour, tzinfo=ZoneInfo("Europe/Amsterdam"))
        monkeypatch.setattr(timezone, "localtime", lambda *_given, now=now: now)
        assert digest.send_due() == sent


def test_an_english_reader_gets_english() -> None:
    reader, _case = reader_with_news(language="en")
    digest.make(reader.pk, TODAY)
    assert "You see this because you follow this example." in OutgoingMail.objects.get().body
    assert "/en/meldingen/stoppen/" in OutgoingMail.objects.get().stop_url


def test_mail_programs_can_stop_it_with_one_click_and_she_can_start_it_again(client: Client) -> None:
    reader, _case = reader_with_news()
    digest.make(reader.pk, TODAY)
    assert send_waiting() == 1
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = headers["List-Unsubscribe"].strip("<>").split("localhost:8000")[-1]
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(path).status_code == 200
    assert not MailStop.objects.exists()
    for _ in range(2):
        answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
        assert "gestopt" in answer.content.decode()
    assert digest.waiting(TODAY + timedelta(days=1)) == []
    client.force_login(reader)
    client.post("/meldingen/mail-aan/")
    assert not MailStop.objects.exists()


def test_a_token_of_another_kind_or_of_nobody_stops_nothing(client: Client) -> None:
    reader = make_user()
    assert client.post(f"/meldingen/stoppen/{reader.pk}:onzin/").status_code == 404
    gone = stop_token(reader)
    reader.ended_at, reader.name = timezone.now(), ""
    reader.save()
    assert client.post(f"/meldingen/stoppen/{gone}/").status_code == 404
    assert not MailStop.objects.exists()


def test_who_has_nothing_to_hear_does_not_keep_the_others_waiting() -> None:
    reader, _case = reader_with_news()
    actions.choose(reader, ways={"comments": "here"})
    assert digest.waiting(TODAY) == [reader.pk]
    digest.make(reader.pk, TODAY)
    assert digest.waiting(TODAY) == []
    assert Digest.objects.get().entries == []
