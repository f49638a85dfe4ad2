"""Photos and attachments of a case: look, take along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from olievlek.cases.models import Case, CaseFile
from olievlek.core import photos
from olievlek.core.marks import public

CLOSED = "default-src 'none'; sandbox"


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
    path = photos.path_of(file.digest)
    if not path.exists():
        raise Http404
    response = HttpResponse(path.read_bytes(), content_type=file.media_type)
    response["Content-Disposition"] = (
        content_disposition_header(kind == CaseFile.Kind.ATTACHMENT, file.name) or "inline"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = CLOSED
    return response
