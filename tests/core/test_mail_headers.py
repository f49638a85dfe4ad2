"""No absence message answers a mail of the product. tests/conftest.py looks at each mail of each test."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from olievlek.accounts.codes import send_asked
from olievlek.core.mail import BY_ITSELF, hand_over, queue_mail, send_waiting
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
SENDS = re.compile(r"send_mail\(|send_mass_mail\(|mail_admins\(|mail_managers\(|get_connection\(|letter\.send\(")


def sent() -> EmailMessage:
    return mail.outbox[-1]


def test_every_kind_of_mail_says_that_a_program_wrote_it(client: Client) -> None:
    assert BY_ITSELF == {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    queue_mail(to="a@voorbeeld.example", subject="Dank", body="Hoi", stop_url="https://olievlek.example/stop/")
    assert send_waiting() == 1
    written = sent().message()
    assert written["Auto-Submitted"] == "auto-generated"
    assert written["X-Auto-Response-Suppress"] == "All"
    assert written["List-Unsubscribe"]
    user = make_user()
    before = len(mail.outbox)
    client.post("/inloggen/mail/", {"email": user.email})
    send_asked()
    assert len(mail.outbox) == before + 1, "a code came"
    assert sent().message()["Auto-Submitted"] == "auto-generated"


def test_a_header_that_a_letter_brings_stays() -> None:
    hand_over(EmailMessage("Dank", "Hoi", None, ["a@voorbeeld.example"], headers={"X-Kind": "test"}))
    assert sent().extra_headers == {**BY_ITSELF, "X-Kind": "test"}


def test_there_is_one_way_out() -> None:
    files = sorted((settings.ROOT / "src").rglob("*.py"))
    assert [str(path.name) for path in files if SENDS.search(path.read_text())] == ["mail.py"]
