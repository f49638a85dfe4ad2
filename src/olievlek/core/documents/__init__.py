"""A report as facts, and the file that it becomes: PDF to read, also aloud, and ODT to change. Knows no room.

A room makes a `Document`; a view answers with `paper(kind, document)`, outside a transaction. See ADR 0012.
"""

from django.http import HttpResponse
from django.urls import register_converter
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from olievlek.core.documents.facts import Beside, Block, Document, Grid, Heading, Picture, Points, Text

__all__ = ["Beside", "Block", "Document", "Grid", "Heading", "Picture", "Points", "Text", "paper"]

TYPES = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}
KINDS = tuple(TYPES)
MOST_KILOBYTES = 200  # what links to reports promise; a test makes the longest one


class PaperKind:
    """`<paper:kind>` in an address: `…/pdf/`."""

    regex = "|".join(KINDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PaperKind, "paper")


def paper(kind: str, document: Document) -> HttpResponse:
    """A file to save, named after its title and today."""
    from olievlek.core.documents import odt, pdf  # odfpy takes 0.3 s to import, and few ask for a report

    written = {"pdf": pdf.written, "odt": odt.written}[kind](document)
    response = HttpResponse(written, content_type=TYPES[kind])
    file = f"olievlek-{slugify(document.title)}-{timezone.localdate().isoformat()}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, file) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
