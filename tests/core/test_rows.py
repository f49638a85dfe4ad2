"""The idioms of rows, on rows of this house."""

import ast
import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.functional import SimpleLazyObject

from olievlek.core.rows.decisions import Decision, decide
from olievlek.core.rows.locks import lock, locked
from olievlek.core.rows.stamps import clear, put
from olievlek.organisations.models import Membership, Proposal
from olievlek.tasks.models import Task
from olievlek.timeline.hiding import Hideable
from tests.factories.accounts import make_user
from tests.factories.organisations import make_membership
from tests.factories.tasks import make_task

pytestmark = pytest.mark.django_db
SOURCE = Path(settings.ROOT) / "src/olievlek"


def sources() -> list[tuple[str, str]]:
    """Path within the package and text of everything but migrations."""
    files = [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]
    return [(str(path.relative_to(SOURCE)), path.read_text(encoding="utf-8")) for path in files]


def calls(text: str, name: str) -> list[int]:
    """The lines that call a method or function of this name."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and name in (getattr(node.func, "attr", ""), getattr(node.func, "id", ""))
    ]


def test_nobody_locks_rows_but_the_one_place() -> None:
    wrong = {path: lines for path, text in sources() if (lines := calls(text, "select_for_update"))}
    assert wrong.pop("core/rows/locks.py", None), "the sweep sees nothing"
    assert not wrong, "use core.rows.locks: locked(noun), or lock(rows)"


@pytest.mark.both
def test_a_row_is_locked_alone_also_when_the_noun_is_the_lazy_user_of_a_request() -> None:
    task, user = make_task(), make_user()
    with transaction.atomic():
        assert locked(task, "owner").owner is None  # a joined row that is missing is no error on PostgreSQL
        lazy: Any = SimpleLazyObject(lambda: user)
        assert locked(lazy) == user
        assert lock(Task.objects.order_by("pk")).values_list("pk", flat=True)[0] == task.pk


def writes_hiding(text: str) -> bool:
    return (
        re.search(r"\.hidden_(at|by|reason)\b[^=\n]*=[^=]|hidden_(at|by)=(timezone|None)[^)]*\.update", text)
        is not None
    )


def test_one_place_knows_how_to_hide() -> None:
    assert writes_hiding("case.hidden_at, case.hidden_by = now, by")
    assert not writes_hiding("if case.hidden_at == now:")
    assert [path for path, text in sources() if writes_hiding(text)] == []


@pytest.mark.both
def test_each_noun_that_can_be_hidden_has_the_rule() -> None:
    nouns = [model for model in apps.get_models() if issubclass(model, Hideable)]
    assert len(nouns) >= 6
    assert not [model for model in apps.get_models() if hasattr(model, "hidden_reason") and model not in nouns]
    for model in nouns:
        names = [rule.name for rule in model._meta.constraints]
        assert [name for name in names if name.endswith("_hidden_with_reason")], model


@pytest.mark.both
def test_a_stamp_says_who_and_when_and_can_be_taken_back() -> None:
    member, by = make_membership(), make_user()
    put(member, "coordinator_since", by=by)
    member.refresh_from_db()
    assert (member.coordinator_since is None, member.coordinator_by) == (False, by)
    clear(member, "coordinator_since")
    member.refresh_from_db()
    assert (member.coordinator_since, member.coordinator_by) == (None, None)


@pytest.mark.both
def test_the_database_knows_no_person_without_a_moment() -> None:
    member = make_membership()
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(ended_by=make_user())


@pytest.mark.both
def test_a_stamp_saves_its_own_columns_only() -> None:
    member = make_membership(job="Beleid")
    Membership.objects.filter(pk=member.pk).update(job="Uitvoering")
    put(member, "coordinator_since", by=None)
    member.refresh_from_db()
    assert member.job == "Uitvoering"


@pytest.mark.both
def test_the_first_decision_stands() -> None:
    first, second = make_user(), make_user()
    proposal = Proposal.objects.create(name="Waterschap Vecht", kind="water_board", once=uuid.uuid4())
    assert decide(proposal, Proposal.Outcome.DECLINED, by=first, reason="Bestaat al")
    assert not decide(proposal, Proposal.Outcome.CONFIRMED, by=second, reason="")
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.decided_by, proposal.reason) == ("declined", first, "Bestaat al")


@pytest.mark.both
def test_the_database_knows_no_decision_without_an_outcome() -> None:
    proposal = Proposal.objects.create(name="Waterschap Vecht", kind="water_board", once=uuid.uuid4())
    for wrong in ({"outcome": "declined"}, {"decided_by": make_user()}, {"reason": "Bestaat al"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=proposal.pk).update(**wrong)


@pytest.mark.both
def test_no_pair_is_written_by_hand() -> None:
    assert [path for path, text in sources() if re.search(r"_pair\"", text)] == ["core/rows/stamps.py"]


def test_each_decision_has_the_rule() -> None:
    for model in apps.get_models():
        if issubclass(model, Decision):
            assert [rule.name for rule in model._meta.constraints if "_decided_with_an_" in rule.name], model


def test_what_can_be_hidden_says_who_sees_it_now() -> None:
    with pytest.raises(TypeError, match="Silent can be hidden, so it needs audience_tokens"):
        type(
            "Silent", (Hideable,), {"__module__": "olievlek.tasks.models", "Meta": type("Meta", (), {"abstract": True})}
        )
