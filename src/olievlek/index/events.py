"""What can happen to the words that search knows."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

WORDING_ADDED = declare("wording.added", _("added plain words for an office word"))
WORDING_REMOVED = declare("wording.removed", _("took plain words for an office word away"))
LEARNT_REMOVED = declare("learnt.removed", _("took a learnt word away"))
