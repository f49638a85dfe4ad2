"""A copy of all tables does not tell who gave which answers: by no order, number of a transaction or shared value."""

import logging
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test import Client

from olievlek.surveys.actions import answering, closing
from olievlek.surveys.links import personal_token
from olievlek.surveys.models import Answer, Draft, Participation, Register, Remark, Round
from tests.factories.surveys import all_items, hand_in, make_round, team
from tests.figures import say

PEOPLE = 50
BY_CHANCE = 9  # of fifty in a random order one pairs; ten or more happen once in ten million times

Orders = dict[str, list[Any]]


def stored(model: type[models.Model], round_: Round) -> Orders:
    """The keys of the rows in every order that a copy of the table can be put in."""
    table, key = model._meta.db_table, model._meta.pk.column
    places = (
        {"storage": "rowid"}
        if connection.vendor == "sqlite"
        else {"storage": "ctid", "transaction": "xmin::text::bigint"}
    )
    places |= {
        str(field.column): f'"{field.column}"'
        for field in model._meta.concrete_fields
        if field.get_internal_type() != "JSONField"
    }
    found = {}
    with connection.cursor() as cursor:
        for name, order in places.items():
            cursor.execute(f'SELECT "{key}" FROM "{table}" WHERE round_id = %s ORDER BY {order}', [round_.pk])
            found[name] = [model._meta.pk.to_python(row[0]) for row in cursor.fetchall()]
    return found


def answered_by(round_: Round) -> dict[str, Participation]:
    """Each person answers something nobody else does, in an order of chance; only this test knows who did what."""
    invited = list(round_.participations.order_by("key"))
    random.Random(7).shuffle(invited)
    truth = {}
    for number, one in enumerate(invited):
        values = {**all_items(), "S1": number // 25, "S2": number // 5 % 5, "S3": number % 5}
        hand_in(round_, values, device=f"device {number}", participation=one)
        truth[fingerprint(values)] = one
    return truth


def fingerprint(values: dict[str, int]) -> str:
    return f"{values['S1']}{values['S2']}{values['S3']}"


def best_pairing(round_: Round, truth: dict[str, Participation]) -> tuple[int, str]:
    """Lay every order of the answers beside every order of the register, forward and back; the most that are right."""
    said = {row.key: fingerprint(row.values) for row in Answer.objects.filter(round=round_)}
    register = stored(Participation, round_) | {
        "register": [key_of(one) for one in Register.objects.get(round=round_).answered]
    }
    right = []
    for name, answers in stored(Answer, round_).items():
        for other, people in register.items():
            for way, order in (("", people), (" backward", people[::-1])):
                pairs = zip(answers, order, strict=True)
                right.append((sum(truth[said[key]].key == person for key, person in pairs), f"{name} × {other}{way}"))
    return max(right)


def key_of(text: str) -> Any:
    return Participation._meta.pk.to_python(text)


@pytest.mark.django_db(transaction=True)
def test_r17_no_order_of_the_tables_pairs_people_and_answers_before_or_after_closing() -> None:
    round_ = make_round(invited=team("a", PEOPLE))
    truth = answered_by(round_)
    before = best_pairing(round_, truth)
    closing.close(round_, by=None)
    round_.refresh_from_db()
    assert round_.shuffled_on
    after = best_pairing(round_, truth)
    say("before closing {before} and after {after} of {people} paired", before=before[0], after=after[0], people=PEOPLE)
    assert before[0] <= BY_CHANCE, before[1]
    assert after[0] <= BY_CHANCE, after[1]


@pytest.mark.django_db(transaction=True)
def test_the_attack_is_not_blind_it_pairs_all_when_the_order_of_answering_is_known() -> None:
    round_ = make_round(invited=team("a", PEOPLE))
    truth = answered_by(round_)
    said = {row.key: fingerprint(row.values) for row in Answer.objects.filter(round=round_)}
    in_order = [truth[mark].key for mark in truth]
    pairs = zip(stored(Answer, round_)["storage"], in_order, strict=True)
    assert sum(truth[said[key]].key == person for key, person in pairs) == PEOPLE


def values_in(row: models.Model) -> Iterator[str]:
    """Every value of a row that could be looked up elsewhere; small numbers and choices stand everywhere."""
    for field in row._meta.concrete_fields:
        value = str(field.value_from_object(row))
        if len(value) >= 12 and field.name not in {"round", "department", "values"} and not field.choices:
            yield value.replace("-", "")


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_no_value_of_an_answer_stands_in_any_other_table() -> None:
    round_ = make_round(invited=team("a", 12))
    answered_by(round_)
    mine = {value for row in Answer.objects.all() for value in values_in(row)}
    for model in apps.get_models():
        if model is not Answer:
            for row in model._default_manager.all():
                for field in row._meta.concrete_fields:
                    text = str(field.value_from_object(row)).replace("-", "")
                    assert not [one for one in mine if one in text], f"{model._meta.label}.{field.name}"


@pytest.mark.django_db(transaction=True)
def test_no_log_line_and_no_mail_names_an_answer_or_a_device(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    round_ = make_round(invited=team("a", 1))
    token = personal_token(round_.participations.get())
    with caplog.at_level(logging.INFO):
        client.post(f"/d/{round_.code}/begin/", {"token": token})
        client.post(f"/d/{round_.code}/1/", {"S1": 3, "then": "next"})
        client.post(f"/d/{round_.code}/inleveren/")
        client.get(f"/d/{round_.code}/9/")
    answer = Answer.objects.get()
    device = client.cookies[f"olievlek_d_{round_.code}"].value
    for secret in (str(answer.key), device, token, answering.digest(device.split("|")[1].split(":")[0])):
        assert secret not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_r8_knowing_the_order_of_the_open_link_pairs_no_better_than_chance() -> None:
    round_, truth = make_round(), []
    for number in range(PEOPLE):
        values = {**all_items(), "S1": number // 25, "S2": number // 5 % 5, "S3": number % 5}
        hand_in(round_, values, device=f"phone {number}", layer="practice")
        truth.append(fingerprint(values))
    closing.close(round_, by=None)
    assert not Draft.objects.exists()
    said = {row.key: fingerprint(row.values) for row in Answer.objects.filter(round=round_)}
    right = max(
        (sum(said[key] == mark for key, mark in zip(order, seen, strict=True)), name)
        for name, order in stored(Answer, round_).items()
        for seen in (truth, truth[::-1])
    )
    say("of an open round {right} of {people} paired", right=right[0], people=PEOPLE)
    assert right[0] <= BY_CHANCE, right[1]


@pytest.mark.django_db(transaction=True)
def test_r12_own_words_pair_with_no_answer_after_closing() -> None:
    round_, truth = make_round(open_text=True), {}
    for number in range(PEOPLE):
        values = {**all_items(), "S1": number // 25, "S2": number // 5 % 5, "S3": number % 5}
        hand_in(round_, values, device=f"phone {number}", remark=f"woord {number}")
        truth[f"woord {number}"] = fingerprint(values)
    closing.close(round_, by=None)
    said = {row.key: fingerprint(row.values) for row in Answer.objects.filter(round=round_)}
    words = {row.key: truth[row.text] for row in Remark.objects.filter(round=round_)}
    right = max(
        (sum(said[key] == words[other] for key, other in zip(answers, way, strict=True)), f"{name} × {beside}")
        for name, answers in stored(Answer, round_).items()
        for beside, order in stored(Remark, round_).items()
        if beside != "text"  # a tester's numbers, in order; people do not number what they write
        for way in (order, order[::-1])
    )
    assert right[0] <= BY_CHANCE, right[1]
