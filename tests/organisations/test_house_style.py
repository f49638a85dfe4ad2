"""An organisation's own word, colours and logo: chosen by its coordinators, seen by who acts for it."""

import io
import re
import threading
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from olievlek.core import contrast, photos
from olievlek.core.term import term
from olievlek.organisations import house_style
from olievlek.organisations.actions import house_style as actions
from olievlek.organisations.models import HouseStyle, Membership
from olievlek.timeline.models import Entry
from tests.factories.accounts import make_moderator, make_user
from tests.factories.organisations import make_membership, make_organisation
from tests.organisations.test_join_pages import signed_in, text

pytestmark = pytest.mark.django_db
PAGE = "/mijn-organisatie/huisstijl/"
CHOSEN = {
    "word_nl": "slimmer werken",
    "word_en": "working smarter",
    "place_colour": "#0b5a2a",
    "action_colour": "#7a0043",
}
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"


@pytest.fixture
def head() -> Membership:
    return make_membership(coordinator=True, organisation=make_organisation(name="Gemeente Zeist", short_name="Zeist"))


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGBA", size, (10, 90, 40, 120)).convert("RGB" if kind == "JPEG" else "RGBA").save(out, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", out.getvalue())


def hues() -> list[str]:
    """Eighty colours around the circle: dark, light, bright and dull."""
    import colorsys

    rings = product(range(20), (0.2, 0.45, 0.7, 0.9), (0.4, 1.0))
    return [contrast._hex(colorsys.hls_to_rgb(hue / 20, light, strength)) for hue, light, strength in rings]


def tokens(css: str) -> dict[str, tuple[str, str]]:
    """The custom properties of the first rule, light and dark."""
    found = re.findall(r"--olie-([a-z0-9-]+):light-dark\((#[0-9a-f]{6}),(#[0-9a-f]{6})\)", css.partition("}")[0])
    return {name: (light, dark) for name, light, dark in found}


def test_whatever_colour_is_chosen_text_keeps_its_contrast_in_light_and_dark() -> None:
    paper, surface = ("#faf8f4", "#0b191c"), ("#ffffff", "#12252a")
    for colour in hues():
        style = HouseStyle(place_colour=colour, action_colour=colour)
        found = tokens(house_style.css(style, ":root"))
        for scheme in (0, 1):
            one = {name: pair[scheme] for name, pair in found.items()}
            grounds = [paper[scheme], surface[scheme], one["petrol-50"]]
            pairs = [(one["petrol-500"], ground) for ground in grounds]
            pairs += [(("#ffffff", "#0b191c")[scheme], one[f"petrol-{step}"]) for step in (400, 500, 600)]
            pairs += [(one["petrol-600"], one["petrol-100"]), (one["petrol-600"], one["petrol-200"])]
            pairs += [(house_style.INK, one["night"]), (one["night-soft"], one["night"])]
            for letters, ground in pairs:
                assert contrast.ratio(letters, ground) >= contrast.TEXT, (colour, scheme, letters, ground)
            for line in (one["petrol-400"], one["house"]):
                assert contrast.ratio(line, surface[scheme]) >= contrast.BORDER, (colour, scheme, line)


def test_a_coordinator_chooses_and_colleagues_see_word_and_colours_on_their_pages(head: Membership) -> None:
    answer = signed_in(head.user).post(PAGE, CHOSEN)
    assert answer.status_code == 302
    colleague = signed_in(make_membership(organisation=head.organisation).user)
    page = text(colleague.get("/mijn-organisatie/"))
    assert "werken aan slimmer werken" in page
    assert "work on working smarter" in text(colleague.get("/en/mijn-organisatie/"))
    sheet = re.search(r'href="(/huisstijl/[a-z0-9-]+\.css)"', text(colleague.get("/")))
    assert sheet is not None
    style = Client().get(sheet.group(1))
    assert style["Content-Type"] == "text/css"
    assert "immutable" in style["Cache-Control"]
    assert "public" in style["Cache-Control"]
    assert tokens(style.content.decode())["petrol-500"][0] == "#7a0043"
    properties = re.findall(r"[;{]([^:;{}]+):", style.content.decode())
    assert all(name.startswith("--olie-") for name in properties), properties


def test_who_acts_for_nobody_or_another_sees_the_standard(head: Membership) -> None:
    actions.choose(head.organisation, **CHOSEN, by=head.user)
    for client in (Client(), signed_in(make_user()), signed_in(make_membership().user)):
        assert "/huisstijl/" not in client.get("/praktijken/").content.decode()
    assert "werken aan vernieuwing" in text(signed_in(make_membership().user).get("/mijn-organisatie/"))


def test_the_public_page_wears_colours_and_logo_in_its_head_for_everyone(head: Membership) -> None:
    actions.choose(head.organisation, **CHOSEN, by=head.user)
    actions.set_logo(head.organisation, photos.clean_photo(picture()), by=head.user)
    page = Client().get(head.organisation.get_absolute_url()).content.decode()
    assert f'alt="{head.organisation.name}"' in page
    assert "/huisstijl/kop/" in page
    sheet = re.search(r'href="(/huisstijl/kop/[^"]+)"', page)
    assert sheet is not None
    css = Client().get(sheet.group(1)).content.decode()
    assert css.startswith(f".ol-house--{head.organisation.slug}{{")
    assert ":root" not in css


def test_a_colour_that_reads_badly_is_refused_and_the_nearest_that_works_offered(
    head: Membership,
) -> None:
    client = signed_in(head.user)
    answer = client.post(PAGE, {"action_colour": "#ffcc00"})
    assert answer.status_code == 422
    nearest = contrast.darkened("#ffcc00", house_style.GROUNDS["action"])
    assert nearest in text(answer)
    assert "4,5 is nodig" in text(answer)
    assert not HouseStyle.objects.exists()
    client.post(PAGE, {"action_colour": "#ffcc00", "nearest": "1"})
    assert HouseStyle.objects.get().action_colour == nearest


def test_a_picked_colour_counts_when_only_the_picker_moved_and_a_typed_one_otherwise(head: Membership) -> None:
    client = signed_in(head.user)
    still = {"action_colour": "", "action_shown": "", "action_pick": house_style.STANDARD["action"]}
    client.post(PAGE, {**still, "word_nl": "verbetering"})
    assert HouseStyle.objects.get().action_colour == ""
    client.post(PAGE, {**still, "action_pick": "#00457c"})
    assert HouseStyle.objects.get().action_colour == "#00457c"
    client.post(PAGE, {"action_colour": "#7A0043", "action_shown": "#00457c", "action_pick": "#00457c"})
    assert HouseStyle.objects.get().action_colour == "#7a0043"


def test_looking_first_shows_two_sentences_with_the_word_and_keeps_nothing(head: Membership) -> None:
    page = text(signed_in(head.user).post(PAGE, {**CHOSEN, "look": "1"}))
    assert "tijd over voor slimmer werken" in page
    assert "werken aan slimmer werken" in page
    assert not HouseStyle.objects.exists()


@pytest.mark.parametrize("word", ["x", "a" * 41, "<b>werk</b>", "werk 2.0", "javascript:", "{{ x }}", "werk\n", "--"])
def test_a_word_is_two_to_forty_letters_without_markup(head: Membership, word: str) -> None:
    answer = signed_in(head.user).post(PAGE, {"word_nl": word})
    if word.strip() == "werk":
        return
    assert answer.status_code == 422
    assert not HouseStyle.objects.exists()


@pytest.mark.parametrize("colour", ["red", "#fff", "#12345g", "url(x)", "#1234567", "var(--x)", "#000000;}body{"])
def test_a_colour_is_six_digits_and_nothing_else(head: Membership, colour: str) -> None:
    assert signed_in(head.user).post(PAGE, {"place_colour": colour}).status_code == 422
    assert not HouseStyle.objects.exists()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_again_small_and_served_forever(head: Membership, kind: str) -> None:
    signed_in(head.user).post(f"{PAGE}logo/", {"file": picture(kind)})
    style = HouseStyle.objects.get()
    assert (style.logo_width, style.logo_height) == (480, 160)
    answer = Client().get(style.logo_url)
    assert answer["Content-Type"] == "image/webp"
    assert "immutable" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert style.logo in set(house_style.logos())


@pytest.mark.parametrize("content", [SVG, b"GIF89a", b"%PDF-", b""])
def test_what_is_no_photo_is_no_logo(head: Membership, content: bytes) -> None:
    answer = signed_in(head.user).post(f"{PAGE}logo/", {"file": SimpleUploadedFile("logo.png", content)})
    assert answer.status_code == 422
    assert not HouseStyle.objects.exists()


def test_back_to_the_standard_takes_all_away_at_once_and_the_old_addresses_end(head: Membership) -> None:
    actions.choose(head.organisation, **CHOSEN, by=head.user)
    style = actions.set_logo(head.organisation, photos.clean_photo(picture()), by=head.user)
    old = [house_style.sheet_url(style), house_style.sheet_url(style, head=True), style.logo_url]
    assert [Client().get(url).status_code for url in old] == [200, 200, 200]
    client = signed_in(head.user)
    client.post(f"{PAGE}standaard/")
    client.post(f"{PAGE}standaard/")
    assert HouseStyle.objects.get().is_standard
    assert [Client().get(url).status_code for url in old] == [404, 404, 404]
    events = Entry.objects.filter(about_kind="style").values_list("event", flat=True)
    assert sorted(events) == ["organisation.style_changed", "organisation.style_changed", "organisation.style_reset"]


def test_choosing_the_same_again_changes_and_records_nothing(head: Membership) -> None:
    actions.choose(head.organisation, **CHOSEN, by=head.user)
    actions.choose(head.organisation, **CHOSEN, by=head.user)
    assert Entry.objects.filter(event="organisation.style_changed").count() == 1


def test_only_a_coordinator_finds_these_pages(head: Membership) -> None:
    for user in (make_membership(organisation=head.organisation).user, make_user(), make_moderator()):
        client = signed_in(user)
        assert client.get(PAGE).status_code == 404
        for address in (PAGE, f"{PAGE}logo/", f"{PAGE}standaard/"):
            assert client.post(address, CHOSEN).status_code == 404
    assert not HouseStyle.objects.exists()


def test_what_a_moderator_hid_nobody_sees_and_the_coordinator_reads_why(head: Membership) -> None:
    style = actions.choose(head.organisation, **CHOSEN, by=head.user)
    moderator = make_moderator()
    actions.hide(style, reason="Dit logo is van een ander.", by=moderator)
    actions.hide(style, reason="Nog eens", by=moderator)
    assert Client().get(house_style.sheet_url(style)).status_code == 404
    client = signed_in(head.user)
    assert "/huisstijl/zeist" not in client.get("/").content.decode()
    assert "Dit logo is van een ander." in text(client.get(PAGE))
    actions.unhide(HouseStyle.objects.get(), by=moderator)
    assert Client().get(house_style.sheet_url(style)).status_code == 200


def test_the_word_of_the_reader_wins_over_ours_and_an_empty_one_does_not(head: Membership, rf: Any) -> None:
    nothing = dict.fromkeys(CHOSEN, "")
    actions.choose(head.organisation, **{**nothing, "word_nl": "verbetering"}, by=head.user)
    request = rf.get("/")
    request.user, request.session = head.user, {}
    assert term("nl", request=request) == "verbetering"
    assert term("en", request=request) == "innovation"
    assert term("nl") == "vernieuwing"


@pytest.mark.parametrize("colleagues", [1, 3])
def test_the_style_costs_no_query_of_its_own(
    head: Membership, colleagues: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actions.choose(head.organisation, **CHOSEN, by=head.user)
    for _number in range(colleagues):
        make_membership(organisation=head.organisation)
    client = signed_in(head.user)
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_choose_at_once_leave_one_style(head: Membership) -> None:
    def choose() -> None:
        try:
            actions.choose(head.organisation, **CHOSEN, by=head.user)
        finally:
            connection.close()

    pair = [threading.Thread(target=choose) for _ in range(2)]
    for one in pair:
        one.start()
    for one in pair:
        one.join()
    assert HouseStyle.objects.count() == 1
    assert Entry.objects.filter(event="organisation.style_changed").count() == 1
