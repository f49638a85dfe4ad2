"""All addresses: Dutch without a prefix, English under /en/; the API and what robots read have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from olievlek.accounts.views import steps as accounts
from olievlek.home import views as home

urlpatterns: list[URLPattern | URLResolver] = [
    path(".well-known/security.txt", home.security_txt, name="security_txt"),
    path("robots.txt", home.robots_txt, name="robots_txt"),
    path("inloggen/via/<str:provider_id>/terug/", accounts.issuer_back, name="openid_connect_callback"),
    path("api/", include("olievlek.api.urls")),
]

urlpatterns += i18n_patterns(
    path("", home.front, name="home"),
    path("", include("olievlek.home.urls")),
    path("", include("olievlek.search.urls")),
    path("", include("olievlek.notifications.urls")),
    path("", include("olievlek.scan.urls")),
    path("", include("olievlek.imports.urls")),
    path("", include("olievlek.library.urls")),
    path("", include("olievlek.adoptions.urls")),
    path("", include("olievlek.writing.urls")),
    path("", include("olievlek.cases.urls")),
    path("", include("olievlek.organisations.urls")),
    path("", include("olievlek.surveys.urls")),
    path("", include("olievlek.tasks.urls")),
    path("", include("olievlek.moderation.urls")),
    path("", include("olievlek.conversations.urls")),
    path("", include("olievlek.accounts.urls")),
    path("", include("olievlek.core.urls")),
    prefix_default_language=False,
)
