"""Somebody takes her data along, and leaves: all that is personal goes with her, nothing of it stays anywhere."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client

from olievlek.accounts import actions, codes, mydata
from olievlek.accounts.models import User
from olievlek.cases import actions as library
from olievlek.conversations.models import Request
from olievlek.core import photos
from olievlek.core.mail import queue_mail
from olievlek.index import indexer
from olievlek.office_files import attachments
from olievlek.organisations.actions import joining
from olievlek.surveys.links import person_code
from tests.factories.accounts import make_profile, sign_in
from tests.factories.library import make_case, tell_case
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.requests import make_comment, make_request
from tests.figures import say
from tests.matrix.crawl import CANARY
from tests.matrix.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.both]
PLANTED = {
    "name": "Noortje Zonnebloem",
    "address": "noortje@zonnebloem.example",
    "second address": "zonnetje@stichting.example",
    "profile": "touwtrekken met leveranciers",
    "question": "waarom de brandweer eerst belde",
    "comment": "mijn tante stond ook in die rij",
    "words with a request to join": "ik begin maandag op de derde verdieping",
    "draft": "klad over de gele kruiwagen",
    "mail": "Beste Noortje, je code is onderweg",
    "work": "baliemedewerkster van de nacht",
}
TEXT = PLANTED["draft"].encode()


def tables() -> str:
    """Every column of every row of every table, and what the sessions hold once they are opened."""
    found: list[str] = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join([*found, *(str(session.get_decoded()) for session in Session.objects.all())])


def files() -> str:
    """What stands in the data folder, the files of the index as well; but not the database itself."""
    paths = [path for path in Path(settings.OLIEVLEK_DATA).rglob("*") if path.is_file() and "sqlite" not in path.name]
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in paths)


def somebody() -> tuple[User, Client]:
    """A person with her words in every room."""
    membership = make_membership(job=PLANTED["work"])
    user = membership.user
    user.email, user.name = PLANTED["address"], PLANTED["name"]
    user.save()
    for name in ("address", "second address"):
        codes.prove(user, PLANTED[name])
    client = sign_in(user)
    client.post("/inloggen/mail/", {"email": PLANTED["second address"]})
    make_profile(user, skills=PLANTED["profile"])
    make_request(membership=membership, text=PLANTED["question"])
    make_comment(make_case(), membership=membership, text=PLANTED["comment"])
    joining.ask(make_organisation(), by=user, once=membership_key(), words=PLANTED["words with a request to join"])
    draft = tell_case(user, membership.organisation, title=PLANTED["draft"])
    checked = attachments.check_attachment(ContentFile(TEXT, "klad.txt"))
    library.add_attachment(
        draft, checked, digest=photos.keep(checked.content), name="klad.txt", once=membership_key(2), by=user
    )
    queue_mail(to=PLANTED["second address"], subject="Hallo", body=PLANTED["mail"])
    return user, client


def membership_key(number: int = 1) -> Any:
    import uuid

    return uuid.UUID(int=number)


def test_of_somebody_who_left_nothing_is_left_in_any_table_index_session_or_file() -> None:
    user, client = somebody()
    indexer.catch_up()
    before = tables()
    assert all(text in before for text in PLANTED.values()), [text for text in PLANTED.values() if text not in before]
    assert PLANTED["draft"] in files()
    assert client.post("/account/stoppen/")["Location"] == "/"
    indexer.catch_up()
    filing_sweeps_everything()
    after = tables() + files()
    left = [name for name, text in PLANTED.items() if text in after]
    found = Client().get("/zoeken/", {"q": "kruiwagen"}).content.decode()
    say("{left} of {planted} planted strings left after erasure", left=len(left), planted=len(PLANTED))
    assert not left
    assert PLANTED["draft"] not in found
    user.refresh_from_db()
    assert user.called == f"Oud-deelnemer {user.pk}"


def filing_sweeps_everything() -> None:
    """A day later."""
    import os

    for path in (Path(settings.OLIEVLEK_DATA) / "files").glob("*/*"):
        os.utime(path, (0, 0))
    photos.sweep()


@pytest.fixture
def world() -> World:
    return make_world()


PLAIN: dict[str, dict[str, str]] = {
    "appeal": {"answer": ""},
    "profile": {"hidden_reason": ""},
    "join_request": {"reason": ""},
    "request": dict.fromkeys(("reply", "contact_name", "contact_email", "contact_phone"), ""),
}


STAYS = {"moderation.Message.text"}  # moderators still handle it; nothing says any more who wrote it


def rows_of_hers(world: World) -> dict[str, list[dict[str, Any]]]:
    """A row of every kind that can be hers, as her file shows it."""
    user: Any = world.garden.people["member"]
    client = world.clients["member"]
    for label in mydata._sources.names():
        model = mydata._models[label]
        if model.__module__.startswith("olievlek.") and not mydata._sources[label].rows(user).exists():
            links = {
                name: user
                for name in mydata.links(model)
                if name in {"by", "sent_by"} or not model._meta.get_field(name).null
            }
            address = {name: user.email for name in ("to", "email") if has_field(model, name)}
            digest = {"digest": "1" * 64} if has_field(model, "digest") else {}
            code = {"person": person_code(user.email)} if has_field(model, "person") else {}
            about = {"about_id": 999_999} if has_field(model, "about_id") else {}
            given = {**links, **address, **digest, **code, **about, **PLAIN.get(label, {})}
            world.garden.grow(model, "shared", **fresh(world, model, given), **given)
    whole: dict[str, list[dict[str, Any]]] = json.loads(client.get("/account/meenemen/gegevens.json").content)["whole"]
    return whole


def fresh(world: World, model: Any, given: dict[str, Any]) -> dict[str, Any]:
    """A row of its own for each that may be pointed at only once."""
    rows = {}
    for field in model._meta.concrete_fields:
        if field.one_to_one and field.name not in given:
            elsewhere = {"about_id": 999_999} if has_field(field.related_model, "about_id") else {}
            rows[field.name] = world.garden.grow(field.related_model, "shared", **elsewhere)
    return rows


def has_field(model: Any, name: str) -> bool:
    return any(field.name == name and not field.is_relation for field in model._meta.concrete_fields)


def test_the_file_holds_every_personal_field_that_any_room_declares(world: World) -> None:
    whole = rows_of_hers(world)
    own = {label for label in mydata._sources.names() if mydata._models[label].__module__.startswith("olievlek.")}
    wanted = {f"{label}.{name}" for label in own for name in mydata.personal_fields(mydata._models[label])}
    held = {f"{label}.{name}" for label, rows in whole.items() for row in rows for name in row}
    say("{held} of {wanted} personal fields in the file", held=len(wanted & held), wanted=len(wanted))
    assert len(wanted) > 40
    assert not sorted(wanted - held)


def test_who_answered_takes_along_her_answer_and_not_the_question(world: World) -> None:
    answer = world.clients["coordinator"].get("/account/meenemen/gegevens.json")
    rows = json.loads(answer.content)["whole"]["request"]
    asked = Request.objects.get(pk=rows[0]["id"])
    assert rows[0]["contact_phone"] == asked.contact_phone
    assert rows[0]["reply"] == asked.reply
    assert asked.text not in answer.content.decode()
    assert rows[0]["text"] == "(van iemand anders)"


def test_every_personal_word_that_the_file_held_is_gone_when_she_left(world: World) -> None:
    whole = rows_of_hers(world)
    hers = {
        word
        for label, rows in whole.items()
        for row in rows
        for name in mydata.personal_fields(mydata._models[label]) & set(row)
        for word in CANARY.findall(str(row[name]))
    }
    actions.end(world.garden.people["member"], by=None)
    after = tables()
    left = sorted(
        f"{one.field} ({one.state})"
        for one in world.canaries
        if one.word in hers and one.word in after and one.field not in STAYS
    )
    say("{left} of {hers} words in personal fields left after erasure", left=len(left), hers=len(hers))
    assert len(hers) > 15
    assert not left
