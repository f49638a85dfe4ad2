"""Events of organisations and their members."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

JOIN_ASKED = declare("organisation.join_asked", _("asked to join"))
JOIN_ACCEPTED = declare("organisation.join_accepted", _("answered yes to who asked to join"))
JOIN_DECLINED = declare("organisation.join_declined", _("answered no to who asked to join"))
JOIN_WITHDRAWN = declare("organisation.join_withdrawn", _("took the request to join back"))
JOINED = declare("organisation.joined", _("joined the organisation"))
LEFT = declare("organisation.left", _("left the organisation"))
MEMBERSHIP_ENDED = declare("organisation.membership_ended", _("ended a membership"))
MEMBERSHIP_CHANGED = declare("organisation.membership_changed", _("changed layer or work"))
COORDINATOR_MADE = declare("organisation.coordinator_made", _("made a colleague coordinator"))
COORDINATOR_STOPPED = declare("organisation.coordinator_stopped", _("ended that a colleague is coordinator"))
INVITED = declare("organisation.invited", _("invited a colleague"))
INVITATION_WITHDRAWN = declare("organisation.invitation_withdrawn", _("took an invitation back"))
REVIEWED = declare("organisation.reviewed", _("went through the list of colleagues"))
DOMAIN_ADDED = declare("organisation.domain_added", _("added a mail domain"))
DOMAIN_CLAIMED = declare("organisation.domain_claimed", _("asked for a mail domain"))
DOMAIN_DECLINED = declare("organisation.domain_declined", _("did not confirm a mail domain"))
DOMAIN_CLAIM_WITHDRAWN = declare("organisation.domain_claim_withdrawn", _("took the request for a mail domain back"))
DOMAIN_REMOVED = declare("organisation.domain_removed", _("removed a mail domain"))
PROPOSED = declare("organisation.proposed", _("proposed an organisation"))
CONFIRMED = declare("organisation.confirmed", _("confirmed a new organisation"))
PROPOSAL_DECLINED = declare("organisation.proposal_declined", _("did not take a proposed organisation over"))
MERGED = declare("organisation.merged", _("merged the organisation into another"))
KEPT = declare("organisation.kept", _("said that the organisation is still there"))
STYLE_CHANGED = declare("organisation.style_changed", _("changed the word, colours or logo of the organisation"))
STYLE_RESET = declare("organisation.style_reset", _("took the standard word, colours and logo back"))
STYLE_HIDDEN = declare("organisation.style_hidden", _("hid the word, colours and logo of an organisation"))
STYLE_SHOWN = declare("organisation.style_shown", _("showed the word, colours and logo of an organisation again"))
