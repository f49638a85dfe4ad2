"""People with addresses they proved to have."""

from typing import Any

from olievlek.accounts.codes import prove
from olievlek.accounts.models import User
from tests.factories.accounts import make_user


def somebody(*addresses: str, **given: Any) -> User:
    """A person who proved these addresses; the first is the one we mail to."""
    user = make_user(email=addresses[0], **given) if addresses else make_user(**given)
    for address in addresses:
        prove(user, address)
    return user
