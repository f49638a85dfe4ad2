"""The noun of vocabulary. Of all words, themes are what rows are about; so the key says theme."""

from django.utils.translation import gettext_lazy as _

from olievlek.core.nouns import FROM_ABOVE, Label, Noun, none
from olievlek.vocabulary.models import Term

_A_WORD = "a word of a list that all organisations share"

NOUNS = (
    Noun(
        "theme",
        Term,
        label=Label(_("theme"), _("themes")),
        reading=FROM_ABOVE,
        dossier=none("nothing happens to a word"),
        finding=FROM_ABOVE,
        following=FROM_ABOVE,
        asking=none("nobody made it"),
        working=none(_A_WORD),
        prompts=none(_A_WORD),
        permissions=none("the lists come with Olievlek"),
        moderating=none("the lists come with Olievlek"),
        telling=none("what is told of a theme is told of examples"),
        merging=none(_A_WORD),
        my_data=none(_A_WORD),
        erasure=none(_A_WORD),
        retention=none("as long as the list has it"),
        files=none("words only"),
    ),
)
