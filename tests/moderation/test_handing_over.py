"""A claim hands the page over: one button, the claimant edits, the banner changes, a mail says so; it can go back."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from olievlek.cases.actions import sharing
from olievlek.cases.models import Case
from olievlek.core.models import OutgoingMail
from olievlek.moderation import actions, kinds, subjects
from olievlek.moderation.models import Message
from olievlek.organisations.actions import joining
from olievlek.organisations.membership import is_member
from olievlek.organisations.models import Invitation, Organisation
from olievlek.timeline.models import Entry
from olievlek.timeline.record import tell
from tests.factories.accounts import make_moderator
from tests.factories.library import make_case
from tests.factories.notifications import tell_all
from tests.factories.organisations import make_membership, make_organisation
from tests.factories.requests import make_request
from tests.organisations.people import shown_on, somebody
from tests.organisations.test_join_pages import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def zeist() -> Organisation:
    return make_organisation(name="Gemeente Zeist", domain="zeist.example")


@pytest.fixture
def page() -> Case:
    return make_case(title="Buurtmoestuin", source_name="Gemeente.nu", owner=None, owner_text="Zeist", once=None)


def claim(client: Client, page: Case, **typed: str) -> Message:
    sent = {"once": str(uuid.uuid4()), "text": "Ik leidde dit project.", **typed}
    response = client.post(f"/melden/praktijk/{page.pk}/overnemen/", sent)
    assert response.status_code == 302, text(response)
    return Message.objects.get()


def test_a_member_types_no_name_and_changes_the_page_after_one_button(
    zeist: Organisation, page: Case, moderator_client: Client
) -> None:
    noor = somebody("noor@zeist.example", name="Noor Visser")
    make_membership(user=noor, organisation=zeist)
    client = signed_in(noor)
    form = client.get(f"/melden/praktijk/{page.pk}/overnemen/").content.decode()
    assert all(f'name="{name}"' not in form for name in ("name", "email", "organisation"))
    assert "Zij zien dat het komt van Noor Visser, namens" in form
    assert "Zonder mailadres" not in form
    assert client.get(f"/praktijken/{page.slug}/delen/vertellen/").status_code == 404
    told = claim(client, page)
    assert "Het antwoord komt per mail." in text(client.get(f"/bericht/{told.reference}/"))
    assert (told.sent_by, told.for_organisation, told.organisation) == (noor, zeist, "Gemeente Zeist")
    desk = text(moderator_client.get(f"/beheer/{told.reference}/"))
    assert "Zet op naam van Gemeente Zeist en laat Noor Visser wijzigen" in desk
    assert "van deze organisatie" in desk
    hand_over(moderator_client, told, zeist)
    assert client.get(f"/praktijken/{page.slug}/delen/vertellen/").status_code == 200
    shown = text(client.get(page.get_absolute_url()))
    for not_for_who_keeps_it in (
        "Neem deze pagina over",
        "meld misbruik",
        "Vraag het aan de makers",
        "Zeg dank je wel",
    ):
        assert not_for_who_keeps_it not in shown
    assert "Vul aan" in shown
    assert "Gemeente Zeist houdt deze pagina bij sinds" in shown
    assert "niet door de organisatie zelf geplaatst" not in shown
    told.refresh_from_db()
    assert told.outcome == Message.Outcome.DONE
    assert "De pagina is nu van jullie" in OutgoingMail.objects.order_by("-pk")[0].subject


def hand_over(client: Client, told: Message, to: Organisation) -> Any:
    address, deed = f"/beheer/{told.reference}/", f"/beheer/{told.reference}/overdragen/"
    return client.post(deed, {"organisation": to.name, "shown": shown_on(client, address, deed)})


def test_a_sender_without_an_account_is_invited_and_changes_the_page_later(
    zeist: Organisation, page: Case, moderator_client: Client, client: Client
) -> None:
    told = claim(client, page, organisation="gemeente zeist", name="Noor", email="noor@post.example")
    assert 'value="Gemeente Zeist"' in text(moderator_client.get(f"/beheer/{told.reference}/"))
    hand_over(moderator_client, told, zeist)
    assert Invitation.objects.get().email == "noor@post.example"
    noor = somebody("noor@post.example")
    assert signed_in(noor).get(f"/praktijken/{page.slug}/delen/vertellen/").status_code == 404
    with_listeners(lambda: joining.enter(noor, zeist, by=make_moderator(email="m2@voorbeeld.example")))
    assert signed_in(noor).get(f"/praktijken/{page.slug}/delen/vertellen/").status_code == 200
    other = somebody("sem@zeist.example")
    with_listeners(lambda: joining.enter(other, zeist, by=None))
    assert signed_in(other).get(f"/praktijken/{page.slug}/delen/vertellen/").status_code == 404


def with_listeners(deed: Any) -> None:
    """Do it, and tell what listens after the commit."""
    before = set(Entry.objects.values_list("pk", flat=True))
    deed()
    for entry in Entry.objects.exclude(pk__in=before).order_by("pk"):
        tell(entry)


@pytest.mark.both
def test_a_hand_over_can_be_taken_back_and_twice_is_once(
    zeist: Organisation, page: Case, moderator_client: Client
) -> None:
    noor = somebody("noor@zeist.example")
    make_membership(user=noor, organisation=zeist)
    told, moderator = claim(signed_in(noor), page), make_moderator(email="m2@voorbeeld.example")
    for _again in range(2):
        actions.hand_over_noun(told, to=zeist, by=moderator)
    assert page.people.co_authors().count() == 1
    assert OutgoingMail.objects.filter(subject__contains="van jullie").count() == 1
    assert "Draai dit terug" in text(moderator_client.get(f"/beheer/{told.reference}/"))
    for _again in range(2):
        moderator_client.post(f"/beheer/{told.reference}/overdracht-terug/")
    page.refresh_from_db()
    told.refresh_from_db()
    assert (page.owner, page.handed_over_at, told.closed_at) == (None, None, None)
    assert not page.people.exists()
    assert signed_in(noor).get(f"/praktijken/{page.slug}/delen/vertellen/").status_code == 404
    assert "niet door de organisatie zelf geplaatst" in text(moderator_client.get(page.get_absolute_url()))


def test_a_name_that_changed_after_the_page_was_drawn_gets_nothing(
    zeist: Organisation, page: Case, moderator_client: Client
) -> None:
    noor = somebody("noor@gmail.com", name="Piet")
    told = claim(signed_in(noor), page, organisation="Gemeente Zeist")
    deed = f"/beheer/{told.reference}/overdragen/"
    shown = shown_on(moderator_client, f"/beheer/{told.reference}/", deed)
    noor.name = "De gemeentesecretaris"
    noor.save()
    assert moderator_client.post(deed, {"organisation": zeist.name, "shown": shown}).status_code == 409
    page.refresh_from_db()
    assert page.owner is None
    assert not is_member(noor, zeist)


def test_the_proof_is_about_the_chosen_organisation_not_about_the_senders(
    zeist: Organisation, page: Case, moderator_client: Client
) -> None:
    noor = somebody("noor@zeist.example", name="Noor Visser")
    make_membership(user=noor, organisation=zeist)
    utrecht = make_organisation(name="Gemeente Utrecht", domain="utrecht.example")
    told = claim(signed_in(noor), page)
    answer = hand_over(moderator_client, told, utrecht)
    assert answer.status_code == 409
    assert "van Gemeente Zeist" in text(answer)
    assert 'value="Gemeente Utrecht"' in answer.content.decode()
    page.refresh_from_db()
    assert (page.owner, Invitation.objects.count()) == (None, 0)
    shown = re.findall(r'name="shown" value="(\w+)"', answer.content.decode())[0]
    deed = f"/beheer/{told.reference}/overdragen/"
    assert moderator_client.post(deed, {"organisation": utrecht.name, "shown": shown}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("noor@gmail.com", "daar kan iedereen een adres hebben"),
        ("noor@utrecht.example", "van Gemeente Utrecht"),
        ("noor@dienst.zeist.example", "van deze organisatie"),
        ("noor@post.example", "niet bekend als van deze organisatie"),
    ],
)
def test_who_decides_about_a_visitor_sees_whose_domain_was_typed(
    zeist: Organisation, page: Case, moderator_client: Client, client: Client, typed: str, says: str
) -> None:
    make_organisation(name="Gemeente Utrecht", domain="utrecht.example")
    told = claim(client, page, organisation="gemeente zeist", name="Noor", email=typed)
    desk = text(moderator_client.get(f"/beheer/{told.reference}/"))
    assert says in desk.partition("Typte een adres op")[2]


def test_what_cannot_be_handed_over_has_no_such_address(zeist: Organisation, moderator_client: Client) -> None:
    case = make_case()
    subject = subjects.get("case")
    assert subject is not None
    told = actions.send(kinds.ABUSE, once=uuid.uuid4(), text="Nee", by=None, about=(subject, case))
    assert (
        moderator_client.post(f"/beheer/{told.reference}/overdragen/", {"organisation": zeist.name}).status_code == 404
    )


def test_the_sender_reads_their_words_and_the_answer_and_others_do_not(moderator_client: Client) -> None:
    noor = somebody("noor@post.example")
    client = signed_in(noor)
    client.post("/vraag/", {"once": str(uuid.uuid4()), "text": "Hoe meet je vergrijzing?"})
    told = Message.objects.get()
    moderator_client.post(f"/beheer/{told.reference}/antwoord/", {"once": str(uuid.uuid4()), "text": "Vraag Ede."})
    page = text(client.get(f"/bericht/{told.reference}/"))
    assert "Hoe meet je vergrijzing?" in page
    assert "Vraag Ede." in page
    others = text(Client().get(f"/bericht/{told.reference}/"))
    assert "vergrijzing" not in others
    assert "Vraag Ede" not in others


def test_a_case_has_one_road_to_ask_its_users_when_one_is_here_else_the_moderators(client: Client) -> None:
    here = make_case(title="Wel iemand", owner=make_membership().organisation)
    nobody = make_case(title="Nog niemand", owner=make_organisation(name="Gemeente Ede"))
    page = text(client.get(here.get_absolute_url()))
    assert f"/vragen/aan/praktijk/{here.pk}/" in page
    assert f"/melden/praktijk/{here.pk}/vragen/" not in page
    page = text(client.get(nobody.get_absolute_url()))
    assert f"/vragen/aan/praktijk/{nobody.pk}/" not in page
    assert f"/melden/praktijk/{nobody.pk}/vragen/" in page


@pytest.mark.both
def test_the_queue_has_the_first_promise_on_top_and_says_the_day(moderator_client: Client) -> None:
    for kind, words in (("tip", "Tien dagen"), ("contact", "Vijf dagen"), ("abuse", "Twee dagen")):
        actions.send(kinds.KINDS[kind], once=uuid.uuid4(), text=words, by=None)
    page = text(moderator_client.get("/beheer/"))
    assert page.index("Twee dagen") < page.index("Vijf dagen") < page.index("Tien dagen")
    assert page.count("antwoord uiterlijk") == 3


def test_every_page_of_the_desk_is_one_tap_from_the_others(moderator_client: Client) -> None:
    pages = ["/beheer/", "/beheer/organisaties/", "/praktijken/namen/", "/beheer/woorden/", "/beheer/vragenlijsten/"]
    for page in pages:
        answered = text(moderator_client.get(page))
        assert [other for other in pages if f'href="{other}"' not in answered] == [], page


def test_a_problem_that_they_wrote_themselves_is_no_longer_our_reading(
    zeist: Organisation, page: Case, moderator_client: Client
) -> None:
    Case.objects.filter(pk=page.pk).update(problem="Er was geen groen.", problem_is_our_reading=True)
    noor = somebody("noor@zeist.example", name="Noor Visser")
    make_membership(user=noor, organisation=zeist)
    hand_over(moderator_client, claim(signed_in(noor), page), zeist)
    page.refresh_from_db()
    for given, ours in (({"done": "Een tuin."}, True), ({"problem": "De straat was te heet."}, False)):
        page = sharing.save(page, given, by=noor)
        assert ("Dit is onze lezing" in text(signed_in(noor).get(page.get_absolute_url()))) is ours


def test_a_question_about_the_page_reaches_who_claimed_it_beside_the_coordinator(
    zeist: Organisation, page: Case, moderator_client: Client
) -> None:
    noor = somebody("noor@zeist.example", name="Noor Visser")
    make_membership(user=noor, organisation=zeist)
    coordinator, colleague = make_membership(organisation=zeist, coordinator=True), make_membership(organisation=zeist)
    hand_over(moderator_client, claim(signed_in(noor), page), zeist)
    make_request(to=zeist, case=page)
    tell_all()
    for person, asked in ((noor, True), (coordinator.user, True), (colleague.user, False)):
        client = signed_in(person)
        assert ("vraagt je iets" in text(client.get("/werkplek/"))) is asked
        assert ("stelde een vraag" in text(client.get("/meldingen/"))) is asked
