"""Events of an account. Signing in is not recorded: it is no action about a noun."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

MODERATOR_MADE = declare("person.moderator_made", _("became moderator"))
DETAILS_CHANGED = declare("person.details_changed", _("changed name or language"))
PROFILE_CHANGED = declare("person.profile_changed", _("changed the profile"))
PASSWORD_CHOSEN = declare("person.password_chosen", _("chose a password"))
SIGNED_OUT_EVERYWHERE = declare("person.signed_out_everywhere", _("signed out everywhere"))
# About the user; which address it was stands nowhere. `accounts.addresses.verified(user)` knows those of now.
ADDRESS_VERIFIED = declare("person.address_verified", _("proved an e-mail address"))
ADDRESS_REMOVED = declare("person.address_removed", _("took an e-mail address away"))
SECURITY_CHANGED = declare("person.security_changed", _("changed how to sign in"))
CHANGE_UNDONE = declare("person.change_undone", _("undid a change of how to sign in"))
ENDED = declare("person.ended", _("ended the account"))
PROFILE_HIDDEN = declare("person.profile_hidden", _("hid what somebody tells about herself"))
PROFILE_SHOWN = declare("person.profile_shown", _("showed again what somebody tells about herself"))
