"""What can happen in the library."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

CASE_PUBLISHED = declare("case.published", _("published the case"))
CASE_CHANGED = declare("case.changed", _("changed the case after its source"))
CASE_CORRECTED = declare("case.corrected", _("corrected the case"))
CASE_HIDDEN = declare("case.hidden", _("hid the case"))
CASE_SHOWN_AGAIN = declare("case.shown_again", _("showed the case again"))
CASE_REMOVED = declare("case.removed", _("removed the case at the wish of its maker"))
CASE_RESTORED = declare("case.restored", _("restored the case"))
CASE_MATCHED = declare("case.matched", _("named the organisation that made the case"))
CASE_LINKED = declare("case.linked", _("named the case that this one came from"))
ADOPTION_ADDED = declare("adoption.added", _("added an organisation that copied the case"))
ADOPTION_MOVED = declare("adoption.moved", _("moved the copying to another stage"))
