"""Photos and attachments of a case: add and take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.accounts.me import me
from olievlek.cases import actions
from olievlek.cases.models import Case
from olievlek.core import photos
from olievlek.core.marks import members
from olievlek.core.page import render_page
from olievlek.core.uploads import takes_files
from olievlek.office_files import attachments
from olievlek.writing.forms import AttachmentForm, PhotoForm
from olievlek.writing.views.share import editable

PHOTO, FILE = "photo_%s", "attachment_%s"  # two forms on one page, and no id twice


@members
@require_safe
def case_files(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, editable(request, slug), PhotoForm(auto_id=PHOTO), AttachmentForm(auto_id=FILE))


def _page(request: HttpRequest, case: Case, photo: PhotoForm, attachment: AttachmentForm) -> HttpResponse:
    context = {"case": case, "photo": photo, "attachment": attachment, "files": list(case.files.order_by("kind", "pk"))}
    return render_page(request, "writing/share_files.html", context)


@members
@require_POST
@takes_files
def photo_add(request: HttpRequest, slug: str) -> HttpResponse:
    """A photo that is good stays with the form when something else is not: nobody has to look it up again."""
    case = editable(request, slug)
    form = PhotoForm(request.POST, request.FILES, auto_id=PHOTO, waiting=_salt(request, case))
    if _arrived(request, form) and form.is_valid():
        given, checked = form.cleaned_data, form.photo
        assert checked is not None  # else the form says that there is none
        try:
            digest = photos.keep(checked.content)
            actions.add_photo(case, checked, digest=digest, alt=given["alt"], once=given["once"], by=me(request))
        except actions.TooManyFilesError:
            form.add_error("file", _("There are twelve already. Take one away first."))
        else:
            messages.success(request, _("The photo stands with the example."))
            return redirect("writing:case_files", case.slug)
    form.let_it_wait()
    page = _page(request, case, form, AttachmentForm(auto_id=FILE))
    return form.busy.said_by(page) if form.busy else page


def _salt(request: HttpRequest, case: Case) -> str:
    """A photo that waits is of this person, for this example."""
    return f"library.photo.{me(request).pk}.{case.pk}"


@members
@require_POST
@takes_files
def attachment_add(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    form = AttachmentForm(request.POST, request.FILES, auto_id=FILE)
    if _arrived(request, form) and form.is_valid():
        given = form.cleaned_data
        try:
            checked = attachments.check_attachment(given["file"])
            digest, name = photos.keep(checked.content), given["file"].name
            actions.add_attachment(case, checked, digest=digest, name=name, once=given["once"], by=me(request))
        except photos.RefusedError as error:
            form.add_error("file", str(error))
        except actions.TooManyFilesError:
            form.add_error("file", _("There are twelve already. Take one away first."))
        else:
            messages.success(request, _("The file stands with the example."))
            return redirect("writing:case_files", case.slug)
    return _page(request, case, PhotoForm(auto_id=PHOTO), form)


def _arrived(request: HttpRequest, form: PhotoForm | AttachmentForm) -> bool:
    """False when the file was too big to let in, and then the form says so."""
    if getattr(request, "upload_too_large", False):
        form.fields["file"].required = False
        form.is_valid()
        form.add_error("file", _("This file is bigger than 10 MB. Make it smaller first."))
        return False
    return True


@members
@require_POST
def file_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    case = editable(request, slug)
    file = get_object_or_404(case.files.select_related("case"), pk=pk)
    actions.remove_file(file, by=me(request))
    messages.success(request, _("It is taken away."))
    return redirect("writing:case_files", case.slug)
