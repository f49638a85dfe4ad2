"""Addresses of higher rooms, by a name that says where they lead: a lower page links to them and names no room.

    signposts.register("examples", "library:cases")     # in AppConfig.ready() of the room that owns the page
    {% signpost "examples" as all %}                    # in a template of any room

Who points where: `grep -rn "signposts.register" src/`.
"""

from django.urls import reverse

from olievlek.core.registry import Registry

_url_names: Registry[str] = Registry("signposts")


def register(place: str, url_name: str) -> None:
    """Say which page `place` is; called in `AppConfig.ready()`. Two pages for one place are a mistake."""
    _url_names.register(place, url_name)


def address(place: str, *args: object) -> str:
    """The address in the active language; empty when no room has such a page."""
    url_name = _url_names.get(place)
    return reverse(url_name, args=args) if url_name else ""


def every_signpost() -> dict[str, str]:
    """Place to url name, for the test that compares them with the templates."""
    return dict(_url_names.items())
