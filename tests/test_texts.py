"""Whatever text comes in at any door is clean, and whatever stands in a row of before, every output holds."""

import importlib
import io
import pkgutil
import re
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

import olievlek
from olievlek.core import export, mail, parameters, text
from olievlek.core.forms import CharField, EmailField, FileField, Textarea, TextInput
from tests.factories.library import make_case
from tests.figures import say
from tests.matrix import probe
from tests.matrix.routes import Route
from tests.matrix.world import World, make_world

BAD = "\x01\x0b\x1f\x7f\u200b\u202e\ufeff\u00ad\ufffe\U000e0041"
NASTY = (
    f"voor{BAD}na", BAD, "Cafe\u0301", "a\u00a0b", "•\tpunt", "\uf0b7 punt", "\u2066rtl\u2069", "שלום عليكم",
    "👩\u200d👩\u200d👧",
    "\u3164", "x" + "\u0301" * 500, "=1+1\x0b", "]]>&<b>", "een\r\ntwee", "\u2028", "1\ufe0f\u20e3",
)  # fmt: skip
FORBIDDEN = frozenset("\x00\x01\x0b\x0c\r\x1f\x7f\u200b\u202e\ufeff\u00ad\ufffe\u2066\u2028\u00a0\U000e0041\uf0b7")


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form of the project, with those that a form inherits from."""
    for module in pkgutil.walk_packages(olievlek.__path__, "olievlek."):
        if "form" in module.name or module.name.endswith(".once"):
            importlib.import_module(module.name)
    waiting: list[Any] = [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("olievlek.") and kind.__module__ != "olievlek.core.forms":
            yield kind


def text_boxes() -> list[tuple[str, forms.CharField]]:
    found: list[tuple[str, forms.CharField]] = []
    for form in set(form_classes()):
        for name, field in getattr(form, "base_fields", {}).items():
            if isinstance(field.widget, forms.PasswordInput):
                continue
            if isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField):
                found.append((f"{form.__module__}.{form.__name__}.{name}", field))
    return found


def unclean(typed: str, box: forms.CharField) -> bool:
    try:
        kept = box.to_python(typed)
    except forms.ValidationError:
        return False
    return bool(FORBIDDEN & set(str(kept)))


def test_every_text_box_of_every_form_cleans_what_is_typed() -> None:
    boxes = text_boxes()
    wrong = [(name, ascii(one)) for name, box in boxes for one in NASTY if unclean(one, box)]
    control = sum(unclean(one, forms.CharField()) for one in NASTY)
    say(
        "{tried} texts in {boxes} boxes, {wrong} came in unclean; without cleaning {control} of {texts}",
        tried=len(boxes) * len(NASTY), boxes=len(boxes), wrong=len(wrong), control=control, texts=len(NASTY),
    )  # fmt: skip
    assert len(boxes) > 50
    assert not wrong
    assert control > 5


def test_a_password_stays_what_was_typed() -> None:
    box = CharField(widget=forms.PasswordInput, strip=False)
    assert box.clean(" een\u00a0lang\u200b wachtwoord ") == " een\u00a0lang\u200b wachtwoord "


def test_a_box_of_one_line_keeps_one_line_and_a_title_without_a_sign_is_none() -> None:
    assert CharField(widget=TextInput).clean("een\x0btwee") == "een twee"
    assert CharField(widget=Textarea).clean("een\x0btwee") == "een\ntwee"
    for blank in ("\u200b", "\u3164", "\u2800 \u200d"):
        with pytest.raises(forms.ValidationError):
            CharField().clean(blank)
    assert EmailField().clean("Noor@VOORBEELDDAM.example\u200b") == "noor@voorbeelddam.example"


def test_the_texts_of_an_address_are_clean_for_pages_and_for_machines(rf: RequestFactory) -> None:
    for typed in NASTY:
        seen: list[HttpRequest] = []
        door = parameters.CleanParameters(lambda request, seen=seen: seen.append(request) or HttpResponse())  # type: ignore[misc]
        door(rf.get("/", {"q": typed, "thema": ["een", typed]}))
        assert not FORBIDDEN & set(seen[0].GET["q"] + "".join(seen[0].GET.getlist("thema")))
        assert seen[0].GET.getlist("thema")[0] == "een"


@pytest.mark.django_db
def test_the_subject_of_a_mail_holds_on_any_text() -> None:
    for typed in NASTY:
        left = mail.queue_mail(to="noor@voorbeelddam.example", subject=typed, body=typed)
        assert "\n" not in left.subject
        mail._message(left).message().as_bytes()


def spoil() -> int:
    """Puts a bad text in front of every text that people write, in every row: as a database of before may hold."""
    spoiled = 0
    for model in apps.get_models():
        if not model.__module__.startswith("olievlek.") or model._meta.label in {"index.Document", "core.OutgoingMail"}:
            continue
        for column in model._meta.concrete_fields:
            is_text = isinstance(column, models.TextField) or type(column) is models.CharField
            if not is_text or column.choices or column.unique or column.name in NOT_WRITTEN:
                continue
            rows = model._default_manager.exclude(**{column.name: ""})
            for row in rows.order_by("pk"):
                value = f"{TITLE}{getattr(row, column.name)}"[: column.max_length or None]
                spoiled += model._default_manager.filter(pk=row.pk).update(**{column.name: value})
    return spoiled


TITLE = "\x01\x0b\ufffeשלום •"
NOT_WRITTEN = {
    "digest", "key", "code", "slug", "event", "about_kind", "token", "kind", "noun_kind", "language", "password",
    "content_hash", "source_id", "study_key", "demo_key", "media_type", "version", "field", "domain", "secret",
    "layer", "province", "size_class", "list", "name_nl", "name_en", "oin", "path", "subject_kind", "action", "scope",
    "since", "as_of", "place", "action_colour", "place_colour", "session", "where", "who",
}  # fmt: skip


def why(response: Any) -> str:
    """The error and the line where it rose."""
    _kind, error, trace = response.exc_info
    last = traceback.extract_tb(trace)[-1]
    return f"{error!r} at {last.filename}:{last.lineno}"


def broken(url: str, response: Any) -> str:
    """Why this answer can not be read; empty when it can."""
    if response.status_code >= 500:
        return f"{url}: {response.status_code} {why(response)}"
    kind = response.get("Content-Type", "")
    try:
        if "xml" in kind and "openxml" not in kind and response.status_code == 200:
            ElementTree.fromstring(response.content)  # our own
        if "openxml" in kind or "opendocument" in kind:
            with zipfile.ZipFile(io.BytesIO(b"".join(response) if response.streaming else response.content)) as archive:
                for name in archive.namelist():
                    if name.endswith(".xml"):
                        ElementTree.fromstring(archive.read(name))  # our own
    except (ElementTree.ParseError, zipfile.BadZipFile) as error:
        return f"{url}: {error}"
    return ""


def read_everything(world: World, routes: list[Route]) -> tuple[int, list[str]]:
    asked, wrong = 0, []
    for question in probe.questions(routes, world, ("GET",), every=False):
        client = world.clients[question.role]
        client.raise_request_exception = False
        response, _written = probe.ask(question, client)
        asked += 1
        if told := broken(str(question), response):
            wrong.append(told)
    return asked, wrong


@pytest.mark.both
@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.sweep
def test_no_output_fails_on_a_text_that_stood_there_before(monkeypatch: Any) -> None:
    world = make_world()
    spoiled = spoil()
    asked, wrong = read_everything(world, probe.asked_routes())
    monkeypatch.setattr(text, "writable", lambda one: one)
    monkeypatch.setattr(export, "writable", lambda one: one)
    monkeypatch.setattr("olievlek.library.views.feeds.writable", lambda one: one)
    monkeypatch.setattr("olievlek.core.documents.odt.writable", lambda one: one)
    files = [one for one in probe.asked_routes() if one.name.startswith("library:")]
    _asked, control = read_everything(world, files)
    say(
        "{asked} pages, feeds and files with {spoiled} spoiled texts, {wrong} fail; without the guard {control}",
        asked=asked, spoiled=spoiled, wrong=len(wrong), control=len(control),
    )  # fmt: skip
    assert not wrong, "\n".join(wrong[:20])
    assert control


@pytest.mark.both
@pytest.mark.django_db
def test_a_command_cleans_older_texts_and_has_nothing_to_do_the_second_time() -> None:
    case = make_case(title="Loket\x0bop\u200b wielen", problem="Een\x01\r\nTwee")
    out = io.StringIO()
    call_command("clean_texts", stdout=out)
    case.refresh_from_db()
    assert (case.title, case.problem) == ("Loket op wielen", "Een\nTwee")
    assert out.getvalue().split() == ["2", "texts", "cleaned"]
    out.truncate(out.seek(0))
    call_command("clean_texts", stdout=out)
    assert out.getvalue().split() == ["0", "texts", "cleaned"]


def test_the_name_of_a_file_shows_its_real_ending() -> None:
    file = FileField().clean(SimpleUploadedFile("verslag\u202egpj.exe", b"x"))
    assert file.name == "verslaggpj.exe"


ROOT = Path(olievlek.__path__[0])
COMPARES = re.compile(
    r"\.casefold\(\)|\.lower\(\)|__iexact|unicodedata\.|from django import forms|from django\.forms import"
)
OWN_COMPARING = {  # where no name or title that people wrote is compared, and why
    "core/text.py": "the one place",
    "core/forms.py": "the one place for forms",
    "core/templatetags/components.py": "draws forms, and the first letters of a name",
    "index/analysis.py": "words of the index: positions must stay, so it folds letter by letter",
    "index/highlight.py": "the same words, as they are shown",
    "office_files/attachments.py": "endings of files",
    "imports/columns.py": "heads of sheets, against our own list of plain words",
    "imports/importing.py": "parts of a word of a register, against our own list",
    "adoptions/copying.py": "our own words inside a sentence",
    "adoptions/concern.py": "our own words inside a sentence",
    "core/environment.py": "words of settings, such as true and no",
    "core/page.py": "the type of a form",
    "core/views.py": "the type of a form",
    "index/meaning.py": "pieces of words as the encoder was taught them",
    "home/workplace.py": "our own words inside a sentence",
    "scan/report.py": "our own words inside a sentence",
    "organisations/content/__init__.py": "makes a slug of our own names",
    "organisations/demo.py": "makes a slug of our own names",
    "organisations/forms/house_style.py": "colours in hexadecimal",
    "accounts/demo.py": "a code in base 32",
    "accounts/forms.py": "a code of letters and figures",
    "core/addresses.py": "the one place for addresses of e-mail",
    "office_files/active.py": "names of parts of an archive",
    "imports/bringing.py": "endings of files",
    "office_files/spreadsheets/__init__.py": "endings of files, and columns of our own import format",
    "office_files/spreadsheets/formats.py": "codes of the formats of numbers",
    "imports/tongue.py": "words that tell a language apart, and codes of languages",
    "rsgi.py": "names of headers",
    "scan/addressees.py": "names that a mail is greeted with, and our own words inside a sentence",
    "accounts/issuers.py": "makes a key of a setting",
}


def test_names_and_titles_are_compared_in_one_place_and_forms_come_from_one_place() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if "migrations" not in path.parts and COMPARES.search(path.read_text(encoding="utf-8"))
    }
    assert not found - set(OWN_COMPARING), "compare with core.text.folded or same, and import forms from olievlek.core"
    assert not set(OWN_COMPARING) - found, "these lines are no longer needed"
