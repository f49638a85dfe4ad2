"""What can happen to an account. Signing in is not recorded: it is nobody's deed about a noun."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

MODERATOR_MADE = declare("accounts.moderator_made", _("became moderator"))
DETAILS_CHANGED = declare("accounts.details_changed", _("changed name or language"))
PROFILE_CHANGED = declare("accounts.profile_changed", _("changed the profile"))
PASSWORD_CHOSEN = declare("accounts.password_chosen", _("chose a password"))
SIGNED_OUT_EVERYWHERE = declare("accounts.signed_out_everywhere", _("signed out everywhere"))
# About the user; which address it was stands nowhere. `accounts.addresses.verified(user)` knows those of now.
ADDRESS_VERIFIED = declare("accounts.address_verified", _("proved an e-mail address"))
ADDRESS_REMOVED = declare("accounts.address_removed", _("took an e-mail address away"))
SECURITY_CHANGED = declare("accounts.security_changed", _("changed how to sign in"))
CHANGE_UNDONE = declare("accounts.change_undone", _("undid a change of how to sign in"))
ENDED = declare("accounts.ended", _("ended the account"))
PROFILE_HIDDEN = declare("accounts.profile_hidden", _("hid what somebody tells about herself"))
PROFILE_SHOWN = declare("accounts.profile_shown", _("showed again what somebody tells about herself"))
