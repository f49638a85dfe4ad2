"""Results that a number of people can give: told before a round starts, and while it is open."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from olievlek.surveys.models import Round
from olievlek.surveys.models.answer import remarks_from


@dataclass(frozen=True)
class Reach:
    """Results that can be shown when all `people` answer."""

    people: int
    whole: bool
    layers: bool
    words: bool
    asks: bool  # whether the round asks anything in own words

    @property
    def told(self) -> list[str]:
        """One sentence for each, the good news and the other; none about what is not asked."""
        words = (
            _("What people write in their own words.") if self.words else _("No own words: too few people for that.")
        )
        return [
            _("The figures of everybody together.") if self.whole else _("No figures: too few people for that."),
            _("Layers that are large enough.") if self.layers else _("No layers: too few people for that."),
            *([words] if self.asks else []),
        ]


def reach_of(round_: Round) -> Reach:
    """Counted from who was invited and who is expected; what the auditor lets through may be less."""
    k = round_.minimum_group
    layers = list(round_.participations.filter(guest=False).order_by("layer").values_list("layer", flat=True))
    invited = round_.participations.count()
    known = len(layers)
    guests = max(round_.expected or 0, invited) - known
    of_layers = [layers.count(group.key) for group in round_.groups]
    whole = known >= k or guests >= 2 * k
    return Reach(
        people=known + guests,
        whole=whole,
        layers=max(of_layers, default=0) >= k or guests >= 4 * k,
        words=whole and round_.asks_in_own_words and known + guests >= remarks_from(round_),
        asks=round_.asks_in_own_words,
    )
