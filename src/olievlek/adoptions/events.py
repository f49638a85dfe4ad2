"""Events of copying an example, and of additions to it."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

ADOPTION_ADDED = declare("adoption.added", _("added an organisation that copied the case"))
ADOPTION_MOVED = declare("adoption.moved", _("moved the copying to another stage"))
ADOPTION_BEGUN = declare("adoption.begun", _("began to copy the case"))
ADOPTION_UNDONE = declare("adoption.undone", _("took back the last step of copying"))
ADOPTION_LEFT = declare("adoption.left", _("took a case off the list of what they copy"))
ADOPTION_CONFIRMED = declare("adoption.confirmed", _("said that the copy is still in use"))
ADOPTION_KEPT_INSIDE = declare("adoption.kept_inside", _("kept the copying inside the organisation"))
ADOPTION_OPENED = declare("adoption.opened", _("let everyone see the copying"))
ADOPTION_ADAPTED = declare("adoption.adapted", _("wrote down what they kept and changed"))
ADOPTION_SHARED_BACK = declare("adoption.shared_back", _("shared back what came of copying"))
ADDITION_MADE = declare("addition.made", _("added to the case what they learned"))
ADDITION_WITHDRAWN = declare("addition.withdrawn", _("took back an addition"))
ADDITION_HIDDEN = declare("addition.hidden", _("hid an addition"))
ADDITION_SHOWN_AGAIN = declare("addition.shown_again", _("showed an addition again"))
