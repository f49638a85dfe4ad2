"""The daily mail, now and not at seven: python -m tests.browser.digest (in the environment of the server)."""

import django

django.setup()

from django.utils import timezone  # noqa: E402  # needs the apps

from olievlek.notifications import digest  # noqa: E402  # as above

if __name__ == "__main__":
    today = timezone.localdate()
    print(sum(digest.make(pk, today) for pk in digest.waiting(today)))
