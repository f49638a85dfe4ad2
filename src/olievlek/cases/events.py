"""What can happen to an example."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

CASE_BEGUN = declare("case.begun", _("began to tell about a case"))
CASE_SHARED = declare("case.shared", _("shared the case with colleagues"))
CASE_WITHDRAWN = declare("case.withdrawn", _("shows the case to fewer people"))
CASE_REVISED = declare("case.revised", _("changed the case"))
CASE_PUBLISHED = declare("case.published", _("published the case"))
CASE_CHANGED = declare("case.changed", _("changed the case after its source"))
CASE_CORRECTED = declare("case.corrected", _("corrected the case"))
CASE_HIDDEN = declare("case.hidden", _("hid the case"))
CASE_SHOWN_AGAIN = declare("case.shown_again", _("showed the case again"))
CASE_REMOVED = declare("case.removed", _("took the case away"))
CASE_RESTORED = declare("case.restored", _("restored the case"))
CASE_HANDED_OVER = declare("case.handed_over", _("put the page on the name of the organisation that made it"))
CASE_HANDED_BACK = declare("case.handed_back", _("took back that the page was handed over"))
CASE_MATCHED = declare("case.matched", _("named the organisation that made the case"))
PERSON_ASKED = declare("case.person_asked", _("asked a colleague to take part in the case"))
PERSON_ACCEPTED = declare("case.person_accepted", _("takes part in the case"))
PERSON_LEFT = declare("case.person_left", _("takes no part in the case any more"))
FILE_ADDED = declare("case.file_added", _("added a photo or a file to the case"))
FILE_REMOVED = declare("case.file_removed", _("took a photo or a file away from the case"))
CASE_LINKED = declare("case.linked", _("named the case that this one came from"))
FILE_HIDDEN = declare("case.file_hidden", _("hid a photo or a file"))
FILE_SHOWN = declare("case.file_shown", _("showed a photo or a file again"))
