"""A QR code as one path of an SVG, drawn by our own template; segno makes the squares."""

import segno
from django.conf import settings
from django.urls import reverse

from olievlek.surveys.models import Round

QUIET = 2  # the white card around it is the rest of the quiet edge


def address_of(round_: Round) -> str:
    """The address that the phone opens, in the language of the screen."""
    return f"{settings.OLIEVLEK_BASE_URL}{reverse('surveys:welcome', args=[round_.open_key])}"


def typed_address() -> str:
    """The address to type when scanning is impossible: without the parts that a browser adds."""
    return f"{settings.OLIEVLEK_BASE_URL}{reverse('surveys:by_code')}".partition("://")[2].rstrip("/")


def drawn(address: str) -> dict[str, str]:
    """The picture for the template, with the quiet edge that scanners need."""
    rows = list(segno.make_qr(address, error="m").matrix)
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size = len(rows) + 2 * QUIET
    return {"path": "".join(squares), "box": f"-{QUIET} -{QUIET} {size} {size}", "edge": f"-{QUIET}", "size": str(size)}
