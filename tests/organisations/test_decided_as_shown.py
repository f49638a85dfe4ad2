"""Who decides about somebody decides about what the page showed: after a change the page is shown again first."""

import re
from typing import Any

import pytest
from django.urls import resolve

from olievlek.accounts.models import User
from olievlek.organisations import evidence
from tests.factories.organisations import make_membership
from tests.figures import say
from tests.matrix.digest import digests
from tests.matrix.html import Form, Page
from tests.matrix.routes import every_route
from tests.matrix.world import World, make_world

pytestmark = pytest.mark.django_db

BOUND = {
    "organisations:confirm", "organisations:confirm_domain", "organisations:end", "organisations:let_in",
    "organisations:make_coordinator", "organisations:stop_coordinator",
    "moderation:hand_over",
}  # fmt: skip
HANDED_OVER = "moderation:hand_over"  # who claims a page: tests/moderation/test_handing_over.py asks it
NOT_BOUND = {  # what is decided there can not be changed by whom it is about, or gives nobody anything
    "organisations:act_for": "for oneself", "organisations:ask_to_coordinate": "for oneself",
    "organisations:change_work": "for oneself", "organisations:join": "for oneself",
    "organisations:leave": "for oneself", "organisations:take_back": "for oneself",
    "organisations:take_part_alone": "for oneself", "organisations:propose": "for oneself",
    "organisations:add_domain": "a moderator decides", "organisations:withdraw_domain": "one's own question",
    "organisations:remove_domain": "a domain keeps its name", "organisations:keep": "what a register says",
    "organisations:merge": "both are typed by name", "organisations:invite": "the address is typed",
    "organisations:invitation": "for oneself: an invitation does not change",
    "organisations:withdraw": "an invitation does not change", "organisations:review": "gives nobody anything",
    "organisations:decline": "no gives nobody anything", "organisations:decline_domain": "no gives nobody anything",
    "organisations:not_let_in": "no gives nobody anything", "organisations:house_style": "colours of one's own",
    "organisations:standard_style": "colours of one's own", "organisations:set_logo": "colours of one's own",
}  # fmt: skip


@pytest.fixture
def world() -> World:
    """With a second coordinator, of whom that can be taken."""
    world = make_world()
    make_membership(organisation=world.garden.bodies["home"], coordinator=True)
    return world


def test_every_decision_about_people_is_bound_or_says_why_not() -> None:
    posts = {route.name for route in every_route() if "POST" in route.verbs and route.name.startswith("organisations:")}
    assert posts - BOUND == NOT_BOUND.keys()


def decisions(world: World) -> list[tuple[str, str, Form]]:
    """Route, role and form of every decision on the pages where decisions are made."""
    message = world.row("moderation.Message")
    claims = [row for _state, row in world.rows("moderation.Message") if row.kind == "claim"] or [message]
    pages = [("coordinator", "/mijn-organisatie/"), ("moderator", "/beheer/organisaties/")]
    pages += [("moderator", one.get_absolute_url()) for one in claims]
    found = []
    for role, url in pages:
        text = world.clients[role].get(url).content.decode()
        for form in Page(text).forms:
            if "shown" in form.given:
                match = resolve(form.action)
                found.append((f"{match.namespace}:{match.url_name}", role, form))
    return found


def test_a_decision_on_what_is_no_longer_so_is_not_carried_out(world: World, monkeypatch: Any) -> None:
    forms = decisions(world)
    assert {name for name, _role, _form in forms} == BOUND
    forms = [one for one in forms if one[0] != HANDED_OVER]
    for person in User.objects.filter(ended_at=None).order_by("pk"):
        User.objects.filter(pk=person.pk).update(name=f"Nieuw {person.pk}")
    changed_claims(world)
    carried_out = [name for name, role, form in forms if does_something(world, role, form)]
    assert not carried_out
    monkeypatch.setattr(evidence, "require_unchanged", lambda *_: None)
    monkeypatch.setattr("olievlek.organisations.actions.members.require_unchanged", lambda *_: None)
    control = sum(does_something(world, role, form) for _name, role, form in forms)
    say(
        "{asked} decisions on a page of before, {wrong} carried out; without the guard {control}",
        asked=len(forms), wrong=len(carried_out), control=control,
    )  # fmt: skip
    assert control > 5


def does_something(world: World, role: str, form: Form) -> bool:
    before = kept(digests())
    answer = world.clients[role].post(form.action, form.given)
    return answer.status_code not in {409, 422} or kept(digests()) != before


def changed_claims(world: World) -> None:
    """What a proposal says changes too; who proposed it may have left."""
    for label in ("organisations.Proposal", "organisations.DomainClaim"):
        for _state, row in world.rows(label):
            field = "name" if label.endswith("Proposal") else "domain"
            value = re.sub(r"\W", "", f"nieuw{row.pk}")
            type(row)._default_manager.filter(pk=row.pk).update(
                **{field: f"{value}.example" if field == "domain" else value}
            )


def kept(tables: dict[str, str]) -> dict[str, str]:
    """Without what a visit itself leaves."""
    return {name: one for name, one in tables.items() if not name.startswith(("django_session", "core_hit"))}
