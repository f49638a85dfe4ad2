"""The name of a room or a model is not data: no column holds one, after the demo and a journey through the rooms."""

import re
import uuid
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from olievlek.accounts import actions as accounts
from olievlek.accounts import demo
from olievlek.adoptions.actions import copying
from olievlek.moderation import actions as moderation
from olievlek.moderation.models import Hiding
from olievlek.notifications.models import Notification
from olievlek.organisations import merging
from olievlek.organisations.models import MovedRow
from olievlek.surveys.models import Round
from olievlek.tasks import actions as tasks
from olievlek.timeline import actions as timeline
from olievlek.timeline.models import Entry, Follow
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import make_case, tell_case
from tests.factories.moderation import make_message
from tests.factories.notifications import tell_all
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.requests import make_comment, make_request
from tests.factories.surveys import the_scan
from tests.figures import say

pytestmark = pytest.mark.django_db

ROOMS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("olievlek."))
MODELS = "|".join(sorted({model._meta.model_name or "" for model in apps.get_models()}))
LABEL = re.compile(rf"(?<![\w./@-])({'|'.join(ROOMS)})\.({MODELS})(?![\w@-]|\.[a-z])", re.IGNORECASE)
ROOM = re.compile(rf"({'|'.join(ROOMS)})\.[a-z_]+")
TEXTS = {"CharField", "TextField", "JSONField", "SlugField", "URLField", "EmailField"}


def labels_as_data() -> list[str]:
    """Where a column of ours holds the label of a model, or is named by a room ("accounts.ended")."""
    found = []
    for model in apps.get_models():
        if not model.__module__.startswith("olievlek."):
            continue
        for field in model._meta.concrete_fields:
            if field.get_internal_type() not in TEXTS:
                continue
            with connection.cursor() as cursor:
                table, column = (connection.ops.quote_name(name or "") for name in (model._meta.db_table, field.column))
                cursor.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")  # our names
                values = [str(row[0]) for row in cursor.fetchall()]
            found += [f"{model._meta.label}.{field.name}: {value[:60]}" for value in values if named(value)]
    return found


def named(value: str) -> bool:
    return bool(LABEL.search(value) or ROOM.fullmatch(value))


def journey() -> None:
    """Tell, copy, move, ask, comment, hide, follow, mute, plan and merge: each room leaves its rows."""
    the_scan()
    demo.load()
    member, moderator = make_membership(), make_moderator()
    case, other = make_case(), make_user()
    told = tell_case(member.user, member.organisation)
    adoption = copying.copy(case, organisation=member.organisation, by=member.user)
    copying.move(adoption, stage="interest", once=uuid.uuid4(), by=member.user)
    timeline.follow(case, by=other)
    timeline.mute(told, by=other)
    timeline.follow(member.organisation, by=other)
    comment = make_comment(case)
    make_request()
    make_message()
    moderation.hide(case, reason="Klopt niet", by=moderator)
    moderation.unhide(case, by=moderator)
    merging.merge(member.organisation, into=make_organisation(), on=date(2026, 1, 1), by=moderator)
    round_ = Round.objects.order_by("pk").first()
    if round_ is not None:
        tasks.add(round_, organisation=round_.organisation, text="Vraag het na", once=uuid.uuid4(), by=member.user)
    accounts.end(comment.by, by=None)
    tell_all()


def test_no_column_holds_the_name_of_a_room_or_a_model() -> None:
    journey()
    filled: list[Any] = [Entry, Follow, Notification, MovedRow]
    assert all(model.objects.exists() for model in filled), "the control: there is something to find"
    found = labels_as_data()
    say("labels as data: {found}", found=len(found))
    assert found == []


@pytest.mark.parametrize("kind", ["library.case", "cases.case", "Library.Case", "organisations.organisation"])
def test_a_label_in_a_column_is_found(kind: str) -> None:
    """The control of the sweep."""
    Entry.objects.create(event="case.published", about_kind=kind, about_id=1)
    expected = [] if kind.split(".")[0].lower() not in ROOMS else [f"timeline.Entry.about_kind: {kind}"]
    assert labels_as_data() == expected


def test_a_label_inside_details_and_the_name_of_a_room_are_found() -> None:
    Entry.objects.create(event="accounts.ended", about_kind="case", about_id=1, details={"of": ["library.case", 3]})
    Hiding.objects.create(about_kind="case", about_id=1, hidden_at="2026-01-01T00:00:00Z", reason="Zie library.nl")
    assert [line.split(":")[0] for line in labels_as_data()] == ["timeline.Entry.event", "timeline.Entry.details"]
