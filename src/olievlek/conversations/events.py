"""Events of questions and comments."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

REQUEST_SENT = declare("request.sent", _("asked a question"))
REQUEST_ACCEPTED = declare("request.accepted", _("said yes to a question"))
REQUEST_DECLINED = declare("request.declined", _("said no to a question"))
REQUEST_WITHDRAWN = declare("request.withdrawn", _("took a question back"))
COMMENTED = declare("comment.placed", _("said something about it"))
COMMENT_REMOVED = declare("comment.removed", _("took a comment away"))
COMMENT_HIDDEN = declare("comment.hidden", _("hid a comment"))
COMMENT_SHOWN = declare("comment.shown", _("showed a comment again"))
