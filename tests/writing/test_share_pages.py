"""The pages on which a member tells a case, from the first word to everyone."""

import uuid

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from olievlek.accounts.models import User
from olievlek.cases import actions
from olievlek.cases.models import Case, Visibility
from olievlek.index import projection
from olievlek.organisations.models import Organisation
from olievlek.vocabulary import content as vocabulary
from tests.answers import not_here
from tests.factories.accounts import make_user
from tests.factories.index import index_all
from tests.factories.library import events_of, make_case, tell_case
from tests.factories.organisations import make_membership, make_organisation

pytestmark = pytest.mark.django_db
CHOSEN = ("novelty", "origins", "initiators", "team_roles", "help_kinds")
TOLD = {"title": "Inwoners appen een tegel", "problem": "Wij wisten niet waar.", "done": "Een foto en de plek."}


@pytest.fixture(autouse=True)
def _words() -> None:
    vocabulary.load()


@pytest.fixture
def body() -> Organisation:
    return make_organisation(name="Woerden")


@pytest.fixture
def noor(body: Organisation) -> User:
    return make_membership(organisation=body, user=make_user(name="Noor")).user


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def step(name: str, case: Case) -> str:
    return reverse(f"{'cases' if name == 'case' else 'writing'}:{name}", args=[case.slug])


@pytest.mark.requirement("002-25", "004-01", "004-14", at="/praktijken/*/delen/wie/")
def test_three_steps_without_script_from_nothing_to_everyone(noor: User, client: Client) -> None:
    own = browser(noor)
    assert "Alleen jij" in own.get("/praktijken/delen/").content.decode()
    answer = own.post("/praktijken/delen/", {**TOLD, "stage": "trial", "once": str(uuid.uuid4())})
    case = Case.objects.get()
    assert answer["Location"] == step("case_proof", case)
    answer = own.post(
        answer["Location"], {"failed": "De eerste app\nDe tweede", "theme": "burgerzaken", "new_here": "yes"}
    )
    assert answer["Location"] == step("case_show", case)
    assert "Een foto en de plek." in own.get(answer["Location"]).content.decode()
    assert client.get(f"/praktijken/{case.slug}/").status_code == 404
    answer = own.post(answer["Location"], {"whom": "public", "licence": "on"})
    case.refresh_from_db()
    assert answer["Location"] == f"/praktijken/{case.slug}/"
    page = client.get(answer["Location"]).content.decode()
    assert "De eerste app" in page
    assert "Woerden" in page
    assert case.licence == "CC BY 4.0"
    assert case.new_here is True


def test_everyone_sees_it_only_after_the_licence_is_ticked(noor: User, body: Organisation) -> None:
    case = tell_case(noor, body)
    page = browser(noor).post(step("case_show", case), {"whom": "public"}).content.decode()
    assert "Zet hier een vinkje" in page
    case.refresh_from_db()
    assert case.visibility == Visibility.ME


@pytest.mark.requirement("004-03", "004-04", "004-05", "004-06", "004-07", "004-11", at="/praktijken/*/delen/bewijs/")
def test_what_a_member_fills_in_about_where_it_came_from_stands_on_the_page(noor: User, body: Organisation) -> None:
    case, own = tell_case(noor, body), browser(noor)
    page = own.get(step("case_proof", case))
    boxes = page.context["form"].fields
    chosen = {name: next(key for key, _words in boxes[name].choices if key) for name in CHOSEN}
    answer = own.post(step("case_proof", case), {**chosen, "lessons": "Begin eerder", "edition": case.edition})
    assert answer.status_code == 302
    shown = own.get(case.get_absolute_url()).content.decode()
    assert "Begin eerder" in shown
    for name, key in chosen.items():
        assert str(dict(boxes[name].choices)[key]) in shown, name


def test_a_draft_may_be_half_and_waits_in_my_examples(noor: User) -> None:
    own = browser(noor)
    answer = own.post("/praktijken/delen/", {"title": "Half", "once": str(uuid.uuid4()), "later": "1"}, follow=True)
    assert "Half" in answer.content.decode()
    case = Case.objects.get()
    page = own.post(step("case_show", case), {"whom": "organisation"}).content.decode()
    assert "Geef het eerst een titel" in page


@pytest.mark.both
def test_typing_saves_itself_and_the_same_page_is_one_draft(noor: User) -> None:
    own, key = browser(noor), str(uuid.uuid4())
    first = own.post("/praktijken/delen/bewaren/", {"title": "In", "once": key})
    assert "Bewaard om" in first.content.decode()
    own.post("/praktijken/delen/bewaren/", {**TOLD, "once": key})
    own.post("/praktijken/delen/", {**TOLD, "once": key})
    case = Case.objects.get()
    assert case.problem == TOLD["problem"]
    answer = own.post(f"/praktijken/{case.slug}/delen/bewijs/bewaren/", {"failed": "Iets", "edition": case.edition})
    assert "Bewaard om" in answer.content.decode()
    assert 'id="id_edition"' in answer.content.decode()
    assert events_of(case) == ["case.begun"]


def test_nothing_typed_makes_no_draft(noor: User) -> None:
    answer = browser(noor).post("/praktijken/delen/bewaren/", {"title": " ", "once": str(uuid.uuid4())})
    assert "Bewaard om" not in answer.content.decode()
    assert not Case.objects.exists()


def test_what_others_see_does_not_save_itself(noor: User, body: Organisation) -> None:
    case = actions.show_to(tell_case(noor, body), Visibility.ORGANISATION, by=noor)
    own = browser(noor)
    assert "data-keeps" not in own.get(step("case_tell", case)).content.decode()
    answer = own.post(f"/praktijken/{case.slug}/delen/vertellen/bewaren/", {**TOLD, "problem": "Anders"})
    assert "Nog niet bewaard" in answer.content.decode()
    own.post(step("case_tell", case), {**TOLD, "problem": "Anders", "edition": case.edition})
    case.refresh_from_db()
    assert case.problem == "Anders"
    assert "Anders" in own.get(step("versions", case)).content.decode()


def test_somebody_elses_words_are_not_lost(noor: User, body: Organisation) -> None:
    case = actions.show_to(tell_case(noor, body), Visibility.ORGANISATION, by=noor)
    chief = make_membership(organisation=body, coordinator=True).user
    actions.save(case, {"problem": "Van de ander."}, by=chief)
    own = browser(noor)
    page = own.post(step("case_tell", case), {**TOLD, "problem": "Van mij.", "edition": 1})
    assert "Dit voorbeeld is ergens anders veranderd" in page.content.decode()
    edition = page.context["form"]["edition"].value()
    own.post(step("case_tell", case), {**TOLD, "problem": "Van mij.", "edition": edition})
    case.refresh_from_db()
    assert case.problem == "Van mij."


@pytest.mark.both
def test_a_title_that_resembles_another_says_so(noor: User) -> None:
    projection.refresh_many([make_case(title="Losse stoeptegels melden met WhatsApp", problem="Waar ligt de tegel?")])
    index_all()
    own = browser(noor)
    assert "Losse stoeptegels" in own.get("/praktijken/delen/lijkt-op/?title=stoeptegels").content.decode()
    assert own.get("/praktijken/delen/lijkt-op/?title=st").content.decode().strip() == ""


def test_a_draft_is_not_told_that_it_looks_like_itself(noor: User, body: Organisation) -> None:
    """And what it does look like is not pushed away by it."""
    projection.refresh_many([make_case(title="Losse stoeptegels melden met WhatsApp", problem="Waar ligt de tegel?")])
    draft = tell_case(noor, body, title="Stoeptegels stoeptegels")
    index_all()
    where = f"http://testserver{step('case_tell', draft)}"
    for page in (
        browser(noor).get("/praktijken/delen/lijkt-op/?title=Stoeptegels stoeptegels", HTTP_HX_CURRENT_URL=where),
        browser(noor).get(step("case_tell", draft)),
    ):
        box = page.content.decode().partition("Lijkt het hierop?")[2].partition("</ul>")[0]
        assert "Losse stoeptegels" in box
        assert "Stoeptegels stoeptegels" not in box


def test_a_draft_without_a_title_is_no_likeness(noor: User, body: Organisation) -> None:
    tell_case(noor, body, title="", problem="Losse stoeptegels melden")
    index_all()
    assert browser(noor).get("/praktijken/delen/lijkt-op/?title=stoeptegels").content.decode().strip() == ""


@pytest.mark.both
def test_nobody_elses_draft_shows_as_a_duplicate(noor: User, body: Organisation) -> None:
    tell_case(noor, body, title="Geheime stoeptegels")
    index_all()
    assert "Geheime" in browser(noor).get("/praktijken/delen/lijkt-op/?title=stoeptegels").content.decode()
    stranger = make_membership().user
    assert "Geheime" not in browser(stranger).get("/praktijken/delen/lijkt-op/?title=stoeptegels").content.decode()


@pytest.mark.parametrize(
    "name", ["case_tell", "case_proof", "case_show", "case_people", "case_files", "versions", "case"]
)
def test_a_stranger_and_a_colleague_do_not_learn_that_a_draft_exists(name: str, noor: User, body: Organisation) -> None:
    case = tell_case(noor, body)
    for person in (make_membership().user, make_membership(organisation=body).user, make_user()):
        assert not_here(browser(person).get(step(name, case)), case.title)
    assert browser(noor).get(step(name, case)).status_code == 200


def test_without_an_organisation_the_page_says_what_to_do() -> None:
    page = browser(make_user()).get("/praktijken/delen/").content.decode()
    assert "Zoek je organisatie" in page


def test_a_visitor_signs_in_first(client: Client) -> None:
    assert client.get("/praktijken/delen/")["Location"].startswith("/inloggen/")


@pytest.mark.requirement("004-25", at="/praktijken/*/delen/bewijs/", reads=True)
def test_the_gaps_follow_from_what_is_there(noor: User, body: Organisation) -> None:
    case = tell_case(noor, body)
    page = browser(noor).get(step("case_proof", case))
    assert page.context["gaps"].there == 2
    actions.save(case, {"lessons": ["Begin eerder"], "needs": ["Een uur"], "failed": ["Alles"]}, by=noor)
    assert browser(noor).get(step("case_proof", case)).context["gaps"].there == 5


def test_a_colleague_is_asked_and_her_name_shows_after_a_yes(noor: User, body: Organisation, client: Client) -> None:
    case = actions.show_to(tell_case(noor, body), Visibility.PUBLIC, by=noor, licence=True)
    colleague = make_membership(organisation=body, user=make_user(name="Bram Bos")).user
    browser(noor).post(step("case_people", case), {"user": colleague.pk, "role": "contact"})
    assert "Bram Bos" not in client.get(f"/praktijken/{case.slug}/").content.decode()
    other = browser(colleague)
    assert "Noor" in other.get(f"/praktijken/{case.slug}/").content.decode()
    asked = case.people.get()
    assert browser(noor).post(f"/praktijken/gevraagd/{asked.pk}/ja/").status_code == 404
    assert "Jou wordt iets gevraagd" in other.get("/praktijken/mijn/").content.decode()
    other.post(f"/praktijken/gevraagd/{asked.pk}/ja/")
    assert "Bram Bos" in client.get(f"/praktijken/{case.slug}/").content.decode()
    other.post(f"/praktijken/gevraagd/{asked.pk}/nee/")
    assert "Bram Bos" not in client.get(f"/praktijken/{case.slug}/").content.decode()


def test_nobody_outside_the_organisation_can_be_chosen(noor: User, body: Organisation) -> None:
    case, stranger = tell_case(noor, body), make_membership().user
    answer = browser(noor).post(step("case_people", case), {"user": stranger.pk, "role": "contact"})
    assert answer.status_code == 422
    assert not case.people.exists()


def test_thrown_away_and_taken_back(noor: User, body: Organisation) -> None:
    case, own = tell_case(noor, body), browser(noor)
    answer = own.post(step("case_throw_away", case), follow=True)
    assert "In de prullenbak" in answer.content.decode()
    assert own.get(step("case_tell", case)).status_code == 404
    assert browser(make_membership().user).post(step("case_take_back", case)).status_code == 404
    own.post(step("case_take_back", case))
    assert own.get(step("case_tell", case)).status_code == 200


@pytest.mark.both
@pytest.mark.requirement("004-15", at="/praktijken/*/versies/", reads=True)
def test_versions_show_what_went_and_what_came_and_can_be_put_back(noor: User, body: Organisation) -> None:
    case = actions.show_to(tell_case(noor, body), Visibility.PUBLIC, by=noor, licence=True)
    actions.save(case, {"problem": "Wij wisten niet wie.", "stage": "trial"}, by=noor)
    own = browser(noor)
    page = own.get(step("versions", case)).content.decode()
    assert "<del>" in page
    assert "waar." in page
    assert "Proef" in page
    first = case.versions.order_by("number").first()
    assert first
    answer = own.post(reverse("writing:case_go_back", args=[case.slug, first.number]))
    assert [str(one) for one in get_messages(answer.wsgi_request)]
    case.refresh_from_db()
    assert case.problem == "Wij wisten niet waar."


@pytest.mark.both
@pytest.mark.parametrize("number", [1, 3])
def test_my_examples_cost_the_same_number_of_queries(
    number: int, noor: User, body: Organisation, django_assert_num_queries: object
) -> None:
    for _one in range(number):
        tell_case(noor, body)
    own = browser(noor)
    own.get("/praktijken/mijn/")
    with django_assert_num_queries(7):  # type: ignore[operator]  # the fixture of pytest-django
        own.get("/praktijken/mijn/")


def test_a_case_that_others_see_changes_only_when_its_maker_puts_it_online(noor: User, body: Organisation) -> None:
    """The button says what it does; "go on later" is not there, and from an older page it publishes nothing."""
    case = actions.show_to(tell_case(noor, body), Visibility.PUBLIC, by=noor, licence=True)
    own = browser(noor)
    page = own.get(step("case_tell", case)).content.decode()
    assert "Zet de wijziging online" in page
    assert "Bewaar en ga later verder" not in page
    later = own.post(step("case_tell", case), {**TOLD, "problem": "Half af", "later": "1", "edition": case.edition})
    assert "Half af" in later.content.decode()
    case.refresh_from_db()
    assert case.problem != "Half af"


def test_the_same_person_in_another_tab_does_not_lay_an_old_text_over_a_new_one(noor: User, body: Organisation) -> None:
    """Also without the marks of the page: the edition is compared whoever saved last."""
    case = tell_case(noor, body)
    own, old = browser(noor), case.edition
    own.post(step("case_tell", case), {**TOLD, "done": "Nieuw", "edition": old})
    answer = own.post(step("case_tell", case), {**TOLD, "problem": "Ander vak", "done": "Oud", "edition": old})
    assert "Dit voorbeeld is ergens anders veranderd" in answer.content.decode()
    case.refresh_from_db()
    assert case.done == "Nieuw"


def test_the_first_save_gives_the_draft_its_own_address(noor: User) -> None:
    own, once = browser(noor), str(uuid.uuid4())
    answer = own.post("/praktijken/delen/bewaren/", {"title": "Iets", "once": once}, HTTP_HX_REQUEST="true")
    case = Case.objects.get()
    assert answer["HX-Replace-Url"] == step("case_tell", case)
    assert "Iets" in own.get("/praktijken/delen/").content.decode(), "without script the way back stands there"


def test_a_page_to_begin_that_stood_open_saves_only_what_was_changed_in_it(noor: User) -> None:
    """Back to the first page, and once more: the same draft, and what was written since stays."""
    own = browser(noor)
    form = own.get("/praktijken/delen/").context["form"]
    given = {"once": str(form["once"].value()), "seen": form["seen"].value(), "title": "Iets"}
    own.post("/praktijken/delen/", given)
    case = Case.objects.get()
    actions.save(case, {"problem": "Later geschreven"}, by=noor)
    own.post("/praktijken/delen/", {**given, "done": "Nog iets"})
    case.refresh_from_db()
    assert (Case.objects.count(), case.problem, case.done) == (1, "Later geschreven", "Nog iets")
