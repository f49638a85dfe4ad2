"""Which organisations let their people in themselves (OpenID Connect), read from OLIEVLEK_OIDC. Needs no Django."""

import hashlib
import json
import re
from typing import Any
from urllib.parse import urlsplit

HOW = (
    'OLIEVLEK_OIDC must be a JSON list like [{"name": "Zeist", "issuer": "https://login.zeist.nl", '
    '"client_id": "olievlek", "secret": "…"}]'
)
NEEDED, ALLOWED = {"name", "issuer", "client_id"}, {"name", "issuer", "client_id", "secret", "hosts"}


def read(text: str) -> list[dict[str, Any]]:
    """The issuers as the library wants them; ValueError says how to repair them. PKCE is always on.

    The key of an issuer holds a hash of its address: when somebody points a name at another issuer, nobody who came in
    through the first is taken for somebody of the second. People are known by issuer and subject, never by e-mail.
    """
    if not text.strip():
        return []
    try:
        found = json.loads(text)
    except ValueError as error:
        raise ValueError(f"{HOW} ({error})") from error
    if not isinstance(found, list) or not all(_is_whole(one) for one in found):
        raise ValueError(HOW)
    return [_app(one) for one in found]


def origins(text: str) -> list[str]:
    """Where a form that goes to an issuer may end up: its own host, and those in `hosts`."""
    found = [one for app in read(text) for one in (app["settings"]["server_url"], *app["settings"]["hosts"])]
    return sorted({f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in found})


def _is_whole(one: Any) -> bool:
    return isinstance(one, dict) and set(one) >= NEEDED and not set(one) - ALLOWED and "://" in str(one["issuer"])


def _app(one: dict[str, Any]) -> dict[str, Any]:
    issuer = str(one["issuer"]).rstrip("/")
    return {
        "provider_id": f"{_slug(one['name'])}-{hashlib.sha256(issuer.encode()).hexdigest()[:12]}",
        "name": one["name"],
        "client_id": one["client_id"],
        "secret": one.get("secret", ""),
        "settings": {
            "server_url": issuer,
            "hosts": one.get("hosts", []),
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,  # the signed token says enough, and cannot be mixed up with that of another
        },
    }


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "oidc"
