"""What can happen to a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from olievlek.timeline.events import declare

SHEET_BROUGHT = declare("sheet.brought", _("brought a spreadsheet"))
SHEET_TAKEN_IN = declare("sheet.taken_in", _("made drafts of a spreadsheet"))
SHEET_UNDONE = declare("sheet.undone", _("undid taking in a spreadsheet"))
SHEET_FORGOTTEN = declare("sheet.forgotten", _("threw a spreadsheet away"))
