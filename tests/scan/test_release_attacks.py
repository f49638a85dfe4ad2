"""What a coordinator can work out of the files, with addresses of her own and with another coordinator."""

from collections.abc import Iterator

import pytest
from django.test import Client

from olievlek.organisations.models import Organisation
from olievlek.surveys.actions import closing
from olievlek.surveys.models import Round
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.surveys import all_items, hand_in, make_round, team, the_scan
from tests.scan.test_pages import said, sheet, signed_in, text

pytestmark = pytest.mark.django_db
TRUE = {"S": 1, "O": 3, "V": 0, "W": 2, "D": 4, "N": 1, "K": 3}


@pytest.fixture
def waterdam() -> Organisation:
    the_scan()
    return make_organisation(name="Gemeente Waterdam", employees_estimate=500, domain="waterdam.example")


def numbers(client: Client, round_: Round) -> list[list[int]]:
    """Whole points of each line of the file that has any."""
    rows = [row[3:] for row in sheet(client, round_)[1:]]
    return [[int(cell) for cell in row] for row in rows if all(cell.isdigit() for cell in row)]


def others_of(round_: Round, client: Client) -> Iterator[str]:
    """Where the same figures are shown, in words."""
    yield text(client.get(f"/scan/{round_.code}/"))
    yield text(client.get(f"/scan/{round_.code}/profiel/"))
    yield client.get(f"/scan/{round_.code}/als/csv/").content.decode("utf-8-sig")


def start(client: Client, addresses: str) -> Round:
    form = {key: value for key, value in said(addresses=addresses).items() if key != "colleagues"}
    assert client.post("/scan/beginnen/", form).status_code == 302
    return Round.objects.get()


@pytest.mark.parametrize("own", [4, 9])
def test_a_coordinator_with_addresses_of_her_own_sees_nothing_of_a_colleague(waterdam: Organisation, own: int) -> None:
    client = signed_in(make_membership(organisation=waterdam, coordinator=True))
    mine = ", ".join(f"ik{number}@mijn.example" for number in range(own))
    round_ = start(client, f"{mine}\nNoor <noor@waterdam.example>")
    for number, one in enumerate(round_.participations.order_by("key")):
        values = {item: TRUE.get(item[0], 2) for item in all_items()}
        hand_in(round_, all_items(2) if one.guest else values, device=str(number), participation=one)
    assert client.post(f"/scan/{round_.code}/sluiten/").status_code == 302
    assert numbers(client, round_) == []
    for told in others_of(round_, client):
        assert "Te weinig antwoorden" in told or "te weinig antwoorden" in told


def test_more_addresses_of_one_mailbox_do_not_make_a_group(waterdam: Organisation) -> None:
    client = signed_in(make_membership(organisation=waterdam, coordinator=True))
    mine = "; ".join(f"ik+{number}@waterdam.example" for number in range(4))
    answer = client.post("/scan/beginnen/", {**said(addresses=f"{mine}; noor@waterdam.example"), "colleagues": ""})
    assert answer.status_code == 302
    round_ = Round.objects.get()
    assert round_.participations.count() == 2
    assert "Sommige mensen stonden dubbel in de lijst" in text(client.get(f"/scan/{round_.code}/"))


def test_two_coordinators_who_put_their_files_together_work_out_nobody() -> None:
    rounds = []
    for size in (5, 6):
        organisation = make_organisation(employees_estimate=500)
        round_ = make_round(organisation=organisation, invited=team("a", size))
        for number, one in enumerate(round_.participations.order_by("email")):
            hand_in(round_, all_items(number % 5), device=f"{size} {number}", participation=one)
        closing.close(round_, by=None)
        rounds.append((signed_in(make_membership(organisation=organisation)), round_))
    (client, first), (other, second) = rounds
    assert numbers(client, first)
    assert numbers(other, second) == []


def test_by_a_code_figures_begin_at_ten(waterdam: Organisation) -> None:
    client = signed_in(make_membership(organisation=waterdam, coordinator=True))
    for many, lines in ((9, 0), (10, 2)):
        round_ = make_round(organisation=waterdam)
        for number in range(many):
            hand_in(round_, device=f"{many} {number}", layer="practice")
        closing.close(round_, by=None)
        assert len(numbers(client, round_)) == lines
