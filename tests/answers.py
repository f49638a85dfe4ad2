"""What the test client answers: its type, and the page of what is not there."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer
else:
    from django.http import HttpResponse as Answer

__all__ = ["Answer", "is_in", "not_here"]


def not_here(answer: Any, *words: str) -> bool:
    """Whether it is the page of a thing that does not exist, and says none of these words about it."""
    page = answer.content.decode()
    return answer.status_code == 404 and "Deze pagina is er niet" in page and not any(word in page for word in words)


def is_in(client: Any) -> bool:
    """Whether somebody is signed in there."""
    return "_auth_user_id" in client.session
