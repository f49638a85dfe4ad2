"""What can happen in a conversation."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

SENT = declare("message.sent", _("sent a message"))
ANSWERED = declare("message.answered", _("answered the sender"))
NOTED = declare("message.noted", _("made a note"))
CLOSED = declare("message.closed", _("closed the message"))
REOPENED = declare("message.reopened", _("opened the message again"))
NOUN_HIDDEN = declare("message.noun_hidden", _("hid what the message is about"))
NOUN_SHOWN = declare("message.noun_shown", _("showed again what the message is about"))
NOUN_REMOVED = declare("message.noun_removed", _("removed what the message is about"))
NOUN_RESTORED = declare("message.noun_restored", _("restored what the message is about"))
