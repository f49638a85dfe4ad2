"""Events of a round. Answering is recorded nowhere."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

ROUND_STARTED = declare("round.started", _("started a round of questions"))
REMARK_TAKEN_AWAY = declare("round.remark_taken_away", _("took away what somebody wrote in a round of questions"))
ROUND_CHANGED = declare("round.changed", _("changed the rules of a round of questions"))
ROUND_REMINDED = declare("round.reminded", _("reminded everyone who was invited"))
ROUND_CLOSED = declare("round.closed", _("closed a round of questions"))
COMPARISON_JOINED = declare("comparison.joined", _("let the organisation count in the comparison"))
COMPARISON_LEFT = declare("comparison.left", _("took the organisation out of the comparison"))
