"""People with addresses they proved to have, and the fingerprint of the page that somebody decides on."""

import re
from typing import Any

from django.test import Client

from olievlek.accounts.codes import prove
from olievlek.accounts.models import User
from tests.factories.accounts import make_user


def somebody(*addresses: str, **given: Any) -> User:
    """A person who proved these addresses; the first is the one we mail to."""
    user = make_user(email=addresses[0], **given) if addresses else make_user(**given)
    for address in addresses:
        prove(user, address)
    return user


def shown_on(client: Client, page: str, deed: str) -> str:
    """The hidden value beside the button that posts to `deed`."""
    found = re.search(
        rf'action="{re.escape(deed)}"[^>]*>.*?name="shown" value="(\w+)"', client.get(page).content.decode(), re.S
    )
    assert found, f"{page} has no button for {deed}"
    return found[1]


def decide_as_shown(client: Client, page: str, deed: str) -> Any:
    """Look at the page and press the button."""
    return client.post(deed, {"shown": shown_on(client, page, deed)})
