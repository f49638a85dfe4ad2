"""The nouns of surveys."""

from olievlek.core.nouns import Noun
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

NOUNS = (
    Noun("questionnaire", Questionnaire, parts={"item": Item}),
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
    ),
    Noun("comparison_consent", ComparisonConsent),
    Noun("national_picture", Picture, parts={"benchmark": Benchmark}),
)
