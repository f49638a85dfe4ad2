"""Print the pages of visitors in the world of the environment: popular ones first, then all other examples."""

import django

django.setup()

from olievlek.cases.models import Case  # noqa: E402  # needs the apps
from olievlek.organisations.models import Organisation  # noqa: E402  # as above

FIRST = ["/", "/praktijken/", "/themas/", "/themas/dienstverlening/", "/organisaties/"]

for url in FIRST:
    print(url)
for body in Organisation.objects.bodies().order_by("pk")[:10]:
    print(body.get_absolute_url())
for case in Case.objects.published().order_by("pk").only("slug").iterator():
    print(case.get_absolute_url())
