"""Canary words in every text field of every noun: nobody meets one who may not, on any page, search or error."""

import io
import os
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from olievlek.accounts import actions as accounts
from olievlek.cases import actions as library
from olievlek.cases.events import CASE_REVISED
from olievlek.cases.models import Visibility
from olievlek.core import audience
from olievlek.core.models import OutgoingMail
from olievlek.index import indexer
from olievlek.notifications import digest
from olievlek.organisations.actions import members
from olievlek.organisations.models import Membership
from olievlek.timeline import actions as timeline
from olievlek.timeline.models import Follow
from olievlek.timeline.record import record
from tests.figures import say
from tests.matrix import crawl, grow, mutants, nouns
from tests.matrix.nouns import readers
from tests.matrix.probe import asked_routes
from tests.matrix.roles import ROLES
from tests.matrix.world import World, empty_tables, make_world

if TYPE_CHECKING:
    from django.db.models import QuerySet

EVERY = "OLIEVLEK_MATRIX" in os.environ  # `make proof` types every bait; the suite one in eighty

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.sweep]


@pytest.fixture
def world() -> World:
    return make_world()


def test_every_noun_and_every_text_field_is_understood() -> None:
    labels = {model._meta.label for model in grow.own_models()}
    assert labels == set(nouns.READERS), "say in tests/matrix/nouns.py who may read it"
    fields = {f"{model._meta.label}.{one.name}" for model in grow.own_models() for one in grow.text_fields(model)}
    stale = {label for label in nouns.CLOSED if label not in fields and not has_field(label)}
    assert not stale, "these fields are gone"


def has_field(label: str) -> bool:
    return any(
        f"{model._meta.label}.{field.name}" == label
        for model in grow.own_models()
        for field in model._meta.concrete_fields
    )


def test_every_text_field_of_every_noun_holds_a_canary(world: World) -> None:
    assert not empty_tables()
    planted = {canary.field for canary in world.canaries}
    wanted = {
        f"{model._meta.label}.{one.name}"
        for model in grow.own_models()
        for one in grow.text_fields(model)
        if model._meta.label not in nouns.DERIVED
    }
    empty = sorted(wanted - planted - set(nouns.CLOSED))
    assert not empty, "these text fields hold no canary"


def forbidden(world: World, role: str) -> dict[str, grow.Canary]:
    """The words this role may meet nowhere."""
    return {canary.word: canary for canary in world.canaries if role not in readers(canary.field, canary.state)}


@pytest.mark.turns(3)
@pytest.mark.parametrize("role", ROLES)
def test_no_page_search_suggestion_or_api_tells_what_is_not_public(world: World, role: str) -> None:
    kept = forbidden(world, role)
    assert len(kept) > 100, "there is something to keep"
    met = list(crawl.words_met(world, role, asked_routes(), every=EVERY))
    leaks = [f"{canary} at {url}" for url, words in met for canary in (kept[word] for word in words & set(kept))]
    say("{kept} canaries, {met} answers, {leaks} leaks", kept=len(kept), met=len(met), leaks=len(leaks))
    assert not leaks, f"{len(leaks)} leaks:\n" + "\n".join(leaks[:30])


def test_a_visitor_meets_what_is_public(world: World) -> None:
    met = met_fields(world, "visitor")
    for label in ("cases.Case.title", "cases.Case.problem", "cases.Part.text", "cases.Result.text"):
        assert (label, "published") in met, label
    assert ("organisations.Organisation.name", "shared") in met
    assert ("cases.CaseFile.bytes", "told") in met


def test_each_meets_what_is_hers_or_of_her_organisation(world: World) -> None:
    member = met_fields(world, "member")
    coordinator, other = (met_fields(world, role, every_object=False) for role in ("coordinator", "other"))
    for state in ("own", "withdrawn", "colleagues", "trash", "told_hidden"):
        assert ("cases.Case.title", state) in member, state
    assert ("cases.CaseFile.bytes", "colleagues") in member
    assert ("adoptions.Adaptation.kept", "shared") in member
    assert {("organisations.JoinRequest.words", "shared"), ("organisations.Invitation.email", "shared")} <= coordinator
    assert {("cases.Case.title", "elsewhere"), ("conversations.Request.contact_phone", "told")} <= other


def test_a_moderator_meets_what_she_keeps_for_others(world: World) -> None:
    met = met_fields(world, "moderator")
    for state in ("published", "draft", "hidden", "told_hidden"):
        assert ("cases.Case.title", state) in met, state
    assert ("moderation.Message.text", "hidden") in met
    assert ("accounts.User.password", "shared") not in met


WITH_STATES = ("library:", "cases:", "writing:", "adoptions:", "imports:", "conversations:", "moderation:")


def met_fields(world: World, role: str, *, every_object: bool = True) -> set[tuple[str, str]]:
    """With `every_object` the pages about cases and messages alone, where most of the states are."""
    routes = [one for one in asked_routes() if not every_object or one.name.startswith(WITH_STATES)]
    pages = crawl.words_met(world, role, routes, search=False, every=False, every_object=every_object)
    met = {word for _url, words in pages for word in words}
    return {(canary.field, canary.state) for canary in world.canaries if canary.word in met}


def test_a_leak_in_search_suggestions_or_api_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audience, "tokens", lambda _user: frozenset({audience.PUBLIC, audience.MODERATORS}))
    title = next(one for one in world.canaries if (one.field, one.state) == ("cases.Case.title", "hidden"))
    found = set()
    for queryset in mutants.scoped_querysets():
        for name in mutants.SCOPES:
            if name in vars(queryset):
                monkeypatch.setattr(queryset, name, mutants.everything)
    for address in crawl.TYPED:
        answer = world.clients["visitor"].get(address.format(title.bait, begin=title.bait[:6]))
        found |= {address} if title.word in answer.content.decode().lower() else set()
    assert found == set(crawl.TYPED)


def end_membership(world: World) -> None:
    members.end(
        Membership.objects.get(user=world.garden.people["coordinator"], ended_at=None),
        by=world.garden.people["moderator"],
    )


def end_account(world: World) -> None:
    accounts.end(world.garden.people["coordinator"], by=world.garden.people["coordinator"])


def hide(world: World) -> None:
    library.hide(world.cases["told"], reason="Niet goed", by=world.garden.people["moderator"])


def withdraw(world: World) -> None:
    library.show_to(world.cases["told"], Visibility.ME, by=world.garden.people["member"])


def throw_away(world: World) -> None:
    library.remove(world.cases["told"], by=world.garden.people["member"])


# What she answered for her organisation stays hers to take along, wherever she works now.
HER_ANSWERS = {
    ("/account/meenemen/gegevens.json", f"conversations.Request.{name}")
    for name in ("reply", "contact_name", "contact_email", "contact_phone")
}
WITHDRAWN: list[tuple[Callable[[World], None], str, str]] = [
    (end_membership, "coordinator", "former"),
    (end_account, "coordinator", "visitor"),
    (hide, "other", "told_hidden"),
    (withdraw, "other", "withdrawn"),
    (throw_away, "other", "trash"),
]


@pytest.mark.parametrize(("deed", "who", "becomes"), WITHDRAWN, ids=[deed.__name__ for deed, *_rest in WITHDRAWN])
def test_once_access_is_taken_away_nothing_is_told_any_more(
    world: World, deed: Callable[[World], None], who: str, becomes: str, django_capture_on_commit_callbacks: Any
) -> None:
    """The person keeps her browser; the case keeps its words. Pages, search, suggestions, API, notifications, mail."""
    gone = lost(world, who, becomes)
    assert len(gone) > 20, "there was something to take away"
    follow_all(world, who)
    with django_capture_on_commit_callbacks(execute=True):
        deed(world)
        tell_followers(world)
    indexer.catch_up()
    addresses = [*crawl.addresses(world, who, asked_routes(), search=False, every=EVERY)]
    baits = [canary.bait for canary in gone.values()]
    addresses += [url for bait in (baits if EVERY else baits[::20]) for url in crawl.searches(bait)]
    said = [(url, crawl.met_at(world, who, url)) for url in addresses]
    said += [(f"mail {mail.pk}", crawl.canaries(mail.subject + mail.body, {})) for mail in mails_to(world, who)]
    leaks = [
        f"{gone[word]} at {where}"
        for where, words in said
        for word in words & set(gone)
        if (where, gone[word].field) not in HER_ANSWERS
    ]
    say("access taken away: {gone} words, {said} answers and mails, {leaks} leaks",
        gone=len(gone), said=len(said), leaks=len(leaks))  # fmt: skip
    assert not leaks, f"{len(leaks)} leaks:\n" + "\n".join(leaks[:30])


def lost(world: World, who: str, becomes: str) -> dict[str, grow.Canary]:
    """What she could know and may not any more: by what she becomes, or by what the told case becomes."""
    if becomes in ROLES:
        own = {who, becomes}
        return {
            one.word: one
            for one in world.canaries
            if who in readers(one.field, one.state) and becomes not in readers(one.field, one.state)
            if one.state not in own and one.field != "accounts.User.name"
        }
    told = (one for one in world.canaries if one.state == "told")
    return {
        one.word: one
        for one in told
        if who in readers(one.field, "told") and who not in readers(one.field, becomes)
        if not one.field.startswith("conversations.Request.")
    }


def follow_all(world: World, who: str) -> None:
    """She wanted to hear of everything, from before."""
    for case in world.cases.values():
        timeline.follow(case, by=world.garden.people[who])
    Follow.objects.update(at=grow.NOW)


def tell_followers(world: World) -> None:
    """Something happens to every case; then the daily mail is made."""
    for case in world.cases.values():
        record(CASE_REVISED, about=case, by=None, fields=["title"])
    for person in world.garden.people.values():
        digest.make(person.pk, timezone.localdate())


def mails_to(world: World, who: str) -> "QuerySet[OutgoingMail]":
    planted = [row.pk for _state, row in world.rows("core.OutgoingMail")]
    return OutgoingMail.objects.exclude(pk__in=planted).filter(to=world.garden.people[who].email)


def test_no_mail_tells_its_reader_what_she_may_not_know(world: World, django_capture_on_commit_callbacks: Any) -> None:
    for role in ROLES[1:]:
        follow_all(world, role)
    with django_capture_on_commit_callbacks(execute=True):
        for case in world.cases.values():
            record(CASE_REVISED, about=case, by=None, fields=["title"])
    tell_followers(world)
    letters, leaks = 0, []
    for role in ROLES[1:]:
        kept = forbidden(world, role)
        for mail in mails_to(world, role):
            letters += 1
            leaks += [f"{kept[word]} to {role}" for word in crawl.canaries(mail.subject + mail.body, {}) & set(kept)]
    say("{letters} daily mails, {leaks} leaks", letters=letters, leaks=len(leaks))
    assert letters >= 5
    assert not leaks


def test_a_spreadsheet_is_read_as_well() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", "<t>kanbabebibox</t>")
    assert crawl.canaries(crawl.text_of(out.getvalue()), {}) == {"kanbabebibox"}
