"""What is shown is put beside everything shown of the same people: also by others, and about the same factors."""

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db.models import QuerySet

from olievlek.core.rows.locks import lock
from olievlek.organisations.models import MailDomain, Organisation
from olievlek.surveys import histograms, published, releasing
from olievlek.surveys.actions import closing
from olievlek.surveys.actions.starting import Invited
from olievlek.surveys.crowds import crowd
from olievlek.surveys.links import person_code
from olievlek.surveys.models import Answer, Cell, Item, Participation, Questionnaire, Register, Round
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.surveys import all_items, answer_all, hand_in, make_round, team, the_scan

pytestmark = pytest.mark.django_db


def shown(round_: Round) -> dict[str, int | None]:
    cells = Cell.objects.released().filter(round=round_).order_by("pk")
    return {one.layer or "all": one.people for one in cells}


def asked(people: list[Invited], **given: Any) -> Round:
    round_ = make_round(invited=people, **given)
    answer_all(round_)
    return round_


def close(round_: Round) -> dict[str, int | None]:
    closing.close(round_, by=None)
    return shown(round_)


@pytest.mark.both
@pytest.mark.parametrize("small_first", [True, False])
def test_two_organisations_that_ask_the_same_people_do_not_give_the_sixth_away(small_first: bool) -> None:
    five, six = asked(team("a", 5)), asked(team("a", 6))
    first, second = (five, six) if small_first else (six, five)
    assert close(first)
    assert close(second) == {}


def test_two_organisations_that_ask_other_people_both_show_theirs() -> None:
    assert close(asked(team("a", 5))) == {"all": 5, "practice": 5}
    assert close(asked(team("b", 6))) == {"all": 6, "practice": 6}


@pytest.mark.both
def test_a_chain_of_organisations_is_followed_to_its_end() -> None:
    """Nobody is in the first and the last, yet first + last - both is one person."""
    both = [*team("a", 5), *team("b", 6)]
    assert close(asked(team("a", 5)))
    assert close(asked(both))
    assert close(asked(team("b", 5))) == {}


@pytest.mark.both
def test_a_new_version_of_the_questions_asks_the_same() -> None:
    assert close(asked(team("a", 5)))
    _copy_of_the_scan(key="innovation_scan", version=9)
    assert close(asked(team("a", 6))) == {}


def test_another_questionnaire_about_the_same_factors_asks_the_same() -> None:
    assert close(asked(team("a", 5)))
    other = _copy_of_the_scan(key="short_scan", version=1)
    round_ = asked(team("a", 6))
    Round.objects.filter(pk=round_.pk).update(questionnaire=other)
    round_.refresh_from_db()
    assert close(round_) == {}


def _copy_of_the_scan(*, key: str, version: int) -> Questionnaire:
    items = list(the_scan().items.order_by("position"))
    copy = Questionnaire.objects.create(key=key, version=version, name_nl="Kort", name_en="Short")
    for item in items:
        item.pk, item.questionnaire = None, copy
    Item.objects.bulk_create(items)
    return copy


def test_a_guest_of_one_who_works_at_the_other_is_somebody_for_both() -> None:
    """Known at the second, so the figure of the first is counted with her."""
    ten = [*team("a", 10)]
    first = asked(ten, guests=True)
    assert close(first) == {"all": 10, "practice": 10}
    assert close(asked([*ten, Invited("z@voorbeeld.example", "practice")])) == {}


def test_who_is_in_thousands_of_rounds_hides_nothing_and_closing_stays_quick(
    django_assert_max_num_queries: Any,
) -> None:
    """Large rounds of others take no part, however many share a few people."""
    round_ = asked(team("a", 12))
    _elsewhere(many=150, shared=team("a", 2), own=10)
    with django_assert_max_num_queries(3000):
        people = crowd(round_)
        around = published.published(round_, people)
    assert (around.rows, around.linked) == ([], frozenset())
    assert close(round_) == {"all": 12, "practice": 12}


def test_too_many_links_to_look_at_let_only_through_what_can_not_add_to_anything(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    _elsewhere(many=1500, shared=team("a", 6), own=1)
    large, small = asked([*team("a", 6), *team("b", 14)]), asked(team("a", 5))
    with django_assert_max_num_queries(1000):
        assert close(large) == {"all": 20, "practice": 20}
    assert close(small) == {}
    again = asked([*team("a", 6), *team("b", 14), *team("c", 2)], organisation=large.organisation)
    assert close(again) == {}


def _elsewhere(*, many: int, shared: list[Invited], own: int) -> None:
    """Rounds of as many organisations, in which the shared people answered and some of their own."""
    questionnaire = the_scan()
    for number in range(many):
        organisation = Organisation.objects.create(code=f"E{number}", slug=f"e{number}", name=f"E{number}")
        round_ = Round.objects.create(
            questionnaire=questionnaire, organisation=organisation, size_class="B", code=f"E{number:05}"[:6],
            closes_on=date(2026, 1, 1), closed_at=datetime(2026, 1, 1, 12, tzinfo=UTC), once=uuid.uuid4(),
        )  # fmt: skip
        people = [person_code(one.email) for one in shared] + [f"{number}-{place}" for place in range(own)]
        rows = Participation.objects.bulk_create(Participation(round=round_, person=one) for one in people)
        Register.objects.create(round=round_, answered=sorted(str(row.key) for row in rows))
        Cell.objects.create(round=round_, people=len(people))


def with_domain(domain: str = "waterdam.example") -> Organisation:
    organisation = make_organisation(employees_estimate=500)
    MailDomain.objects.create(organisation=organisation, domain=domain)
    return organisation


def at(domain: str, size: int, layer: str = "practice") -> list[Invited]:
    return [Invited(f"p{number}@{domain}", layer) for number in range(size)]


@pytest.mark.both
def test_four_addresses_of_the_coordinator_do_not_make_a_group_of_a_colleague() -> None:
    organisation = with_domain()
    round_ = asked([*at("mijn.example", 4), *at("waterdam.example", 1)], organisation=organisation, guests=True)
    assert close(round_) == {}


@pytest.mark.parametrize("own", [9, 30])
def test_a_colleague_stays_hidden_however_many_addresses_the_coordinator_types(own: int) -> None:
    organisation = with_domain()
    round_ = asked([*at("mijn.example", own), *at("waterdam.example", 1)], organisation=organisation, guests=True)
    assert 1 not in [people and people - own for people in close(round_).values()]


def test_typed_addresses_alone_are_shown_from_ten() -> None:
    assert close(asked(at("mijn.example", 9), guests=True)) == {}
    assert close(asked(at("mijn.example", 10), guests=True)) == {"all": 10, "practice": 10}


@pytest.mark.both
def test_few_guests_count_nowhere_and_their_answers_are_thrown_away() -> None:
    organisation = with_domain()
    round_ = make_round(
        invited=[*at("waterdam.example", 6), *at("mijn.example", 9)], organisation=organisation, guests=True
    )
    for number, one in enumerate(round_.participations.order_by("key")):
        hand_in(round_, all_items(4 if one.guest else 1), device=str(number), participation=one)
    assert close(round_) == {"all": 6, "practice": 6}
    everybody = Cell.objects.get(round=round_, layer="", department=None)
    assert {told["mean"] for told in everybody.figures["factors"].values()} == {25}
    assert Answer.objects.filter(round=round_).count() == 6
    assert not list(histograms.wrong_rounds())


@pytest.mark.both
def test_ten_guests_count_in_the_whole_and_parts_have_them_when_there_are_ten() -> None:
    organisation = with_domain()
    people = [*at("waterdam.example", 8), *at("mijn.example", 10), *[Invited("m@waterdam.example", "management")] * 1]
    round_ = asked([*people, *[Invited(f"q{n}@waterdam.example", "management") for n in range(6)]],
                   organisation=organisation, guests=True)  # fmt: skip
    assert close(round_) == {"all": 25, "management": 7, "practice": 18}


def test_ten_guests_in_two_layers_count_in_the_whole_only() -> None:
    organisation = with_domain()
    people = [
        *[Invited(f"{layer}{n}@waterdam.example", layer) for layer in ("practice", "support") for n in range(6)],
        *[Invited(f"{layer}{n}@mijn.example", layer) for layer in ("practice", "support") for n in range(5)],
    ]
    round_ = asked(people, organisation=organisation, guests=True)
    assert close(round_) == {"all": 22, "practice": 6, "support": 6}


def test_a_statement_that_few_known_people_answered_is_hidden_whatever_guests_said() -> None:
    organisation = with_domain()
    round_ = make_round(
        invited=[*at("waterdam.example", 6), *at("mijn.example", 10)], organisation=organisation, guests=True
    )
    silent = {**all_items(), "S1": -1}
    people = list(round_.participations.order_by("guest", "key"))
    for number, one in enumerate(people):
        hand_in(round_, silent if number < 4 else None, device=str(number), participation=one)
    close(round_)
    items = Cell.objects.get(round=round_, layer="", department=None).figures["items"]
    assert "S1" not in items
    assert "S2" in items
    assert "shares" not in items["S2"], "ten answers of guests and six of others give six away"


@pytest.mark.both
def test_more_addresses_of_one_mailbox_are_one_invitation() -> None:
    typed = ["noor@waterdam.example", "Noor+scan@WATERDAM.example", "noor@waterdam.example\u200b", "bas@x.example"]
    round_ = make_round(invited=[Invited(one) for one in typed])
    assert sorted(round_.participations.values_list("email", flat=True)) == ["bas@x.example", "noor@waterdam.example"]


def test_two_addresses_of_one_account_at_the_organisation_are_one_invitation() -> None:
    organisation, user = with_domain(), make_user(email="noor@waterdam.example")
    for address in ("noor@waterdam.example", "n.visser@waterdam.example", "noor@thuis.example"):
        user.addresses.get_or_create(email=address)
    typed = ["n.visser@waterdam.example", "noor@waterdam.example", "noor@thuis.example"]
    round_ = make_round(invited=[Invited(one) for one in typed], organisation=organisation, guests=True)
    assert list(round_.participations.values_list("guest", flat=True)) == [False]


def test_a_member_without_an_address_of_the_organisation_is_a_guest() -> None:
    organisation, user = with_domain(), make_user(email="noor@thuis.example")
    user.addresses.get_or_create(email="noor@thuis.example")
    round_ = make_round(invited=[Invited("noor@thuis.example")], organisation=organisation, guests=True)
    assert round_.participations.get().guest


def test_closing_waits_for_others_before_it_takes_any_other_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    round_ = asked(team("a", 5))

    def in_order(rows: QuerySet[Any]) -> QuerySet[Any]:
        order.append(rows.model.__name__)
        return lock(rows)

    monkeypatch.setattr(releasing, "wait_for_others", lambda: order.append("others"))
    monkeypatch.setattr(closing, "lock", in_order)
    close(round_)
    assert order[0] == "others"
    assert "Register" in order
