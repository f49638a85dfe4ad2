"""Rows of the last release name nouns by a label of Django; after the migrations by a key. The way back as well."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from olievlek.core import old_labels
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [
    ("accounts", "0008_changes_can_be_undone"),
    ("notifications", "0004_alter_notification_reason"),
    ("organisations", "0008_mailbox_codes"),
    ("tasks", "0001_tasks"),
    ("timeline", "0002_follow_and_mute"),
]
AFTER = [
    ("accounts", "0009_events_of_persons"),
    ("notifications", "0006_one_width_of_keys"),
    ("organisations", "0010_one_width_of_keys"),
    ("tasks", "0003_one_width_of_keys"),
    ("timeline", "0004_one_width_of_keys"),
]
ROWS = [
    ("timeline", "Entry", "about_kind"),
    ("timeline", "Follow", "about_kind"),
    ("timeline", "Mute", "about_kind"),
    ("tasks", "Task", "about_kind"),
    ("notifications", "Notification", "about_kind"),
    ("organisations", "MovedRow", "kind"),
]


def migrate(targets: list[tuple[str, str]]) -> Any:
    """The models as they are after going there."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return MigrationExecutor(connection).loader.project_state(targets).apps


@pytest.fixture
def there_and_back(settings: Any) -> Iterator[None]:
    """Tests make their tables without migrations; here the database says that all of them ran."""
    settings.MIGRATION_MODULES = {}
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    graph = MigrationExecutor(connection).loader.graph
    for app, name in graph.nodes:  # `migrate(fake=True)` computes the models after each, which takes seconds
        recorder.record_applied(app, name)
    yield
    MigrationExecutor(connection).migrate(graph.leaf_nodes())
    MigrationRecorder(connection).Migration.objects.all().delete()


def kinds(apps: Any, app: str, model: str, column: str) -> list[str]:
    return list(apps.get_model(app, model).objects.order_by("pk").values_list(column, flat=True))


def old_rows(apps: Any) -> None:
    """What the last release wrote, and what a copy may hold that ran while rooms were cut."""
    user, organisation = make_user().pk, make_organisation().pk
    entries = apps.get_model("timeline", "Entry").objects
    made = [
        entries.create(event=event, about_kind=kind, about_id=1)
        for event, kind in (
            ("case.published", "library.case"),
            ("adoption.moved", "library.adoptionstep"),
            ("case.published", "cases.case"),
            ("adoption.moved", "adoptions.adoption"),
            ("person.nothing", "person"),
            ("accounts.ended", "accounts.user"),
        )
    ]
    follows = apps.get_model("timeline", "Follow").objects
    for kind, pk in (("library.case", 1), ("cases.case", 1), ("vocabulary.term", 2)):
        follows.create(user_id=user, about_kind=kind, about_id=pk)
    apps.get_model("timeline", "Mute").objects.create(
        user_id=user, about_kind="organisations.organisation", about_id=organisation
    )
    apps.get_model("tasks", "Task").objects.create(
        organisation_id=organisation, about_kind="surveys.round", about_id=3, text="Vraag het na"
    )
    apps.get_model("notifications", "Notification").objects.create(
        user_id=user,
        entry_id=made[0].pk,
        kind="examples",
        reason="case",
        about_kind="conversations.request",
        about_id=4,
    )
    apps.get_model("organisations", "MovedRow").objects.create(
        organisation_id=organisation, kind="surveys.comparisonconsent", field="organisation", row_id=5,
        moved_at=timezone.now(),
    )  # fmt: skip


@pytest.mark.usefixtures("there_and_back")
def test_labels_of_the_last_release_become_keys_and_keys_become_labels() -> None:
    old_rows(migrate(BEFORE))

    new = migrate(AFTER)
    assert [kinds(new, *row) for row in ROWS] == [
        ["case", "adoption_step", "case", "adoption", "person", "person"],
        ["case", "theme"],  # she followed it by both names; once is enough
        ["organisation"],
        ["round"],
        ["request"],
        ["comparison_consent"],
    ]
    events = list(new.get_model("timeline", "Entry").objects.order_by("pk").values_list("event", flat=True))
    assert events[-1] == "person.ended"
    assert not [event for event in events if event.startswith("accounts.")]

    back = migrate(BEFORE)
    assert [kinds(back, *row) for row in ROWS] == [
        ["library.case", "library.adoptionstep", "library.case", "library.adoption", "accounts.user", "accounts.user"],
        ["library.case", "vocabulary.term"],
        ["organisations.organisation"],
        ["surveys.round"],
        ["conversations.request"],
        ["surveys.comparisonconsent"],
    ]


def test_without_the_translation_labels_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the assertions above can fail."""
    Entry.objects.create(event="case.published", about_kind="library.case", about_id=1)
    with monkeypatch.context() as undone:
        undone.setattr(old_labels, "KEYS", {})
        undone.setattr(old_labels, "ALSO", {})
        old_labels.to_keys(Entry.objects.all())
        assert Entry.objects.get().about_kind == "library.case"
    old_labels.to_keys(Entry.objects.all())
    assert Entry.objects.get().about_kind == "case"
