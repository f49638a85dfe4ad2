"""Limits, mail, slots, audience, the word for innovation, the data folder."""

import stat
import time
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail as outbox
from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone
from django.utils.translation import override

from olievlek.core import audience, mail, slots, worker
from olievlek.core.apps import forget_ended_sessions
from olievlek.core.checks import is_safe_with_wal
from olievlek.core.limits import allow, network_of
from olievlek.core.mail import LEASE, TRIES, _message_id, queue_mail, send_waiting
from olievlek.core.models import Hit, OutgoingMail
from olievlek.core.registry import RegisteredTwiceError
from olievlek.core.secret import data_folder, secret_key
from olievlek.core.term import term
from tests.factories.accounts import make_user


def from_address(rf: RequestFactory, address: str) -> HttpRequest:
    return rf.post("/", REMOTE_ADDR=address)


@pytest.mark.both
@pytest.mark.django_db
def test_an_address_may_try_so_often_and_another_address_is_not_hurt(rf: RequestFactory) -> None:
    here, there = from_address(rf, "10.0.0.1"), from_address(rf, "10.0.0.2")
    assert [allow("x", here, limit=3) for _ in range(4)] == [True, True, True, False]
    assert allow("x", there, limit=3)
    assert allow("y", here, limit=3)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:51820", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("::FFFF:cb00:7109", "203.0.113.9"),
        ("[2001:db8:77:1::5]:443", "2001:db8:77:1::/64"),
        ("2001:DB8:77:1:ffff:ffff:ffff:ffff", "2001:db8:77:1::/64"),
        ("2001:0db8:0077:0001::1", "2001:db8:77:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("2002:cb00:7109:5::1", "2002:cb00:7109::/48"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_an_address_is_counted_as_what_one_sender_has(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.django_db
def test_the_address_itself_is_never_stored(rf: RequestFactory) -> None:
    allow("x", from_address(rf, "203.0.113.7"))
    assert all("203.0.113.7" not in hit.key for hit in Hit.objects.all())


@pytest.mark.both
@pytest.mark.django_db
def test_mail_leaves_once_and_a_subject_holds_no_second_header() -> None:
    queue_mail(to="a@voorbeeld.example", subject="Dank\r\nBcc: b@voorbeeld.example", body="Hoi")
    assert send_waiting() == 1
    assert send_waiting() == 0
    assert [message.subject for message in outbox.outbox] == ["Dank Bcc: b@voorbeeld.example"]
    assert outbox.outbox[0].recipients() == ["a@voorbeeld.example"]


@pytest.mark.django_db
def test_a_mail_server_that_is_down_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    queue_mail(to="a@voorbeeld.example", subject="Dank", body="Hoi")

    def down(*_args: object) -> int:
        raise ConnectionRefusedError("no mail server")

    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", down)
        assert send_waiting() == 0
        assert OutgoingMail.objects.get().failures == 0, "that no server answers says nothing about the mail"
    assert send_waiting() == 1


@pytest.mark.both
@pytest.mark.django_db
def test_a_mail_that_is_refused_waits_longer_each_time_and_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    queue_mail(to="vol@voorbeeld.example", subject="Dank", body="Hoi")
    queue_mail(to="a@voorbeeld.example", subject="Dank", body="Hoi")
    take = EmailBackend.send_messages

    def full(self: EmailBackend, messages: list[EmailMessage]) -> int:
        if messages[0].to == ["vol@voorbeeld.example"]:
            raise SMTPRecipientsRefused({"vol@voorbeeld.example": (450, b"later")})
        return take(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", full)
    assert [send_waiting(), send_waiting()] == [1, 0]
    refused = OutgoingMail.objects.get(sent_at=None)
    assert refused.failures == 1
    assert refused.wait_until is not None
    assert refused.wait_until > timezone.now()


@pytest.mark.both
@pytest.mark.django_db
def test_a_mail_of_a_worker_that_died_goes_again_with_the_same_message_id() -> None:
    row = queue_mail(to="a@voorbeeld.example", subject="Dank", body="Hoi")
    OutgoingMail.objects.update(wait_until=timezone.now() + LEASE)
    assert send_waiting() == 0
    OutgoingMail.objects.update(wait_until=timezone.now())
    assert send_waiting() == 1
    assert outbox.outbox[0].extra_headers["Message-ID"] == _message_id(row)
    assert "testserver" in _message_id(row) or "localhost" in _message_id(row)


def test_without_a_mail_server_the_worker_tries_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    tries: list[int] = []
    loop = mail.patiently(lambda: tries.append(1) or 1)  # type: ignore[func-returns-value]  # counts, and answers 1
    monkeypatch.setattr(mail, "_next_try", time.monotonic() + 60)
    assert [loop(), loop()] == [0, 0]
    monkeypatch.setattr(mail, "_next_try", 0.0)
    assert loop() == 1


@pytest.mark.django_db
def test_a_mail_that_keeps_failing_stops_being_tried() -> None:
    queue_mail(to="a@voorbeeld.example", subject="Dank", body="Hoi")
    OutgoingMail.objects.update(failures=TRIES)
    assert send_waiting() == 0


def test_a_slot_keeps_its_order_and_takes_a_filling_once() -> None:
    try:
        slots.declare("test.slot")
        slots.register("test.slot", template="b.html", order=20)
        slots.register("test.slot", template="a.html", order=10)
        with pytest.raises(RegisteredTwiceError):
            slots.register("test.slot", template="a.html", order=10)
        assert [one.template for one in slots.fillings("test.slot")] == ["a.html", "b.html"]
    finally:
        slots._fillings.pop("test.slot")
        slots._declared.discard("test.slot")


@pytest.mark.django_db
def test_a_visitor_carries_only_the_public_token() -> None:
    assert audience.tokens(AnonymousUser()) == {"public"}
    user = make_user()
    assert {"public", f"user:{user.pk}"} <= audience.tokens(user)


def test_the_word_for_innovation_is_a_setting(settings: object) -> None:
    settings.OLIEVLEK_TERM = {"nl": "slimmer werken", "en": "renewal"}  # type: ignore[attr-defined]
    with override("nl"):
        assert term() == "slimmer werken"
    with override("en"):
        assert term() == "renewal"


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = data_folder(str(tmp_path / "data"))
    key = secret_key(folder)
    assert len(key) > 50
    assert secret_key(folder) == key
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in folder.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 6), True),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_sqlite_versions_with_the_wal_race_are_known(version: tuple[int, int, int], safe: bool) -> None:
    assert is_safe_with_wal(version) is safe


@pytest.mark.django_db
def test_one_worker_loop_that_fails_harms_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[int] = []

    def broken() -> int:
        raise ValueError("broken")

    def well() -> int:
        done.append(1)
        return 1

    monkeypatch.setattr(worker, "_loops", {"broken": broken, "well": well})
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    assert worker.turn() == 1
    assert done == [1]
    assert "loop broken failed" in caplog.text


@pytest.mark.both
@pytest.mark.django_db
def test_the_worker_forgets_sessions_that_are_over() -> None:

    from django.contrib.sessions.models import Session
    from django.utils import timezone

    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="still", session_data="", expire_date=now + timedelta(days=1))
    assert forget_ended_sessions() == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["still"]
