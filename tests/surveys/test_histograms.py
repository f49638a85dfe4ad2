"""How often each answer was given: exact, from what was answered, and never from who took part."""

from statistics import quantiles

import pytest
from django.core.management import CommandError, call_command

from olievlek.surveys import histograms
from olievlek.surveys.actions import closing
from olievlek.surveys.models import Answer, Histogram, Picture
from tests.factories.surveys import all_items, hand_in, make_answered_town, make_round, team

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_a_round_that_closes_leaves_the_exact_count_of_every_answer() -> None:
    round_ = make_round(invited=team("a", 8))
    for number, one in enumerate(round_.participations.order_by("key")):
        values = {**all_items(number % 5), "S1": -1}
        del values["S2"]
        hand_in(round_, values, device=str(number), participation=one)
    closing.close(round_, by=None)
    row = Histogram.objects.get(round=round_)
    assert (row.people, len(row.counts)) == (8, 35)
    assert (row.counts["S1"], row.counts["S2"], row.counts["S3"]) == ([0, 0, 0, 0, 0, 8], [0] * 6, [2, 2, 2, 1, 1, 0])


def test_r1_a_round_of_four_leaves_no_histogram() -> None:
    make_answered_town(4)
    assert not Histogram.objects.exists()


def test_a_percentile_of_a_histogram_is_that_of_the_answers() -> None:
    given = [0, 1, 1, 2, 3, 3, 3, 4, 4]
    numbers = [given.count(value) for value in range(5)] + [7]
    expected = [25 * value for value in quantiles(given, n=4, method="inclusive")]
    assert [histograms.percentile(numbers, part) for part in (0.25, 0.5, 0.75)] == expected


def test_the_check_agrees_and_finds_one_answer_that_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    round_ = make_answered_town(8)
    call_command("check_histograms")
    assert capsys.readouterr().out == "1 rounds and 0 pictures counted again, 0 wrong\n"
    answer = Answer.objects.order_by("key")[0]
    answer.values["S1"] = 4
    answer.save()
    with pytest.raises(CommandError):
        call_command("check_histograms")
    assert f"histogram of round {round_.pk}: does not agree with its answers" in capsys.readouterr().out


def test_the_check_finds_a_picture_that_is_not_the_sum_of_its_rounds() -> None:
    round_ = make_answered_town(10)
    row = Histogram.objects.get()
    picture = {"questionnaire": round_.questionnaire, "as_of": "2026-07-01", "organisations": 3, "people": 10}
    Picture.objects.create(**picture, rounds=[round_.pk], counts={"S1": row.counts["S1"]})
    assert list(histograms.wrong_pictures()) == []
    Picture.objects.update(counts={"S1": [1, 0, 0, 0, 0, 0]})
    assert len(list(histograms.wrong_pictures())) == 1


def test_a_round_that_closed_before_there_were_histograms_gets_one() -> None:
    make_answered_town(8)
    before = Histogram.objects.values_list("people", "counts").get()
    Histogram.objects.all().delete()
    assert [histograms.write_missing(), histograms.write_missing()] == [1, 0]
    assert Histogram.objects.values_list("people", "counts").get() == before
