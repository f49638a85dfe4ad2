"""The nouns of surveys."""

from django.utils.translation import gettext_lazy as _

from olievlek.core.nouns import FROM_ABOVE, Follows, Label, MyData, Noun, Reading, Retention, Unlinked, none, record_of
from olievlek.surveys import invited
from olievlek.surveys.actions import closing
from olievlek.surveys.models import (
    Answer,
    Benchmark,
    Cell,
    ComparisonConsent,
    Department,
    Draft,
    Histogram,
    Item,
    Participation,
    Picture,
    Questionnaire,
    Register,
    Remark,
    Round,
)

AN_HOUR = 3600
_FREE = "nobody can tell whose they are: that is why people can answer freely"
_INSIDE = "who works there reads the results, and nobody else"

NOUNS = (
    record_of("questionnaire", Questionnaire, "it comes with Olievlek and is the same for all", parts={"item": Item}),
    Noun(
        "round",
        Round,
        parts={
            "answer": Answer,
            "cell": Cell,
            "department": Department,
            "draft": Draft,
            "histogram": Histogram,
            "participation": Participation,
            "register": Register,
            "remark": Remark,
        },
        label=Label(_("round"), _("rounds")),
        reading=Reading(lambda user: Round.objects.visible_to(user)),
        dossier=none(_INSIDE),
        finding=none(_INSIDE),
        following=none(_INSIDE),
        asking=none(_INSIDE),
        working=FROM_ABOVE,
        prompts=FROM_ABOVE,
        permissions=FROM_ABOVE,
        moderating=none("who coordinates takes remarks away"),
        telling=none("people hear of a round by mail, from its organisation"),
        merging=[Follows("organisation")],
        my_data=[
            MyData(invited.rows_of, part="participation"),
            *(Unlinked(part, _FREE) for part in ("draft", "answer", "register", "remark")),
        ],
        erasure=invited.forget,
        retention=[Retention("surveys.forget", closing.forget_addresses, every=AN_HOUR)],
        files=none("no files"),
    ),
    record_of(
        "comparison_consent",
        ComparisonConsent,
        "the page of the comparison asks for it",
        merging=[Follows("organisation", ["instrument"])],
    ),
    record_of(
        "national_picture",
        Picture,
        "figures of all organisations together",
        parts={"benchmark": Benchmark},
        merging=[Follows("organisation", ["picture"], part="benchmark")],
    ),
)
