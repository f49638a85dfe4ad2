"""A question that is saved: new answers once in the daily mail, of what she may see, and stopped with one click."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.core.models import OutgoingMail
from olievlek.notifications import actions as notifications
from olievlek.notifications import digest
from olievlek.notifications.models import Digest
from olievlek.search import actions
from olievlek.search.answers import Asked
from olievlek.search.models import SavedSearch
from olievlek.vocabulary.models import List
from tests.factories.accounts import make_user
from tests.factories.index import index_all
from tests.factories.vocabulary import make_term
from tests.search.cases import bring

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def saved_by(user: Any, text: str = "kliko", **chosen: list[str]) -> SavedSearch:
    return actions.save(Asked(text, chosen), by=user)


def another(day: int, **row: str) -> None:
    """A new case, some days later."""
    SavedSearch.objects.update(looked_on=TODAY - timedelta(days=1))
    Digest.objects.update(day=TODAY - timedelta(days=day))
    bring({"id": f"later-{day}"} | row)


@pytest.mark.both
def test_one_click_saves_the_question_with_its_filters(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    bring({"title": "Kliko met sensor", "type": "pilot"})
    html = client.get("/zoeken/?q=kliko&kind=experiment").content.decode()
    assert "Bewaar deze zoekvraag" in html
    for _ in range(2):
        response = client.post("/zoeken/bewaren/", {"q": "kliko", "kind": "experiment"})
    assert response["Location"] == "/zoeken/?q=kliko&kind=experiment"
    assert SavedSearch.objects.get().chosen == {"kind": ["experiment"]}
    assert "Je bewaarde deze zoekvraag" in client.get(response["Location"]).content.decode()
    assert "kliko" in client.get("/zoeken/bewaard/").content.decode()


@pytest.mark.both
def test_a_filter_on_a_theme_below_a_theme_is_told_by_its_name(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    above = make_term(list=List.THEME, key="ruimte", name_nl="Openbare ruimte")
    make_term(list=List.THEME, key="riool", name_nl="Riolering", parent=above)
    saved_by(user, theme=["riool"])
    assert "Riolering" in client.get("/zoeken/bewaard/").content.decode()


def test_a_visitor_is_offered_nothing_to_save(client: Client) -> None:
    bring({"title": "Kliko met sensor"})
    assert "Bewaar deze zoekvraag" not in client.get("/zoeken/?q=kliko").content.decode()


@pytest.mark.both
def test_a_mail_tells_new_answers_once_and_no_near_copies_of_old_ones() -> None:
    user = make_user()
    bring({"title": "Kliko met sensor", "organisation": "Gemeente Urk"})
    saved_by(user)
    assert digest.waiting(TODAY) == []
    another(1, title="Kliko op afroep")
    assert digest.waiting(TODAY) == [user.pk]
    assert digest.make(user.pk, TODAY)
    told = OutgoingMail.objects.get().body
    assert "Nieuwe antwoorden op “kliko”" in told
    assert "Kliko op afroep" in told
    assert "Kliko met sensor" not in told
    another(2, title="Kliko met sensor", organisation="Gemeente Delft")
    assert not digest.make(user.pk, TODAY)


def test_a_day_without_new_answers_still_leaves_room_for_other_news() -> None:
    user = make_user()
    bring({"title": "Kliko met sensor"})
    saved_by(user)
    another(1, title="Pasfotohokje")
    assert not digest.make(user.pk, TODAY)
    assert not Digest.objects.exists()
    assert digest.waiting(TODAY) == []  # looked at once a day


@pytest.mark.both
def test_what_she_may_not_see_is_in_no_mail() -> None:
    user = make_user()
    bring({"title": "Kliko met sensor"})
    saved_by(user)
    SavedSearch.objects.update(looked_on=None)
    bring({"id": "geheim", "title": "Kliko geheim"}, draft=True)
    assert not digest.make(user.pk, TODAY)


def test_who_stopped_the_mail_is_not_asked() -> None:
    user = make_user()
    saved_by(user)
    notifications.stop_mail(user)
    another(1, title="Kliko op afroep")
    assert digest.waiting(TODAY) == []


def test_one_click_in_the_mail_stops_this_question_only(client: Client) -> None:
    user = make_user()
    saved_by(user)
    saved_by(user, "pasfoto")
    another(1, title="Kliko op afroep")
    digest.make(user.pk, TODAY)
    (path,) = re.findall(r"/zoeken/bewaard/stoppen/[^\s]+", OutgoingMail.objects.get().body)
    assert "kliko" in client.get(path).content.decode()
    assert SavedSearch.objects.count() == 2
    for _ in range(2):
        assert "niets meer" in client.post(path).content.decode()
    assert SavedSearch.objects.get().text == "pasfoto"


@pytest.mark.both
def test_she_removes_her_own_and_nobody_elses(client: Client) -> None:
    mine, other = make_user(), make_user()
    kept, hers = saved_by(mine), saved_by(other)
    client.force_login(mine)
    assert client.post(f"/zoeken/bewaard/{hers.pk}/weg/").status_code == 404
    assert client.post(f"/zoeken/bewaard/{kept.pk}/weg/").status_code == 302
    assert SavedSearch.objects.get() == hers


def test_there_is_a_limit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    user = make_user()
    saved_by(user)
    client.force_login(user)
    client.post("/zoeken/bewaren/", {"q": "pasfoto"})
    assert SavedSearch.objects.count() == 1


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(rows: int, client: Client, django_assert_num_queries: Any) -> None:
    user = make_user()
    for word in ["kliko", "pasfoto", "water"][:rows]:
        saved_by(user, word)
    index_all()
    client.force_login(user)
    client.get("/zoeken/bewaard/")
    with django_assert_num_queries(QUERIES):
        client.get("/zoeken/bewaard/")


QUERIES = 7
