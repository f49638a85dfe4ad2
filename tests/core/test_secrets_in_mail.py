"""Each kind of mail with an address or a code that works: once it is sent, no table holds what opens anything."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core import mail as outbox
from django.utils import timezone

from olievlek.accounts import changes, codes
from olievlek.accounts.codes import Purpose
from olievlek.core import mail
from olievlek.core.mail import TRIES, queue_mail, send_waiting
from olievlek.core.models import OutgoingMail
from olievlek.notifications import digest
from olievlek.organisations.actions import inviting
from olievlek.surveys.actions.starting import remind
from tests.factories.accounts import make_user
from tests.factories.library import make_case
from tests.factories.notifications import follow, tell_all
from tests.factories.organisations import make_organisation
from tests.factories.requests import make_comment
from tests.factories.surveys import make_round, team
from tests.figures import say

pytestmark = pytest.mark.django_db
LOOKED_AT = {
    "accounts/changes.py",
    "accounts/codes.py",
    "moderation/emails.py",
    "notifications/letters.py",
    "organisations/actions/inviting.py",
    "organisations/letters.py",
    "surveys/letters.py",
}
SECRET = re.compile(r"(?:(?<=/)[\w:.-]{20,}(?=/|\s|$))|\b\d{3,4} ?\d{3,4}\b")


def a_code() -> None:
    codes.ask("noor@voorbeeld.example", Purpose.SIGN_IN, language="nl")
    codes.send_asked()


def an_invitation_to_work_together() -> None:
    inviting.invite(make_organisation(), email="noor@voorbeeld.example", by=make_user())
    inviting.send_invitations()


def an_invitation_to_answer() -> None:
    make_round(invited=team("a", 2))


def a_reminder_to_answer() -> None:
    round_ = make_round(invited=team("a", 2))
    OutgoingMail.objects.all().delete()
    remind(round_, by=None)


def a_daily_mail() -> None:
    reader, case = make_user(), make_case()
    follow(case, reader)
    make_comment(case, text="Iets")
    tell_all()
    assert digest.make(reader.pk, timezone.localdate())


def a_change_of_a_way_in() -> None:
    user = make_user(last_login=timezone.now())
    codes.prove(user, user.email)
    changes.remember(user, changes.What.PASSWORD)


KINDS: list[Callable[[], None]] = [
    a_code, an_invitation_to_work_together, an_invitation_to_answer, a_reminder_to_answer, a_daily_mail,
    a_change_of_a_way_in,
]  # fmt: skip


def kept() -> Iterator[str]:
    """All text in all tables, but for the number by which a sender finds a message back: that is the message's own."""
    for model in apps.get_models():
        if model._meta.label != "moderation.Message":
            for row in model._base_manager.order_by("pk").values_list():
                yield " ".join(map(str, row))


def secrets_of(letter: Any) -> set[str]:
    stop = letter.extra_headers.get("List-Unsubscribe", "")
    return {one.replace(" ", "") for one in SECRET.findall(f"{letter.subject} {letter.body} {stop}")}


@pytest.mark.both
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_after_sending_no_table_holds_what_opens_anything(kind: Callable[[], None]) -> None:
    kind()
    send_waiting()
    assert outbox.outbox
    found = set().union(*map(secrets_of, outbox.outbox))
    assert found, "this mail opens nothing, so it need not be here"
    text = "\n".join(kept())
    say("{secrets} secrets in mails looked for in every table, {kept} found", secrets=len(found), kept=0)
    assert not [one for one in found if one in text]
    assert not OutgoingMail.objects.exclude(body="", stop_url="").exists()


def test_that_sweep_finds_a_mail_that_keeps_its_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "EMPTY", {})
    an_invitation_to_answer()
    send_waiting()
    found = set().union(*map(secrets_of, outbox.outbox))
    text = "\n".join(kept())
    assert len([one for one in found if one in text]) == 2


def test_a_mail_that_is_refused_for_good_loses_its_text_too(monkeypatch: pytest.MonkeyPatch) -> None:
    queued = queue_mail(to="a@voorbeeld.example", subject="Hallo", body="/d/geheim/", stop_url="/stop/geheim/")

    def refused(_letter: object) -> None:
        raise mail.NotTakenError("no")

    monkeypatch.setattr(mail, "hand_over", refused)
    for _ in range(TRIES):
        OutgoingMail.objects.update(wait_until=None)
        queued.refresh_from_db()
        assert queued.body
        send_waiting()
    queued.refresh_from_db()
    assert (queued.body, queued.stop_url) == ("", "")


def test_every_way_to_send_a_mail_is_looked_at() -> None:
    """A new caller comes here: is there an address or a code in its mail? Then it belongs in KINDS."""
    from pathlib import Path

    src = Path(mail.__file__).parents[1]
    callers = {
        str(path.relative_to(src))
        for path in src.rglob("*.py")
        if re.search(r"olievlek\.core\.mail import[^)]*?\b(queue_mail|hand_over)\b", path.read_text())
    }
    assert callers == LOOKED_AT
