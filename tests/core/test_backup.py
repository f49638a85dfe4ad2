"""A backup holds everything, is found out when one byte is wrong, and comes back."""

import io
import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from olievlek.accounts import ended
from olievlek.accounts.actions import end
from olievlek.accounts.models import MailedCode, User
from olievlek.core import photos
from olievlek.core.backup import archive, hooks, restoring, taking
from olievlek.core.backup.archive import ArchiveError
from tests.factories.accounts import make_user, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def file(settings: Any) -> Path:
    """A backup of one person, one kept file and a key."""
    make_user(name="Noor de Wit")
    photos.keep(b"the bytes of a photo")
    (Path(settings.OLIEVLEK_DATA) / "secret_key").write_text("a key")
    return taking.take(taking.named())


def changed(file: Path, to: Path, change: Any) -> Path:
    """The same archive with other parts, sealed again: what somebody makes who knows how."""
    with archive.opened(file) as (opened, manifest):
        parts = {name: opened.read(name) for name in manifest.parts}
        told = json.loads(opened.read(archive.MANIFEST))
    change(parts, told)
    with to.open("w+b") as handle:
        with zipfile.ZipFile(handle, "w") as fresh:
            for name, content in parts.items():
                fresh.writestr(name, content)
            fresh.writestr(archive.MANIFEST, json.dumps(told))
            fresh.comment = b"0" * archive.SEAL
        archive._seal(handle)
    return to


def test_it_is_private_and_says_what_it_holds(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    with archive.opened(file) as (_opened, manifest):
        assert manifest.tables["accounts_user"][0] == User.objects.count()
        assert len(manifest.files) == 1
        assert archive.SECRET_KEY in manifest.parts
        assert not manifest.missing


def test_checking_changes_nothing(file: Path, settings: Any) -> None:
    data = Path(settings.OLIEVLEK_DATA)
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}
    said = io.StringIO()
    call_command("restore", file, "--check", stdout=said)
    assert "every one as it was written" in said.getvalue()
    assert before == {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}


def test_what_is_there_is_not_replaced_unasked(file: Path) -> None:
    make_user(email="later@voorbeeld.example")
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", file)
    assert User.objects.filter(email="later@voorbeeld.example").exists()


def test_any_flipped_byte_and_any_cut_is_found(file: Path) -> None:
    whole = file.read_bytes()
    places = [*range(0, len(whole), max(1, len(whole) // 40)), len(whole) - 1]
    for place in places:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(CommandError, match="damaged"):
            call_command("restore", file, "--check")
        file.write_bytes(whole[:place])
        with pytest.raises(CommandError, match="damaged"):
            call_command("restore", file, "--check")


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/outside", "files/../../outside", "files/aa/" + "b" * 64, "index/x"]
)
def test_a_part_that_no_backup_has_is_refused(file: Path, tmp_path: Path, name: str) -> None:
    def add(parts: dict[str, bytes], told: dict[str, Any]) -> None:
        parts[name], told["parts"][name] = b"x", [1, "0" * 64]

    evil = changed(file, tmp_path / "evil.zip", add)
    with pytest.raises(CommandError, match="a part that no backup has"):
        call_command("restore", evil, "--check")
    assert not list(tmp_path.parent.glob("outside"))


def test_parts_and_manifest_must_agree(file: Path, tmp_path: Path) -> None:
    def other_words(parts: dict[str, bytes], _told: dict[str, Any]) -> None:
        parts["secret_key"] = b"my key"

    def one_more(parts: dict[str, bytes], _told: dict[str, Any]) -> None:
        parts["files/aa/" + "a" * 64] = b"x"

    def fewer_rows(_parts: dict[str, bytes], told: dict[str, Any]) -> None:
        told["tables"]["accounts_user"][0] -= 1

    def larger(_parts: dict[str, bytes], told: dict[str, Any]) -> None:
        told["parts"]["secret_key"][0] = 1

    for number, change in enumerate((other_words, one_more, fewer_rows, larger)):
        with pytest.raises(CommandError, match="Use another copy"):
            call_command("restore", changed(file, tmp_path / f"{number}.zip", change), "--check")


def test_an_archive_of_newer_code_or_another_database_is_refused(file: Path, tmp_path: Path) -> None:
    def newer(_parts: dict[str, bytes], told: dict[str, Any]) -> None:
        told["migrations"] = {"accounts": ["9999_of_tomorrow"]}

    def later_format(_parts: dict[str, bytes], told: dict[str, Any]) -> None:
        told["format"] = 2

    for number, change in enumerate((newer, later_format)):
        with pytest.raises(CommandError, match="newer version"):
            call_command("restore", changed(file, tmp_path / f"{number}.zip", change), "--check")

    def elsewhere(parts: dict[str, bytes], told: dict[str, Any]) -> None:
        mine, other = archive.DATABASES[told["kind"]], {"sqlite": "postgresql", "postgresql": "sqlite"}[told["kind"]]
        parts[archive.DATABASES[other]] = parts.pop(mine)
        told["parts"][archive.DATABASES[other]], told["kind"] = told["parts"].pop(mine), other

    with pytest.raises(CommandError, match="DATABASE_URL"):
        call_command("restore", changed(file, tmp_path / "elsewhere.zip", elsewhere), "--check")


def test_what_is_no_archive_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no zip")
    for name in ("a.zip", "nowhere.zip"):
        with pytest.raises(CommandError, match=name):
            call_command("restore", tmp_path / name, "--check")


def test_a_backup_never_replaces_a_file(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(CommandError, match="exists"):
        call_command("backup", file)
    assert file.read_bytes() == before


def test_seven_automatic_ones_stay_and_every_named_one(settings: Any) -> None:
    named = taking.take(taking.named())
    made = [taking.automatic("daily") for _ in range(taking.KEPT + 2)]
    assert sorted(taking.folder().glob("automatic-*")) == made[-taking.KEPT :]
    assert named.exists()
    assert not [path for path in taking.folder().iterdir() if path.name.startswith(".")]


def test_nothing_half_stays_when_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive, "_add", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup")
    assert not list(taking.folder().iterdir())


def test_sessions_and_codes_stay_out_of_the_bytes(settings: Any) -> None:
    user = make_user()
    client = sign_in(user)
    client.post("/inloggen/mail/", {"email": user.email})
    assert MailedCode.objects.exists()
    key = client.cookies["sessionid"].value
    with archive.opened(taking.take(taking.named())) as (opened, manifest):
        dump = opened.read(archive.DATABASES[manifest.kind])
        assert manifest.tables["django_session"][0] == manifest.tables[MailedCode._meta.db_table][0] == 0
        assert key.encode() not in dump
        assert user.email.encode() in dump or manifest.kind == "postgresql"  # control: a dump of that is compressed


def test_a_row_that_names_a_lost_file_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = "ab" * 32
    monkeypatch.setattr(photos, "_named", [lambda: [lost]])
    said = io.StringIO()
    call_command("backup", stdout=io.StringIO(), stderr=said)
    assert lost in said.getvalue()


def test_an_account_that_was_ended_since_is_ended_again() -> None:
    user, other = make_user(email="weg@voorbeeld.example"), make_user(email="blijft@voorbeeld.example")
    end(user, by=None)
    assert len(ended.known()) == 1
    User.objects.filter(pk=user.pk).update(
        ended_at=None, email="weg@voorbeeld.example", name="Noor"
    )  # as a restore does
    assert hooks.after_restore() == ["1 accounts that were ended after this backup are ended again."]
    user.refresh_from_db()
    other.refresh_from_db()
    assert user.ended_at
    assert not user.name
    assert other.ended_at is None


def test_somebody_new_with_the_number_of_an_ended_account_stays() -> None:
    user = make_user()
    end(user, by=None)
    User.objects.filter(pk=user.pk).delete()
    make_user(pk=user.pk, email="nieuw@voorbeeld.example")
    assert hooks.after_restore() == []
    assert User.objects.get(pk=user.pk).ended_at is None


def test_the_list_takes_in_what_it_missed() -> None:
    user = make_user()
    end(user, by=None)
    ended.path().unlink()
    assert ended.note_all() == 1
    assert ended.note_all() == 0
    assert user.email not in ended.path().read_text()


def test_a_migration_makes_a_backup_first_and_stops_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from olievlek.core.management.commands import migrate

    monkeypatch.setattr(migrate, "changes_rows", lambda _options: True)
    monkeypatch.setattr("django.core.management.commands.migrate.Command.handle", lambda *_a, **_o: None)
    call_command("migrate", stdout=io.StringIO())
    assert [path.name.endswith("before-migration.zip") for path in taking.folder().iterdir()] == [True]
    call_command("migrate", "--no-backup")
    assert len(list(taking.folder().iterdir())) == 1

    def refused(_words: str) -> Path:
        raise ArchiveError("pg_dump is not on this machine.")

    monkeypatch.setattr(taking, "automatic", refused)
    with pytest.raises(CommandError, match=r"was not changed. pg_dump is not on this machine.*--no-backup"):
        call_command("migrate")


@pytest.mark.sqlite
def test_a_database_in_use_is_not_swapped_away(file: Path) -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT count(*) FROM accounts_user").fetchone()
        with restoring.checked(file) as found, pytest.raises(ArchiveError, match="Stop it"):
            found.engine.refuse_when_in_use()


@pytest.mark.postgresql
def test_who_is_just_leaving_postgresql_is_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server counts a client for a moment after it has closed its connection."""
    import psycopg

    from olievlek.core.backup import databases

    with restoring.checked(file) as found, closing(psycopg.connect(**databases._parameters())) as other:
        monkeypatch.setattr(databases, "GOODBYE", 0.0)
        with pytest.raises(ArchiveError, match="1 others are connected"):
            found.engine.refuse_when_in_use()
        monkeypatch.setattr(databases, "GOODBYE", 60.0)
        monkeypatch.setattr(databases.time, "sleep", lambda _seconds: other.close())
        found.engine.refuse_when_in_use()


def test_a_machine_without_the_tools_of_postgresql_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from olievlek.core.backup import databases

    monkeypatch.setenv("PATH", "")
    with pytest.raises(ArchiveError, match="apt install postgresql-client"):
        databases._tool("pg_dump")
