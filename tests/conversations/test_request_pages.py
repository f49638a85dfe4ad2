"""The pages of questions, comments and thanks, as people meet them."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from olievlek.accounts.models import Profile
from olievlek.conversations import actions
from olievlek.conversations.models import Comment, Request, Thank
from olievlek.moderation import actions as moderation
from olievlek.moderation.models import Message
from tests.factories.accounts import make_moderator, make_user
from tests.factories.library import make_adoption, make_case
from tests.factories.moderation import make_message
from tests.factories.organisations import make_membership, make_organisation, make_study_municipality
from tests.factories.requests import make_comment, make_request

pytestmark = pytest.mark.django_db


def signed_in(client: Client, **given: Any) -> Any:
    membership = make_membership(**given)
    client.force_login(membership.user)
    return membership


def form(**given: Any) -> dict[str, Any]:
    return {"text": "Hoe deden jullie dit?", "once": uuid.uuid4(), **given}


@pytest.mark.requirement("004-24", at="/vragen/aan/praktijk/*/", reads=True)
def test_maker_and_users_can_be_asked_the_maker_first_and_not_my_own_organisation(client: Client) -> None:
    mine = signed_in(client).organisation
    maker, user = make_organisation(name="Gemeente Zutphen"), make_organisation(name="Gemeente Altena")
    case = make_case(owner=maker)
    make_adoption(case, user)
    make_adoption(case, mine)
    make_adoption(case, make_study_municipality())
    page = client.get(f"/vragen/aan/praktijk/{case.pk}/").content.decode()
    assert page.index("Gemeente Zutphen") < page.index("Gemeente Altena")
    assert page.count(f'href="/vragen/aan/praktijk/{case.pk}/gemeente-') == 2


def test_a_member_asks_and_sees_that_it_waits(client: Client) -> None:
    asker, to = signed_in(client), make_organisation()
    make_membership(organisation=to)
    case = make_case(owner=to)
    answer = client.post(f"/vragen/aan/praktijk/{case.pk}/{to.slug}/", form(), follow=True)
    asked = Request.objects.get()
    assert (asked.asker, asked.for_organisation, asked.to) == (asker.user, asker.organisation, to)
    assert "Wacht op antwoord" in answer.content.decode()


def test_when_nobody_is_there_the_page_has_the_source_and_a_letter_to_a_colleague(
    client: Client,
) -> None:
    signed_in(client)
    to = make_organisation(name="Gemeente Vlieland", short_name="Vlieland")
    case = make_case(owner=to, source_url="https://bron.example/vlieland")
    page = client.get(f"/vragen/aan/praktijk/{case.pk}/{to.slug}/").content.decode()
    assert "Van Vlieland is hier nog niemand" in page
    assert "https://bron.example/vlieland" in page
    assert "mailto:?subject=" in page
    client.post(f"/vragen/aan/praktijk/{case.pk}/{to.slug}/", form())
    first = make_membership(organisation=to)
    client.force_login(first.user)
    assert "Hoe deden jullie dit?" in client.get("/vragen/").content.decode()


def test_who_works_nowhere_is_told_to_say_where_first(client: Client) -> None:
    client.force_login(make_user())
    to = make_organisation()
    address = f"/vragen/aan/praktijk/{make_case(owner=to).pk}/{to.slug}/"
    assert "Zeg eerst waar je werkt" in client.get(address).content.decode()
    assert client.post(address, form()).status_code == 422
    assert not Request.objects.exists()


def test_how_busy_they_are_is_said_before_asking(client: Client) -> None:
    signed_in(client)
    to = make_organisation()
    actions.decline(make_request(to=to), by=make_membership(organisation=to).user)
    make_request(to=to)
    page = client.get(f"/vragen/aan/praktijk/{make_case(owner=to).pk}/{to.slug}/").content.decode()
    assert "Zij kregen 2 vragen in de laatste dertig dagen, en beantwoordden er 1." in page


def test_asking_twice_leads_to_the_question_that_waits(client: Client) -> None:
    signed_in(client)
    to = make_organisation()
    address = f"/vragen/aan/praktijk/{make_case(owner=to).pk}/{to.slug}/"
    first = client.post(address, form()).headers["Location"]
    assert client.post(address, form()).headers["Location"] == first


def test_a_yes_with_a_chosen_address_is_seen_by_the_asker_only(client: Client) -> None:
    asked = make_request()
    answering = make_user(email="fatima@voorbeeld.example")
    make_membership(organisation=asked.to, user=answering)
    client.force_login(answering)
    strange = {"name": "Fatima", "email": "ander@voorbeeld.example", "phone": ""}
    assert client.post(f"/vragen/{asked.pk}/ja/", strange).status_code == 422
    nothing = {"name": "Fatima", "email": "", "phone": ""}
    assert "Kies een adres of geef een nummer" in client.post(f"/vragen/{asked.pk}/ja/", nothing).content.decode()
    client.post(f"/vragen/{asked.pk}/ja/", {**nothing, "email": answering.email, "reply": "Bel dinsdag"})
    for person, sees in ((asked.asker, True), (make_membership(organisation=asked.to).user, False)):
        client.force_login(person)
        page = client.get(f"/vragen/{asked.pk}/").content.decode()
        assert (answering.email in page) is sees
        assert ("Bel dinsdag" in page) is sees


def test_two_colleagues_decide_and_the_second_hears_what_it_became(client: Client) -> None:
    asked = make_request()
    first, second = (make_membership(organisation=asked.to).user for _ in range(2))
    client.force_login(first)
    client.post(f"/vragen/{asked.pk}/nee/")
    client.force_login(second)
    answer = client.post(f"/vragen/{asked.pk}/ja/", {"name": "B", "email": second.email}, follow=True)
    assert "kwam al een antwoord: Nee" in answer.content.decode()
    assert Request.objects.get().outcome == "no"


def test_strangers_and_the_askers_colleagues_get_404_everywhere(client: Client) -> None:
    asked = make_request()
    for person in (make_user(), make_membership(organisation=asked.for_organisation).user):
        client.force_login(person)
        assert client.get(f"/vragen/{asked.pk}/").status_code == 404
        for word in ("ja", "nee", "terugnemen"):
            assert client.post(f"/vragen/{asked.pk}/{word}/").status_code == 404
    client.force_login(asked.asker)
    assert client.post(f"/vragen/{asked.pk}/nee/").status_code == 404
    assert Request.objects.get().is_open


def test_the_asker_takes_it_back(client: Client) -> None:
    asked = make_request()
    client.force_login(asked.asker)
    assert "teruggenomen" in client.post(f"/vragen/{asked.pk}/terugnemen/", follow=True).content.decode()
    assert Request.objects.get().outcome == "withdrawn"


@pytest.mark.both
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_questions_costs_as_much_with_more(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    to = signed_in(client).organisation
    for _ in range(rows):
        make_request(to=to)
    client.get("/vragen/")
    with django_assert_num_queries(9):
        client.get("/vragen/")


@pytest.mark.requirement("004-31", at="/bedankjes/praktijk/*/")
def test_thanks_are_counted_without_names(client: Client) -> None:
    case, member = make_case(), signed_in(client)
    for _ in range(2):
        client.post(f"/bedankjes/praktijk/{case.pk}/")
    page = client.get(case.get_absolute_url()).content.decode()
    assert "1 persoon zei dank je wel" in page
    client.post(f"/bedankjes/praktijk/{case.pk}/terugnemen/")
    assert not Thank.objects.filter(by=member.user).exists()


@pytest.mark.requirement("001-32", at="/reacties/praktijk/*/")
def test_a_comment_stands_under_the_case_and_its_maker_takes_it_away(client: Client) -> None:
    case = make_case()
    signed_in(client)
    answer = client.post(f"/reacties/praktijk/{case.pk}/", form(text="Bij ons ook"), follow=True)
    assert "Bij ons ook" in answer.content.decode()
    said = Comment.objects.get()
    assert answer.redirect_chain[0][0].endswith(f"#reactie-{said.pk}")
    client.post(f"/reacties/{said.pk}/weghalen/")
    assert "Bij ons ook" not in client.get(case.get_absolute_url()).content.decode()
    assert client.post(f"/reacties/praktijk/{case.pk}/", form(text="")).status_code == 422


def test_anyone_reports_a_comment_of_another_and_only_a_moderator_hides_it(client: Client) -> None:
    case = make_case()
    said = make_comment(case, text="Mevrouw Jansen woont op nummer 3")
    signed_in(client)
    assert client.post(f"/reacties/{said.pk}/weghalen/").status_code == 404
    assert client.get(f"/melden/reactie/{said.pk}/").status_code == 200
    client.post(f"/melden/reactie/{said.pk}/misbruik/", form(text="Noemt een bewoner"))
    told = Message.objects.get()
    client.force_login(make_moderator())
    client.post(f"/beheer/{told.reference}/verbergen/", {"reason": "Noemt een bewoner"})
    client.logout()
    assert "Mevrouw Jansen woont op nummer 3" not in client.get(case.get_absolute_url()).content.decode()
    client.force_login(said.by)
    assert "Noemt een bewoner" in client.get(case.get_absolute_url()).content.decode()


def test_visitors_see_where_somebody_works_and_her_name_only_when_she_said_so(client: Client) -> None:
    case = make_case()
    to = make_organisation(name="Gemeente Zeist")
    member = make_membership(user=make_user(name="Zichtbare Naam"), organisation=to)
    make_comment(case, membership=member)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Gemeente Zeist" in page
    assert "Zichtbare Naam" not in page
    Profile.objects.update_or_create(user=member.user, defaults={"public_since": timezone.now()})
    assert "Zichtbare Naam" in client.get(case.get_absolute_url()).content.decode()


def test_a_visitor_who_wants_to_ask_signs_in_first(client: Client) -> None:
    case = make_case(owner=make_membership().organisation)
    assert client.get(f"/vragen/aan/praktijk/{case.pk}/").headers["Location"].startswith("/inloggen/")
    assert "Vraag het aan de maker" in client.get(case.get_absolute_url()).content.decode()


def told(client: Client) -> str:
    """What stands under "What did you ask?"."""
    return client.get("/vragen/").content.decode().partition('id="by-me"')[2].partition("</section>")[0]


def test_what_i_asked_the_moderators_stands_with_my_questions_with_its_state_and_answer(client: Client) -> None:
    member = signed_in(client)
    case = make_case(title="Loket op wielen")
    mine = make_message(
        kind="question", text="Wat kost dit per jaar?", about=case, sent_by=member.user, email=member.user.email
    )
    make_message(kind="need", text="Wij zoeken hulp bij het archief.", sent_by=member.user)
    make_message(kind="question", text="Van iemand anders", sent_by=make_user())
    make_message(kind="abuse", text="Dit is geen vraag", sent_by=member.user)
    page = told(client)
    for words in ("Wat kost dit per jaar?", "Loket op wielen", "Wij zoeken hulp", "Wacht op antwoord", mine.reference):
        assert words in page
    assert "Van iemand anders" not in page
    assert "Dit is geen vraag" not in page
    moderation.answer(mine, text="Ongeveer tienduizend euro.", once=uuid.uuid4(), by=make_moderator())
    assert "Ongeveer tienduizend euro." in told(client)
    sheet = client.get("/vragen/als/csv/").content.decode()
    assert "Wat kost dit per jaar?" in sheet


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_questions_to_moderators_costs_the_same_for_any_number(
    rows: int, client: Client, django_assert_num_queries: Any
) -> None:
    member = signed_in(client)
    moderator = make_moderator()
    for _number in range(rows):
        one = make_message(kind="question", about=make_case(), sent_by=member.user, email=member.user.email)
        moderation.answer(one, text="Ja.", once=uuid.uuid4(), by=moderator)
    client.get("/vragen/")
    with django_assert_num_queries(10):
        client.get("/vragen/")
