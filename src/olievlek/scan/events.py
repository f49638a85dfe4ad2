"""Events of the scan, beside those of its rounds."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

EVIDENCE_TOLD = declare("evidence.told", _("filled in evidence for the scan"))
EVIDENCE_TAKEN_AWAY = declare("evidence.taken_away", _("took away evidence for the scan"))
PROFILE_SHARED = declare("profile.shared", _("shared the profile of the scan"))
PROFILE_WITHDRAWN = declare("profile.withdrawn", _("no longer shares the profile of the scan"))
