"""The committed facts: each body stands there once, and a newer version of them mends a database of before."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.accounts.models import User
from olievlek.core.text import letters
from olievlek.organisations import content, merging
from olievlek.organisations.actions import domains, joining
from olievlek.organisations.hosts import is_shared_host
from olievlek.organisations.models import MailDomain, MergeNotice, Organisation, OtherName
from olievlek.organisations.naming import key
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.figures import say


def proved(email: str) -> User:
    """Somebody who proved to have this address."""
    user = make_user(email=email)
    user.addresses.create(email=email)
    return user


Rows = list[dict[str, str]]
WHOLE = ("official", "daily")


def all_names(bodies: Rows, others: Rows) -> Iterator[tuple[str, str]]:
    """Each whole name of today with the body it belongs to."""
    for row in bodies:
        yield row["code"], row["name"]
    for row in others:
        if row["kind"] in WHOLE:
            yield row["code"], row["name"]


def faults(bodies: Rows, others: Rows) -> list[str]:
    """What makes two rows of the files one body, or one cell that of another body."""
    found = []
    named = {letters(row["name"]): row["code"] for row in bodies}
    for code, name in all_names(bodies, others):
        bare = letters(name.partition("(")[0])
        for one in (letters(name), bare):
            if named.get(one, code) != code and one not in SHARED:
                found.append(f"{name}: {code} and {named[one]}")
    for column in ("code", "slug", "tooi_uri", "oin", "mail_domain"):
        times = Counter(row[column] for row in bodies if row[column])
        found += [f"{column} {value} of {number} bodies" for value, number in times.items() if number > 1]
    found += [f"{row['mail_domain']} is for everyone" for row in bodies if row["mail_domain"] in HOSTS]
    short = defaultdict(set)
    for row in bodies:
        if row["short_name"] and letters(row["short_name"]) in named:
            short[row["short_name"]].add(row["code"])
    return found + [f"{name} is another body" for name, codes in short.items() if named[letters(name)] not in codes]


SHARED: frozenset[str] = frozenset()
HOSTS = {"gmail.com", "outlook.com", "rijksoverheid.nl", "minbzk.nl"}


@pytest.mark.both
def test_no_two_rows_are_one_body_and_no_cell_is_that_of_another_body() -> None:
    bodies, others = list(content.rows("organisations")), list(content.rows("body_names"))
    assert faults(bodies, others) == []
    assert not [row["mail_domain"] for row in bodies if row["mail_domain"] and is_shared_host(row["mail_domain"])]
    codes = {row["code"] for row in bodies}
    assert {row["code"] for row in others} | {row["into"] for row in content.rows("gone")} <= codes
    assert not {row["code"] for row in content.rows("gone")} & codes
    replaced = {row["domain"] for row in content.rows("replaced_domains")}
    assert not replaced & {row["mail_domain"] for row in bodies}
    double = {**bodies[0], "code": "OL-x", "slug": "x", "name": f"{bodies[0]['name']} (X)"}
    control = faults([*bodies, double], others)
    say(
        "{bodies} bodies, {names} other names, {faults} faults; control {control}",
        bodies=len(bodies),
        names=len(others),
        faults=0,
        control=len(control),
    )
    assert len(control) >= 2


@pytest.fixture
def before(monkeypatch: Any) -> None:
    """A database as the files of before this version made it: the doubles stand in it, with their domains."""
    now = {name: content.rows(name) for name in ("organisations", "gone", "body_names", "replaced_domains")}
    blank = dict.fromkeys(now["organisations"][0], "")
    old: Rows = [dict(row) for row in now["organisations"]]
    for row in now["gone"]:
        name = row["code"].removeprefix("OL-").replace("-", " ").capitalize()
        slug = row["code"].removeprefix("OL-").lower()
        old.append({**blank, "code": row["code"], "slug": slug, "name": name, "kind": "other"})
    replaced = {row["code"]: row["domain"] for row in now["replaced_domains"]}
    for one in old:
        one["mail_domain"] = replaced.get(
            one["code"], "" if one["mail_domain_from"] == "register" else one["mail_domain"]
        )
        one["mail_domain_from"] = "website" if one["mail_domain"] else ""
    given = {**now, "organisations": tuple(old), "gone": (), "body_names": (), "replaced_domains": ()}
    with monkeypatch.context() as patch:
        patch.setattr(content, "rows", lambda name: given[name] if name in given else ORIGINAL(name))
        content.load()


ORIGINAL = content.rows


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.usefixtures("before")
def test_doubles_of_a_database_of_before_become_one_with_all_that_hung_on_them(client: Client) -> None:
    old = Organisation.objects.get(code="OL-kadaster")
    kept = Organisation.objects.get(code="zb000195")
    colleague = make_membership(organisation=old)
    content.load()
    content.load()
    colleague.refresh_from_db()
    assert colleague.organisation == kept
    assert Organisation.objects.bodies().count() == 523
    assert not MergeNotice.objects.exists()
    for row in content.rows("gone"):
        gone = Organisation.objects.get(code=row["code"])
        answer = client.get(gone.get_absolute_url())
        if row["why"] == "double":
            assert (answer.status_code, answer["Location"]) == (301, gone.merged_into.get_absolute_url())  # type: ignore[union-attr]
        else:
            assert answer.status_code == 200
            assert gone.merged_into is not None
            assert gone.merged_into.name in answer.content.decode()
    assert Entry.objects.filter(event="organisation.merged").count() == len(content.rows("gone"))


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.usefixtures("before")
def test_a_replaced_domain_lets_nobody_in_any_more_unless_a_person_saw_to_it() -> None:
    stale = [MailDomain.objects.get(domain=row["domain"]) for row in content.rows("replaced_domains")]
    colleague = make_membership(organisation=stale[0].organisation)
    head = make_membership(organisation=stale[1].organisation, coordinator=True, user=proved(f"a@{stale[1].domain}"))
    stale[1].confirmed_at, stale[1].confirmed_by = timezone.now(), head.user
    stale[1].save()
    content.load()
    for one in stale:
        one.refresh_from_db()
    assert stale[1].confirmed_at is not None
    assert {one.confirmed_at for one in stale} - {stale[1].confirmed_at} == {None}
    assert joining.join_by_address(proved(f"x@{stale[0].domain}"), f"x@{stale[0].domain}") is None
    assert joining.join_by_address(proved(f"x@{stale[1].domain}"), f"x@{stale[1].domain}") is not None
    colleague.refresh_from_db()
    assert colleague.ended_at is None


@pytest.mark.both
@pytest.mark.django_db
def test_a_domain_of_a_register_lets_nobody_in_before_a_person_confirms_it() -> None:
    content.load()
    row = MailDomain.objects.get(domain="vrd.nl")
    newcomer = proved("noor@vrd.nl")
    assert row.confirmed_at is None
    assert joining.join_by_address(newcomer, "noor@vrd.nl") is None
    assert not joining.fitting(newcomer).exists()
    head = make_membership(organisation=row.organisation, coordinator=True, user=proved("head@vrd.nl"))
    domains.confirm(domains.claim(row.organisation, domain="VRD.nl", by=head.user), by=make_moderator())
    content.load()
    assert joining.join_by_address(newcomer, "noor@vrd.nl") is not None


@pytest.mark.django_db
def test_a_domain_that_a_coordinator_took_away_does_not_come_back() -> None:
    content.load()
    row = MailDomain.objects.get(domain="zeist.nl")
    domains.remove(row, by=make_membership(organisation=row.organisation, coordinator=True).user)
    content.load()
    assert not MailDomain.objects.filter(domain="zeist.nl").exists()


@pytest.mark.both
@pytest.mark.django_db
def test_other_names_follow_a_merger() -> None:
    old, new = make_organisation(name="Gemeente Oud"), make_organisation(name="Gemeente Nieuw")
    for body in (old, new):
        OtherName.objects.create(organisation=body, name="Samen", kind="daily")
    OtherName.objects.create(organisation=old, name="Alleen", kind="daily")
    merging.merge(old, into=new, on=timezone.localdate(), by=None)
    assert sorted(new.other_names.values_list("name", flat=True)) == ["Alleen", "Samen"]


def test_each_shortened_word_has_one_form() -> None:
    assert len({key(name) for name in ("Krimpen a/d IJssel", "krimpen aan den ijssel", "Krimpen a.d. IJssel")}) == 1
