"""Tags for the components of the design system; docs/components.md shows each, `/ui/` draws each."""

# ruff: noqa: A002  # the names are the words that the author of a template writes: id, next, open

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from olievlek.core import export, navigation
from olievlek.core.icons import ICONS
from olievlek.core.tables import Cell, Column, Table
from olievlek.core.templatetags.page import apart

register = template.Library()
Text = str | Promise

ICON_OF = {"info": "info", "good": "check", "warn": "warn", "stop": "stop", "brand": "", "plain": ""}
BUTTONS = {"primary": "nl-button--primary", "secondary": "nl-button--secondary", "subtle": "nl-button--subtle"}
AVATAR_LETTERS = 2


def _draw(part: str, /, **context: Any) -> SafeString:
    return render_to_string(f"core/components/{part}.html", context)


def _known(value: str, allowed: Iterable[str], what: str) -> str:
    if value not in allowed:
        raise template.TemplateSyntaxError(f"{what} {value!r} does not exist; there are: {', '.join(allowed)}.")
    return value


# Small things


@register.simple_tag
def icon(name: str, label: Text = "") -> SafeString:
    """An icon beside a word; `label` only where no word stands beside it."""
    path = ICONS[_known(name, ICONS, "Icon")]
    if label:
        return format_html(
            '<svg class="ol-icon" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>', label, path
        )
    return format_html('<svg class="ol-icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', path)


_icon = icon  # where a parameter has the name


@register.simple_tag
def button(label: Text, icon: str = "", kind: str = "primary", name: str = "", value: str = "") -> SafeString:
    """A submit button; name and value only when one form has two ways out."""
    look = BUTTONS[_known(kind, BUTTONS, "Button")]
    return _draw("button", label=label, icon_name=icon, look=look, name=name, value=value)


@register.simple_tag
def link_button(label: Text, href: str, icon: str = "", kind: str = "secondary") -> SafeString:
    """A link that looks like a button, for going somewhere; never for changing something."""
    look = BUTTONS[_known(kind, BUTTONS, "Button")]
    return _draw("link_button", label=label, href=href, icon_name=icon, look=look)


@register.simple_tag
def tag(label: Text | int, kind: str = "plain", icon: str = "", href: str = "") -> SafeString:
    """A short fact. good, warn and stop bring their own sign, so that colour is never alone."""
    sign = icon or ICON_OF[_known(kind, ICON_OF, "Tag")]
    said = apart(label)
    inside = format_html("{}{}", _icon(sign), said) if sign else said
    look = f"ol-tag ol-tag--{kind} nl-data-badge"
    if href:
        return format_html('<a class="{}" href="{}">{}</a>', look, href, inside)
    return format_html('<span class="{}">{}</span>', look, inside)


@register.simple_tag
def avatar(name: Text, kind: str = "person") -> SafeString:
    """The first letters of a name; decoration, so the name must stand beside it."""
    return format_html('<span class="ol-avatar ol-avatar--{}" aria-hidden="true">{}</span>', kind, initials(str(name)))


def initials(name: str) -> str:
    """Two letters at most, from the first words that begin with a capital: "Gemeente Gooise Meren" gives "GM"."""
    words = [
        word for word in name.replace("-", " ").split() if word.lower() not in {"gemeente", "provincie", "waterschap"}
    ]
    capitals = [word for word in words if word[:1].isupper()] or words
    return "".join(word[0] for word in capitals[:AVATAR_LETTERS]).upper() or "?"


@register.simple_tag
def person(name: Text, detail: Text = "", href: str = "") -> SafeString:
    """Someone, with a role or an organisation behind it."""
    return _draw("chip", name=name, detail=detail, href=href, kind="person")


@register.simple_tag
def organisation(name: Text, detail: Text = "", href: str = "") -> SafeString:
    """A public body, with its kind or place behind it."""
    return _draw("chip", name=name, detail=detail, href=href, kind="org")


@register.simple_tag
def number(value: Text | int, text: Text, source: Text = "") -> SafeString:
    """One figure that proves something, in words, with its source; stands in `<div class="ol-proof">`."""
    return _draw("number", value=value, text=text, source=source)


@register.simple_tag
def copy_link(url: str, label: Text = "", id: str = "copy-link") -> SafeString:
    """An address to pass on: it can always be selected, and copied with one press where script runs."""
    return _draw("copy_link", url=url, label=label, id=id)


# Boxes with something inside


@register.simple_block_tag
def card(
    content: str, title: Text = "", href: str = "", kind: str = "", level: int = 3, element: str = "div"
) -> SafeString:
    """A card; with `href` the whole card is the way in. kind: tint, amber or night. element: div, li or section."""
    _known(kind, ("", "tint", "amber", "night"), "Card")
    _known(element, ("div", "li", "section", "article"), "Element")
    return _draw("card", content=content, title=title, href=href, kind=kind, level=level, element=element)


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: Text = "") -> SafeString:
    """Something to know now: info, good, warn or stop."""
    _known(kind, ("info", "good", "warn", "stop"), "Alert")
    return _draw("alert", content=content, kind=kind, title=title, icon_name=ICON_OF[kind])


@register.simple_block_tag
def signal(content: str, rule: Text, facts: Text, kind: str = "info") -> SafeString:
    """A signal that explains itself: the rule, the facts, and inside it one suggested action."""
    _known(kind, ("info", "good", "warn", "stop"), "Signal")
    return _draw("signal", content=content, rule=rule, facts=facts, kind=kind, icon_name=ICON_OF[kind])


@register.simple_block_tag
def empty_state(content: str, title: Text, text: Text = "", level: int = 2) -> SafeString:
    """Nothing here yet: says so, and what to do first."""
    return _draw("empty_state", content=content, title=title, text=text, level=level)


@register.simple_block_tag
def more(content: str, summary: Text, open: bool = False) -> SafeString:
    """Something that opens; works without script."""
    return _draw("more", content=content, summary=summary, open=open)


@register.simple_block_tag
def filters(content: str, chosen: int = 0) -> SafeString:
    """The questions above a list: open on a wide screen, folded on a phone, with how many are answered."""
    return _draw("filters", content=content, chosen=chosen)


@register.simple_block_tag
def dialog(content: str, id: str, title: Text) -> SafeString:
    """A dialog for the page behind a `{% dialog_link %}`; without script the link simply goes to that page."""
    return _draw("dialog", content=content, id=id, title=title)


@register.simple_tag
def dialog_link(label: Text, href: str, dialog: str, icon: str = "", kind: str = "secondary") -> SafeString:
    """A link to a page that opens as the dialog with that id where script runs."""
    look = BUTTONS[_known(kind, BUTTONS, "Button")]
    return _draw("link_button", label=label, href=href, icon_name=icon, look=look, dialog=dialog)


@register.simple_block_tag
def undo(content: str, text: Text) -> SafeString:
    """A message that says what was just done, around the form that undoes it."""
    return _draw("undo", content=content, text=text)


# Lists


@register.simple_tag
def facts(*pairs: Text | int) -> SafeString:
    """Facts in a row: `{% facts _("Residents") 66656 _("Province") "Utrecht" %}`; a pair without a value stays away."""
    together = zip(pairs[::2], pairs[1::2], strict=True)
    return _draw("facts", pairs=[(label, value) for label, value in together if value not in ("", None)])


@register.simple_tag
def stages(steps: Sequence[Text], current: int, label: Text = "") -> SafeString:
    """A stage bar; `current` counts from 1, len + 1 is all done."""
    marked = [
        {"label": step, "state": "done" if place < current else "now" if place == current else "later"}
        for place, step in enumerate(steps, start=1)
    ]
    return _draw("stages", steps=marked, label=label)


@register.simple_tag
def tabs(label: Text, items: Iterable[Mapping[str, Any]]) -> SafeString:
    """Tabs as links: items of `label`, `url`, `current` and, if wanted, `count`."""
    return _draw("tabs", label=label, items=[{"count": None, **item} for item in items])


@register.simple_tag
def timeline(items: Iterable[Mapping[str, Any]]) -> SafeString:
    """Events, newest first: items of `when`, `text` and, if wanted, `url`, `detail`, `kind` (big or stop)."""
    blank = {"url": "", "detail": "", "kind": ""}
    return _draw("timeline", items=[{**blank, **item} for item in items])


@register.simple_tag
def table(content: Table) -> SafeString:
    """A table of `core.tables`: stacks on a phone, sorts by links."""
    return _draw("table", table=content, rows=_rows(content))


def _rows(table: Table) -> SafeString:
    """The body of a table, drawn here: a template rendered for each cell was most of the work of a long table."""
    opening = [SafeString('<th scope="row">'), *map(_open_cell, table.heads()[1:])]
    rows = [
        "".join(
            f"{before}{_cell(cell)}{'</td>' if place else '</th>'}"
            for place, (before, (_head, cell)) in enumerate(zip(opening, row, strict=True))
        )
        for row in table.body()
    ]
    return SafeString("".join(f"<tr>{row}</tr>\n" for row in rows))


def _open_cell(head: Column) -> SafeString:
    is_number = SafeString(' class="is-number"') if head.number else ""
    return format_html('<td data-label="{}"{}>', apart(head.label), is_number)


def _cell(cell: Cell) -> SafeString:
    if cell.kind and not cell.url:
        return tag(cell.text, cell.kind)
    text = conditional_escape(localize(apart(cell.text)))
    return format_html('<a class="nl-link" href="{}">{}</a>', cell.url, text) if cell.url else text


@register.simple_tag
def pagination(previous: str = "", next: str = "", position: Text = "") -> SafeString:
    """To the pages beside this one; a side without an address stays away."""
    return _draw("pagination", previous=previous, next=next, position=position)


@register.simple_tag(takes_context=True)
def downloads(context: Context, address: str, feed: str = "") -> SafeString:
    """The list at this address to take along, filtered as it is now; `<address>als/<sheet:kind>/` answers it.

    With the address of a `feed`, what is new can be followed too.
    """
    query = context["request"].GET.copy()
    query.pop("page", None)
    asked = f"?{query.urlencode()}" if query else ""
    links = [(kind.upper(), f"{address}als/{kind}/{asked}") for kind in export.KINDS]
    return _draw("downloads", links=links, feed=feed)


@register.simple_tag(takes_context=True)
def pages(context: Context, page: "Page[Any]", at: str = "") -> SafeString:
    """`{% pagination %}` for a Django page; keeps the other parts of the address. `at` is another address than this."""

    def address(number: int) -> str:
        query = context["request"].GET.copy()
        query["page"] = str(number)
        return f"{at}?{query.urlencode()}"

    return _draw(
        "pagination",
        previous=address(page.previous_page_number()) if page.has_previous() else "",
        next=address(page.next_page_number()) if page.has_next() else "",
        page=page,
    )


# Forms


@register.simple_tag
def field(bound: forms.BoundField, explain: Mapping[str, Text] | None = None, look: str = "list") -> SafeString:
    """A form field: the label is the question, then hint, error and box.

    Args:
        explain: what follows from each choice, by its value (choice cards).
        look: how choices look: list, chips or cards.
    """
    if bound.is_hidden:
        return bound.as_widget()
    _known(look, ("list", "chips", "cards"), "Look")
    shape, css = _shape(bound.field.widget)
    said = {str(value): text for value, text in (explain or {}).items()}
    choices = [(choice, said.get(str(choice.data["value"]), "")) for choice in bound] if shape == "choices" else []
    widget = bound.as_widget(attrs={"class": css} if css else None)
    return _draw(f"field_{shape}", field=bound, widget=widget, choices=choices, look=look)


def _shape(widget: forms.Widget) -> tuple[str, str]:
    """Which template draws a widget, and the class of its box."""
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices", ""
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox", "utrecht-checkbox utrecht-checkbox--html-input"
    if isinstance(widget, forms.FileInput):
        return "box", "ol-file"
    if isinstance(widget, forms.Select):
        return "box", "ol-select"
    if isinstance(widget, forms.Textarea):
        return "box", "utrecht-textarea utrecht-textarea--html-textarea"
    return "box", "utrecht-textbox utrecht-textbox--html-input"


@register.simple_tag
def error_summary(form: forms.BaseForm, focus: bool = True) -> SafeString:
    """The errors of a form, each linked to its field; takes the focus. Empty when there are none."""
    return _draw("error_summary", form=form, focus=focus) if form.errors else SafeString("")


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """A whole form: error summary, hidden fields and every field in its order."""
    return _draw("fields", form=form)


@register.simple_block_tag
def fieldset(content: str, legend: Text, hint: Text = "") -> SafeString:
    """Fields that belong together under one question."""
    return _draw("fieldset", content=content, legend=legend, hint=hint)


@register.simple_tag
def search_box(action: str, value: str = "", big: bool = False, suggest: str = "", id: str = "q") -> SafeString:
    """The search box; `suggest` is the address that answers with suggestions while somebody types."""
    return _draw("search_box", action=action, value=value, big=big, suggest=suggest, id=id)


# The frame of the page


@register.simple_tag(takes_context=True)
def menu(context: Context, name: str) -> list[navigation.Line]:
    """The lines of a menu: `{% menu "main" as lines %}`."""
    request = context.get("request")
    return navigation.lines(request, name) if request is not None else []


@register.simple_tag(takes_context=True)
def menu_tabs(context: Context, name: str) -> SafeString:
    """A menu as tabs above the pages that belong together: `{% menu_tabs "desk" %}`."""
    lines = menu(context, name)
    longest = max((line.url for line in lines if line.current), key=len, default="")
    items = [{"label": line.label, "url": line.url, "current": line.url == longest} for line in lines]
    return tabs(navigation.MENUS[name], items)


@register.simple_tag
def front_page() -> str:
    """Address of the front page in the active language."""
    return navigation.front_page()


@register.simple_tag
def breadcrumbs(*parts: Text) -> SafeString:
    """The way here: label, address, label, address, …, and last the name of this page."""
    *way, here = parts
    return _draw("breadcrumbs", way=list(zip(way[::2], way[1::2], strict=True)), here=here)
