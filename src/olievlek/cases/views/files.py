"""Photos and attachments of a case: add, take away, look, take along."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from olievlek.cases import actions, filing
from olievlek.cases.models import Case, CaseFile
from olievlek.cases.share_forms import AttachmentForm, PhotoForm
from olievlek.cases.views.share import editable, who
from olievlek.core.marks import members, public
from olievlek.core.page import render_page
from olievlek.core.uploads import takes_files

PHOTO, FILE = "photo_%s", "attachment_%s"  # two forms on one page, and no id twice
CLOSED = "default-src 'none'; sandbox"


@members
@require_safe
def case_files(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, editable(request, slug), PhotoForm(auto_id=PHOTO), AttachmentForm(auto_id=FILE))


def _page(request: HttpRequest, case: Case, photo: PhotoForm, attachment: AttachmentForm) -> HttpResponse:
    context = {"case": case, "photo": photo, "attachment": attachment, "files": list(case.files.order_by("kind", "pk"))}
    return render_page(request, "cases/share_files.html", context)


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
            digest = filing.keep(checked.content)
            actions.add_photo(case, checked, digest=digest, alt=given["alt"], once=given["once"], by=who(request))
        except actions.TooManyFilesError:
            form.add_error("file", _("There are twelve already. Take one away first."))
        else:
            messages.success(request, _("The photo stands with the example."))
            return redirect("cases:case_files", case.slug)
    form.let_it_wait()
    page = _page(request, case, form, AttachmentForm(auto_id=FILE))
    return form.busy.said_by(page) if form.busy else page


def _salt(request: HttpRequest, case: Case) -> str:
    """A photo that waits is of this person, for this example."""
    return f"library.photo.{who(request).pk}.{case.pk}"


@members
@require_POST
@takes_files
def attachment_add(request: HttpRequest, slug: str) -> HttpResponse:
    case = editable(request, slug)
    form = AttachmentForm(request.POST, request.FILES, auto_id=FILE)
    if _arrived(request, form) and form.is_valid():
        given = form.cleaned_data
        try:
            checked = filing.check_attachment(given["file"])
            digest, name = filing.keep(checked.content), given["file"].name
            actions.add_attachment(case, checked, digest=digest, name=name, once=given["once"], by=who(request))
        except filing.RefusedError as error:
            form.add_error("file", str(error))
        except actions.TooManyFilesError:
            form.add_error("file", _("There are twelve already. Take one away first."))
        else:
            messages.success(request, _("The file stands with the example."))
            return redirect("cases:case_files", case.slug)
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
    actions.remove_file(file, by=who(request))
    messages.success(request, _("It is taken away."))
    return redirect("cases:case_files", case.slug)


@public
@require_safe
def photo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A photo that we drew again ourselves, so it may show in the page."""
    return _serve(request, slug, pk, CaseFile.Kind.PHOTO)


@public
@require_safe
def attachment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Always to save, never to open in the page."""
    return _serve(request, slug, pk, CaseFile.Kind.ATTACHMENT)


def _serve(request: HttpRequest, slug: str, pk: int, kind: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.visible_to(request.user), slug=slug)
    file = get_object_or_404(case.files.visible_to(request.user), pk=pk, kind=kind)
    path = filing.path_of(file.digest)
    if not path.exists():
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type=file.media_type)
    response["Content-Disposition"] = (
        content_disposition_header(kind == CaseFile.Kind.ATTACHMENT, file.name) or "inline"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = CLOSED
    return response
