"""Colleagues who answer an open round, through the same doors as a phone, without a browser for each of them:

python -m tests.browser.fill CODE HOW_MANY        (in the environment of the server)
"""

import sys

import django

django.setup()

from olievlek.surveys.actions import answering  # noqa: E402  # needs the apps
from olievlek.surveys.models import Round  # noqa: E402  # as above


def main(code: str, many: int) -> None:
    round_ = Round.objects.open().get(code=code)
    items = list(round_.questionnaire.items.order_by("position").values_list("key", flat=True))
    for number in range(many):
        device = f"{code} {number}"
        answering.begin(round_, device_key=device, layer="practice" if number % 2 else "management")
        answering.keep(round_, {item: 2 + (number + place) % 2 for place, item in enumerate(items)}, device_key=device)
        answering.hand_in(round_, device_key=device)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
