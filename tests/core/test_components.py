"""Every component draws itself, escapes what people type, and pictures carry their facts in words."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client, RequestFactory
from django.utils.translation import override

from olievlek.core import navigation
from olievlek.core.charts import Bar, Drop, lineage, step_curve
from olievlek.core.icons import ICONS
from olievlek.core.tables import Cell, Column, Table
from olievlek.core.templatetags.components import initials

HOSTILE = "\"'><script>alert(1)</script>&"
MOMENTS = [(date(2024, 6, 17), 1), (date(2025, 2, 10), 4), (date(2025, 12, 15), 10)]


class QuestionForm(forms.Form):
    once = forms.CharField(widget=forms.HiddenInput, initial="x")
    email = forms.EmailField(label=HOSTILE, help_text=HOSTILE)
    text = forms.CharField(label="Text", widget=forms.Textarea, required=False)
    size = forms.ChoiceField(label="Size", choices=[("a", HOSTILE)], required=False)
    place = forms.ChoiceField(label="Place", choices=[("z", HOSTILE)], widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label="Themes", choices=[("s", "Service")], widget=forms.CheckboxSelectMultiple, required=False
    )
    proof = forms.FileField(label="Proof", required=False)
    mail = forms.BooleanField(label="Mail", required=False)


def draw(source: str, **facts: Any) -> str:
    """The template as a page would show it, without space between tags."""
    request = RequestFactory().get("/?q=a&page=2")
    html = Template(source).render(Context({"request": request, "x": HOSTILE, **facts}))
    return re.sub(r"\s+", " ", html).strip()


BLOCKS = {
    "icon": '{% icon "check" x %}',
    "button": '{% button x icon="mail" name=x value=x %}',
    "link_button": "{% link_button x x %}",
    "tag": '{% tag x "warn" href=x %}',
    "avatar": "{% avatar x %}",
    "person": "{% person x detail=x href=x %}",
    "organisation": "{% organisation x detail=x href=x %}",
    "number": "{% number x x source=x %}",
    "copy_link": "{% copy_link x %}",
    "downloads": "{% downloads x %}",
    "card": "{% card title=x href=x %}{{ x }}{% endcard %}",
    "alert": '{% alert "warn" title=x %}{{ x }}{% endalert %}',
    "signal": "{% signal rule=x facts=x %}{{ x }}{% endsignal %}",
    "empty_state": "{% empty_state title=x text=x %}{{ x }}{% endempty_state %}",
    "more": "{% more summary=x %}{{ x }}{% endmore %}",
    "dialog": '{% dialog id="d" title=x %}{{ x }}{% enddialog %}',
    "dialog_link": '{% dialog_link x x dialog="d" %}',
    "undo": "{% undo text=x %}{{ x }}{% endundo %}",
    "facts": "{% facts x x %}",
    "stages": "{% stages steps current=1 label=x %}",
    "tabs": "{% tabs x tabs %}",
    "timeline": "{% timeline moves %}",
    "table": "{% table table %}",
    "pagination": "{% pagination previous=x next=x position=x %}",
    "fields": "{% fields form %}",
    "fieldset": "{% fieldset legend=x hint=x %}{{ x }}{% endfieldset %}",
    "search_box": "{% search_box action=x value=x suggest=x %}",
    "breadcrumbs": "{% breadcrumbs x x x %}",
    "picture": "{% picture table=table source=x summary=x %}{{ x }}{% endpicture %}",
    "bars": "{% bars x bars head=x value_head=x %}",
    "step_curve": (
        "{% step_curve moments until=until began=began title=x desc=x id='c' began_label=x gap_label=x last_label=x %}"
    ),
    "lineage": '{% lineage drops title=x desc=x id="l" %}',
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_component_shows_what_it_gets_and_escapes_it(name: str) -> None:
    html = draw(
        BLOCKS[name],
        steps=[HOSTILE],
        tabs=[{"label": HOSTILE, "url": HOSTILE, "current": True, "count": 3}],
        moves=[{"when": HOSTILE, "text": HOSTILE, "url": HOSTILE, "detail": HOSTILE, "kind": "big"}],
        table=Table(
            HOSTILE, [Column(HOSTILE, sort_url=HOSTILE), HOSTILE], [[Cell(HOSTILE, url=HOSTILE), Cell(HOSTILE)]]
        ),
        form=QuestionForm({"email": HOSTILE, "text": HOSTILE}),
        bars=[Bar(HOSTILE, 1, 4)],
        moments=MOMENTS,
        until=date(2026, 11, 1),
        began=date(2020, 4, 1),
        drops=[Drop(HOSTILE, HOSTILE, 10), Drop(HOSTILE, HOSTILE)],
    )
    assert "<script>" not in html
    assert "'>" not in html.replace("&#x27;&gt;", "")
    if name != "avatar":
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in html


@pytest.mark.parametrize(
    "source",
    ['{% icon "unicorn" %}', '{% button "Go" kind="huge" %}', '{% tag "x" "pink" %}', '{% alert "x" %}{% endalert %}'],
)
def test_a_component_refuses_a_kind_that_does_not_exist(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="does not exist"):
        draw(source)


def test_every_icon_is_one_path_and_hidden_beside_its_word() -> None:
    for name in ICONS:
        html = draw(f'{{% icon "{name}" %}}')
        assert html.count("<path") == 1
        assert 'aria-hidden="true"' in html


def test_a_tag_with_a_state_has_a_sign_beside_its_colour() -> None:
    for kind in ("good", "warn", "stop"):
        assert "<svg" in draw(f'{{% tag "word" "{kind}" %}}')
    assert "<svg" not in draw('{% tag "word" %}')


def test_a_field_ties_its_hint_and_its_error_to_its_box() -> None:
    html = draw("{% field form.email %}", form=QuestionForm({"email": "nobody"}))
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="utrecht-form-label" for="id_email">' in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    form = QuestionForm()
    with override("nl"):
        assert "(hoeft niet)" in draw("{% field form.text %}", form=form)
        assert "(hoeft niet)" not in draw("{% field form.email %}", form=form)


def test_the_error_summary_counts_and_links_and_takes_the_focus() -> None:
    with override("nl"):
        html = draw("{% error_summary form %}", form=QuestionForm({}))
        assert "3 dingen kloppen nog niet." in html
        assert 'href="#id_email"' in html
        assert "autofocus" in html
        assert draw("{% error_summary form %}", form=QuestionForm()) == ""


def test_choices_explain_what_follows() -> None:
    html = draw(
        '{% field form.place look="cards" explain=said %}', form=QuestionForm(), said={"z": "Three colleagues."}
    )
    assert "Three colleagues." in html
    assert "<legend" in html
    assert 'class="ol-pick"' in html


def test_pages_keep_the_rest_of_the_address() -> None:
    html = draw("{% pages page %}", page=Paginator(list(range(50)), 20).page(2))
    assert 'href="?q=a&amp;page=1"' in html
    assert 'href="?q=a&amp;page=3"' in html
    assert draw("{% pages page %}", page=Paginator([1], 20).page(1)) == ""


def test_facts_without_a_value_stay_away() -> None:
    html = draw('{% facts "Residents" 66656 "Website" "" "Province" none "Cases" 0 %}', none=None)
    assert html.count("<dt>") == 2
    assert "<dd>0</dd>" in html


def test_done_stages_say_so_in_words() -> None:
    html = draw("{% stages steps current=2 %}", steps=["Look", "Talk", "Use"])
    assert html.count('class="is-done"') == 1
    assert html.count('aria-current="step"') == 1
    assert "(klaar)" in html or "(done)" in html


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Gemeente Gooise Meren", "GM"), ("Zeist", "Z"), ("Samira B.", "SB"), ("Alphen-Chaam", "AC"), ("", "?")],
)
def test_initials_come_from_the_words_that_matter(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_a_table_repeats_its_heads_for_a_phone_and_tells_how_it_is_sorted() -> None:
    facts = Table(
        "Bodies",
        [Column("Name", sort_url="?sort=name", sorted="ascending"), Column("How many", number=True)],
        [["Zeist", 3]],
    )
    html = draw("{% table facts %}", facts=facts)
    assert 'data-label="How many"' in html
    assert 'aria-sort="ascending"' in html
    assert '<th scope="row">' in html


def test_a_cell_is_a_link_a_tag_or_a_figure_and_escapes_what_people_type() -> None:
    row: list[Cell | str | int] = [Cell(HOSTILE, url="/a/?b=1&c=2"), Cell("Done", kind="good"), 66656, HOSTILE]
    with override("nl"):
        html = draw("{% table facts %}", facts=Table("Bodies", ["Name", "State", "Residents", HOSTILE], [row]))
    assert '<th scope="row"><a class="nl-link" href="/a/?b=1&amp;c=2">' in html
    assert "ol-tag--good" in html
    assert ">66.656</td>" in html
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 4  # two cells, the head, and the head once more for a phone


def test_a_longer_table_renders_no_more_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[Template] = []
    render = Template._render  # type: ignore[attr-defined]  # what each include and each component passes

    def counted(template: Template, context: Context) -> Any:
        rendered.append(template)
        return render(template, context)

    monkeypatch.setattr(Template, "_render", counted)

    def renders(rows: int) -> int:
        rendered.clear()
        draw("{% table facts %}", facts=Table("Bodies", ["Name", "Kind"], [["Zeist", "gemeente"]] * rows))
        return len(rendered)

    assert renders(1) == renders(3) > 0


def test_a_table_with_a_row_that_is_too_short_fails_loudly() -> None:
    with pytest.raises(ValueError, match="zip"):
        draw("{% table facts %}", facts=Table("Bodies", ["Name", "Kind"], [["Zeist"]]))


PICTURES: list[Callable[[], str]] = [
    lambda: draw(
        '{% step_curve moments until=until title="How many" desc="From 1 to 10." id="c" %}',
        moments=MOMENTS,
        until=date(2026, 11, 1),
    ),
    lambda: draw(
        '{% lineage drops title="From Zeist" desc="Ten, then 500." id="l" %}', drops=[Drop("Zeist", "10", 10)]
    ),
]


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_has_a_title_and_a_description_that_name_it(picture: Callable[[], str]) -> None:
    html = picture()
    labelled = re.search(r'role="img" aria-labelledby="(\S+) (\S+)"', html)
    assert labelled
    assert f'<title id="{labelled[1]}">' in html
    assert f'<desc id="{labelled[2]}">' in html


def test_a_picture_stands_beside_its_table() -> None:
    html = draw(
        "{% picture table=t %}<svg></svg>{% endpicture %}", t=Table("In use", ["Day", "How many"], [["Monday", 3]])
    )
    assert "<figure" in html
    assert "<summary>" in html
    assert "<caption>In use</caption>" in html


def test_bars_are_a_table_with_the_number_written_out() -> None:
    with override("nl"):
        html = draw('{% bars "Users by size" bars %}', bars=[Bar("Fewer than 400", 3, 231), Bar("None", 0, 0)])
    assert "<table" in html
    assert "<strong>3</strong> van 231" in html
    assert 'width="1.3"' in html


def test_coordinates_keep_their_dot_in_dutch() -> None:
    with override("nl"):
        html = draw(
            '{% step_curve moments until=until title="t" desc="d" id="c" %}', moments=MOMENTS, until=date(2026, 11, 1)
        )
    assert not re.search(r'(?:d|x|y|cx|cy)="[^"]*,', html)


def test_a_curve_rises_on_the_days_of_change_and_stays_inside_its_frame() -> None:
    curve = step_curve(MOMENTS, until=date(2026, 11, 1), began=date(2020, 4, 1))
    across = [float(value) for value in re.findall(r"[MH](\d+\.?\d*)", curve.line)]
    assert across == sorted(across)
    assert across[-1] == 628
    assert [mark.label for mark in curve.levels] == ["0", "5", "10"]
    assert curve.years[0].label == "2020"
    assert curve.began is not None
    assert curve.gap


def test_a_curve_of_one_day_and_of_zero_is_still_a_picture() -> None:
    assert step_curve([(date(2026, 1, 1), 0)], until=date(2026, 1, 1)).levels
    assert step_curve([(date(2026, 5, 1), 5000)], until=date(2026, 5, 2)).levels[-1].label == "5000"


def test_the_area_of_a_drop_shows_its_size() -> None:
    small, large = lineage([Drop("a", size=100), Drop("b", size=400)]).drops
    assert float(large.radius) == pytest.approx(2 * float(small.radius), rel=0.01)


def test_the_gallery_shows_every_component_in_both_languages(client: Client, db: None) -> None:
    dutch, english = client.get("/ui/"), client.get("/en/ui/")
    assert dutch.status_code == english.status_code == 200
    for response, word in ((dutch, "Onderdelen"), (english, "Components")):
        html = response.content.decode()
        assert f'<h1 class="nl-heading nl-heading--level-1">{word}</h1>' in html
        assert len(response.content) < 60_000
        assert not re.search(r"<(script|style)(?![^>]*src=)[^>]*>|\son\w+=|\sstyle=", html)
        assert "ol-stages" in html
        assert "ol-lineage" in html
    assert 'lang="en"' in english.content.decode()[:60]


def test_a_page_offers_itself_in_the_other_language(client: Client, db: None) -> None:
    assert 'href="/en/ui/?show=stopped" lang="en"' in client.get("/ui/?show=stopped").content.decode()
    assert 'href="/ui/" lang="nl"' in client.get("/en/ui/").content.decode()


@pytest.mark.parametrize("code", ["400", "403", "403_csrf", "404", "413", "429", "500", "503"])
def test_an_error_page_says_what_to_do_and_leads_home(code: str, rf: RequestFactory) -> None:
    from django.template.loader import render_to_string

    request = rf.get("/x/")
    with override("nl"):
        html = render_to_string(f"{code}.html", {}, request if code in {"403", "404", "429"} else None)
    assert "Naar de voorpagina" in html
    assert 'href="/"' in html
    assert "<h1" in html


def test_menus_resolve_and_mark_where_you_are(rf: RequestFactory) -> None:
    for _menu, entry in navigation.every_entry():
        assert entry.url_name
    with pytest.raises(ValueError, match="no menu"):
        navigation.register("Nowhere", "core:gallery", menu="nowhere")
    for menu in navigation.MENUS:
        for line in navigation.lines(rf.get("/ui/"), menu):
            assert line.url.startswith("/")
