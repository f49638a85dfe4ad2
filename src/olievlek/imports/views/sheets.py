"""Examples from a spreadsheet: bring it, say what the columns are, look at it, make drafts, and undo that."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.core import export
from olievlek.core.limits import allow
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.text import apart
from olievlek.core.uploads import takes_files
from olievlek.core.views import posted, show_and_send
from olievlek.imports import actions
from olievlek.imports.bringing import BOUNDS, pages_of
from olievlek.imports.columns import FIELDS, guessed
from olievlek.imports.intake import Intake
from olievlek.imports.layout import Layout, guess
from olievlek.imports.models import SheetImport
from olievlek.imports.sheet_forms import ColumnsForm, SheetForm, TableForm, WordsForm, head_of
from olievlek.office_files.spreadsheets import BrokenFileError
from olievlek.organisations.acting import acting_for
from olievlek.organisations.models import Organisation

STEPS = (gettext_lazy("The file"), gettext_lazy("The columns"), gettext_lazy("Look at it"), gettext_lazy("Drafts"))
SHEETS_PER_HOUR = 30
FEW, MOST_WRONG = 5, 50
STAYS = {
    "shown": gettext_lazy("others see it"),
    "changed": gettext_lazy("it was changed"),
    "added": gettext_lazy("people or files were added"),
}


def _own(request: HttpRequest, pk: int) -> SheetImport:
    return get_object_or_404(SheetImport.objects.visible_to(request.user).select_related("owner"), pk=pk)


def _page(request: HttpRequest, name: str, step: int, **more: Any) -> HttpResponse:
    form = more.get("form")
    status = 422 if form is not None and form.errors else 200
    return render_page(request, f"imports/sheet_{name}.html", {"steps": STEPS, "step": step, **more}, status=status)


@members
@show_and_send
@takes_files
def sheet_bring(request: HttpRequest) -> HttpResponse:
    """Step 1. The same file again leads to where it was left."""
    acting = acting_for(request)
    if acting is None:
        return render_page(request, "writing/share_join.html")
    form = SheetForm()
    if request.method == "POST":
        refused = _refusal(request)
        form = SheetForm(request.POST, None if refused else request.FILES, refused=refused)
        if form.is_valid():
            return _brought(request, form, acting)
    before = SheetImport.objects.visible_to(request.user).select_related("owner").order_by("-pk")
    page = _page(request, "bring", 1, form=form, before=before, kinds=export.KINDS)
    if form.busy:
        page.status_code, page["Retry-After"] = 429, "5"
    return page


def _refusal(request: HttpRequest) -> str:
    """Why a file is not even read: it was too big to let in, or there were too many."""
    if getattr(request, "upload_too_large", False):
        return _("The file is larger than %(most)s MB. Cut it in pieces.") % {"most": BOUNDS.most // 1_000_000}
    if not allow("library.sheet", request, limit=SHEETS_PER_HOUR, extra=str(request.user.pk)):
        return _("Those were many files in a short time. Wait an hour.")
    return ""


def _brought(request: HttpRequest, form: SheetForm, acting: Organisation) -> HttpResponse:
    once, loaded = form.cleaned_data["once"], form.loaded
    sheet = actions.bring_sheet(
        loaded, name=form.cleaned_data["file"].name, meant=guessed(loaded.columns, loaded.lines), organisation=acting,
        once=once, by=me(request),
    )  # fmt: skip
    if sheet.once != once:
        messages.info(request, _("You brought this file before. Here is what came of it."))
    if sheet.taken_in_at:
        return redirect(sheet)
    return redirect("imports:sheet_columns" if loaded.sure else "imports:sheet_table", sheet.pk)


@members
@require_safe
def sheet_example(_request: HttpRequest, kind: str) -> HttpResponse:
    """A sheet with every column that we read, and one row to show how."""
    row = {
        "title": _("Residents point out a loose paving stone"),
        "problem": _("We did not know where stones lay loose."),
        "done": _("A photo and the place are enough to report one."),
        "results": _("Mended within three days"),
        "year": "2025",
        "language": get_language() or "nl",
    }
    labels = [one.label for one in FIELDS]
    return export.sheet(kind, _("Example sheet"), labels, [[row.get(one.key, "") for one in FIELDS]])


@members
@show_and_send
def sheet_table(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the table stands, asked when it is not sure: which sheet (`?blad=`), and which row holds the names."""
    sheet = _own(request, pk)
    pages = pages_of(sheet)
    if sheet.taken_in_at or not pages:
        return redirect(sheet)
    now = Layout.of(sheet.layout)
    chosen = _chosen(request, now.page, len(pages))
    likely = now if chosen == now.page else guess(pages[chosen : chosen + 1])[0]
    form = TableForm(posted(request), page=pages[chosen], initial={"head": head_of(likely)})
    if request.method == "POST" and form.is_valid():
        try:
            sheet = actions.place_table(sheet, layout=form.layout(chosen))
        except BrokenFileError as error:
            form.add_error("head", error.told)
        else:
            return redirect("imports:sheet_columns", sheet.pk)
    tabs = [
        {
            "label": _("%(name)s (hidden)") % {"name": apart(page.name)} if page.hidden else page.name,
            "count": len(page.rows),
            "url": f"?blad={place + 1}",
            "current": place == chosen,
        }
        for place, page in enumerate(pages)
    ]
    return _page(request, "table", 2, form=form, sheet=sheet, tabs=tabs, chosen=chosen + 1)


def _chosen(request: HttpRequest, otherwise: int, count: int) -> int:
    """Which sheet of the file is looked at, from 0; the address counts from 1."""
    told = request.GET.get("blad", "")
    return int(told) - 1 if told.isascii() and told.isdigit() and 0 < int(told[:4]) <= count else otherwise


@members
@show_and_send
def sheet_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 2."""
    sheet = _own(request, pk)
    if sheet.taken_in_at:
        return redirect(sheet)
    if not sheet.lines:
        return redirect("imports:sheet_table", sheet.pk)
    form = ColumnsForm(posted(request), sheet=sheet)
    if request.method == "POST" and form.is_valid():
        actions.map_columns(sheet, meant=form.meant, language=form.cleaned_data["language"])
        return redirect("imports:sheet_look", sheet.pk)
    page = next(iter(pages_of(sheet)[sheet.layout.get("page", 0) :]), None)
    return _page(request, "columns", 2, form=form, sheet=sheet, page=page)


@members
@require_safe
def sheet_look(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 3: what each row would become, and what is wrong where."""
    sheet = _own(request, pk)
    if sheet.taken_in_at:
        return redirect(sheet)
    if not sheet.lines:
        return redirect("imports:sheet_table", sheet.pk)
    rows = Intake(sheet, me(request))
    return _looked(request, sheet, rows, WordsForm(questions=rows.questions, words=rows.words))


def _looked(request: HttpRequest, sheet: SheetImport, rows: Intake, form: WordsForm) -> HttpResponse:
    few = [(row, rows.shown(row)) for row in rows.right[:FEW]]
    context = {"sheet": sheet, "rows": rows, "right": rows.right, "wrong": rows.wrong, "few": few, "form": form}
    context |= {"remarks": rows.remarks[:MOST_WRONG], "asked": len(rows.questions)}
    return _page(request, "look", 3, first_wrong=rows.wrong[:MOST_WRONG], **context)


@members
@require_POST
def sheet_words(request: HttpRequest, pk: int) -> HttpResponse:
    """What words of the sheet mean here, for all rows at once."""
    sheet = _own(request, pk)
    if sheet.taken_in_at:
        return redirect(sheet)
    rows = Intake(sheet, me(request))
    form = WordsForm(request.POST, questions=rows.questions, words=rows.words)
    if not form.is_valid():
        return _looked(request, sheet, rows, form)
    actions.explain_words(sheet, words=form.told)
    messages.success(request, _("That holds for every row now."))
    return redirect("imports:sheet_look", sheet.pk)


@members
@require_safe
def sheet_wrong(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The rows that can not be taken in, as they were, with what is wrong: to mend and bring again."""
    sheet = _own(request, pk)
    heads = [*sheet.columns, _("What is wrong")]
    width = len(sheet.columns)
    rows = [
        [*row.cells[:width], *[""] * (width - len(row.cells)), " ".join([*row.mistakes, *row.remarks])]
        for row in Intake(sheet, me(request)).wrong
    ]
    return export.sheet(kind, _("Rows to mend"), heads, rows)


@members
@require_POST
def sheet_take_in(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = _own(request, pk)
    try:
        sheet = actions.take_in_sheet(sheet, by=me(request))
    except ValueError:
        messages.error(request, _("No row is in order, so there is nothing to make."))
    return redirect(sheet)


@members
@require_safe
def sheet_done(request: HttpRequest, pk: int) -> HttpResponse:
    """Step 4: the drafts, what was not taken in, and the way back."""
    sheet = _own(request, pk)
    if not sheet.taken_in_at:
        return redirect(sheet)
    cases = actions.cases_of(sheet)
    here = [(case, STAYS.get(actions.why_it_stays(case, sheet) or "")) for case in cases if not case.removed_at]
    context = {"sheet": sheet, "here": here, "thrown": len(cases) - len(here), "left": len(sheet.left)}
    return _page(request, "done", 4, **context)


@members
@require_POST
def sheet_undo(request: HttpRequest, pk: int) -> HttpResponse:
    sheet = actions.undo_sheet(_own(request, pk), by=me(request))
    gone = sum(1 for case in actions.cases_of(sheet) if case.removed_at)
    told = ngettext("%(number)s draft lies in the trash.", "%(number)s drafts lie in the trash.", gone)
    messages.success(request, told % {"number": gone})
    return redirect(sheet)


@members
@require_POST
def sheet_forget(request: HttpRequest, pk: int) -> HttpResponse:
    actions.forget_sheet(_own(request, pk), by=me(request))
    messages.success(request, _("The file is thrown away. Drafts that came of it stay."))
    return redirect("imports:sheet_bring")
