"""Events of messages to the moderators, and of hiding."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

SENT = declare("message.sent", _("sent a message"))
ANSWERED = declare("message.answered", _("answered the sender"))
NOTED = declare("message.noted", _("made a note"))
CLOSED = declare("message.closed", _("closed the message"))
REOPENED = declare("message.reopened", _("opened the message again"))
NOUN_HIDDEN = declare("message.noun_hidden", _("hid what the message is about"))
NOUN_SHOWN = declare("message.noun_shown", _("showed again what the message is about"))
NOUN_HANDED_OVER = declare("message.noun_handed_over", _("handed over what the message claims"))
NOUN_HANDED_BACK = declare("message.noun_handed_back", _("took a hand-over back"))
NOUN_REMOVED = declare("message.noun_removed", _("removed what the message is about"))
NOUN_RESTORED = declare("message.noun_restored", _("restored what the message is about"))
HIDING_TOLD = declare("hiding.told", _("hid something that you made"))
HIDING_ENDED = declare("hiding.ended", _("showed again what you made"))
APPEALED = declare("hiding.appealed", _("objected to hiding something"))
APPEAL_DECIDED = declare("hiding.decided", _("answered an objection"))
