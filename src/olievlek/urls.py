"""All addresses: Dutch without a prefix, English under /en/; the API has no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []

urlpatterns += i18n_patterns(
    path("", include("olievlek.core.urls")),
    prefix_default_language=False,
)
