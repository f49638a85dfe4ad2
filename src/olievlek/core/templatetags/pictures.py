"""Tags for pictures made of data, each beside the same facts in a table."""

# ruff: noqa: A002  # the names are the words that the author of a template writes: id, next, open

from collections.abc import Sequence
from datetime import date

from django import template
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from olievlek.core import charts
from olievlek.core.tables import Table

register = template.Library()
Text = str | Promise


@register.simple_block_tag
def picture(content: str, table: Table | None = None, source: Text = "", summary: Text = "") -> SafeString:
    """A figure around an `<svg>` with title and desc: its key and source below it, and the same facts in a table."""
    context = {"content": content, "table": table, "source": source, "summary": summary}
    return render_to_string("core/components/picture.html", context)


@register.simple_tag
def bars(caption: Text, rows: Sequence[charts.Bar], head: Text = "", value_head: Text = "") -> SafeString:
    """Bars in a table, each with its number written out: "3 of 231"."""
    context = {"caption": caption, "rows": rows, "head": head, "value_head": value_head}
    return render_to_string("core/components/bars.html", context)


@register.simple_tag
def step_curve(
    moments: Sequence[tuple[date, int]],
    *,
    until: date,
    title: Text,
    desc: Text,
    id: str,
    began: date | None = None,
    began_label: Text = "",
    gap_label: Text = "",
    last_label: Text = "",
) -> SafeString:
    """How many, through time; stands inside `{% picture %}`, which adds the table."""
    if not moments:
        return SafeString("")
    context = {
        "curve": charts.step_curve(moments, until=until, began=began),
        "title": title,
        "desc": desc,
        "id": id,
        "began_label": began_label,
        "gap_label": gap_label,
        "last_label": last_label,
    }
    return render_to_string("core/components/step_curve.html", context)


@register.simple_tag
def lineage(drops: Sequence[charts.Drop], title: Text, desc: Text, id: str) -> SafeString:
    """From where it began to where it went; the area of a drop shows its size."""
    context = {"picture": charts.lineage(drops), "title": title, "desc": desc, "id": id}
    return render_to_string("core/components/lineage.html", context)
