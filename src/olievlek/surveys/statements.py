"""One statement with its answers, as `surveys/_statement.html` draws it."""

from typing import Any

from olievlek.surveys.forms import SCALE
from olievlek.surveys.models import Item
from olievlek.surveys.models.answer import DO_NOT_KNOW, Values


def asked(item: Item, values: Values) -> dict[str, Any]:
    """With the answer that was chosen before, if there is one in `values`."""
    chosen = values.get(item.key)
    return {
        "item": item,
        "choices": [{"value": value, "label": label, "chosen": value == chosen} for value, label in SCALE],
        "unknown": {"value": DO_NOT_KNOW, "chosen": chosen == DO_NOT_KNOW},
    }
