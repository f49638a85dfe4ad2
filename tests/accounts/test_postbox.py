"""The post box of the demo: mail that could not leave this machine."""

from typing import Any

import pytest
from django.core.mail import send_mail
from django.test import Client

from olievlek.accounts import codes
from olievlek.accounts.models import MailedCode

pytestmark = pytest.mark.django_db


def test_without_a_mail_server_the_code_stands_in_the_post_box(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.OLIEVLEK_DATA / "mail"
    client.post("/inloggen/mail/", {"email": "noor@zeist.example"})
    assert "/postvak/" in client.get("/inloggen/code/").content.decode()
    assert "Nog geen mail" in client.get("/postvak/").content.decode()
    codes.send_asked()
    send_mail("<b>Later</b>", "één\n<script>", None, ["sam@zeist.example"])
    page = client.get("/postvak/").content.decode()
    assert page.index("&lt;b&gt;Later") < page.index("is je code voor Olievlek")
    assert "één" in page
    assert "<script>" not in page
    assert "Aan noor@zeist.example" in page
    assert MailedCode.objects.get().mailed_at


@pytest.mark.parametrize(
    "given", [{"ON_LOOPBACK": False}, {"OLIEVLEK_DEMO": False}, {"EMAIL_URL": "smtp://mail.example"}]
)
def test_anywhere_else_there_is_no_post_box(client: Client, settings: Any, given: dict[str, Any]) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    assert client.get("/postvak/").status_code == 404
    client.post("/inloggen/mail/", {"email": "noor@zeist.example"})
    assert "/postvak/" not in client.get("/inloggen/code/").content.decode()
