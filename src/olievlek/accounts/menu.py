"""The account part of the header: sign in, or the way to one's account."""

from urllib.parse import urlencode

from django.http import HttpRequest

from olievlek.core.slots import Context


def menu(request: HttpRequest, _around: Context) -> Context:
    """Sign in (and come back here), or the way to one's account."""
    person = getattr(request, "user", None)  # an error page can come before the middleware that knows who asks
    here = request.get_full_path() if request.method == "GET" else ""
    return {"person": person if person and person.is_authenticated else None, "next_part": _next_part(here)}


def _next_part(here: str) -> str:
    return urlencode({"next": here}) if here not in {"", "/", "/en/"} and "/inloggen/" not in here else ""
