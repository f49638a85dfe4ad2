"""The text of an invitation that people send from their own mail."""

from typing import Any
from urllib.parse import quote

from django import template
from django.utils.translation import gettext as _

from olievlek.core.text import apart
from olievlek.organisations.models import Organisation

register = template.Library()


@register.simple_tag
def invitation_text(to: Organisation, noun: Any, base_url: str) -> dict[str, str]:
    """Invite a colleague of an organisation where nobody is yet: a text to copy, and an address for a mail program."""
    url = f"{base_url}{noun.get_absolute_url()}"
    subject = _("A question about what you did at %(name)s") % {"name": apart(to.called)}
    text = _(
        "Hello,\n\nOn Olievlek I read about “%(title)s” of %(name)s:\n%(url)s\n\n"
        "I asked a question there. Who signs in with an address of %(name)s can read it, and say yes or no.\n\n"
        "Greetings,"
    ) % {"title": apart(str(noun)), "name": apart(to.called), "url": url}
    return {"text": f"{subject}\n\n{text}", "mailto": f"mailto:?subject={quote(subject)}&body={quote(text)}"}
