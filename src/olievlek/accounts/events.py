"""What can happen to an account. Signing in is not recorded: it is nobody's deed about a noun."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

MODERATOR_MADE = declare("accounts.moderator_made", _("became moderator"))
DETAILS_CHANGED = declare("accounts.details_changed", _("changed name or language"))
PASSWORD_CHOSEN = declare("accounts.password_chosen", _("chose a password"))
SIGNED_OUT_EVERYWHERE = declare("accounts.signed_out_everywhere", _("signed out everywhere"))
ENDED = declare("accounts.ended", _("ended the account"))
