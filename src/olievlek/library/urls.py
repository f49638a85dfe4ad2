"""Addresses of the room `library`."""

from django.urls import path

from olievlek.library.views import cases, feeds, lists, ours, similar, study, themes

app_name = "library"
urlpatterns = [
    path("praktijken/", cases.cases, name="cases"),
    path("praktijken/als/<sheet:kind>/", lists.cases_sheet, name="cases_sheet"),
    path("praktijken/feed/", feeds.cases_feed, name="cases_feed"),
    path("organisaties/<slug:slug>/feed/", feeds.organisation_feed, name="organisation_feed"),
    path("praktijken/onderzoek-2016/", study.study, name="study"),
    path("praktijken/delen/lijkt-op/", similar.share_alike, name="share_alike"),
    path("mijn-organisatie/praktijken/", ours.ours, name="ours"),
    path("mijn-organisatie/praktijken/als/<sheet:kind>/", lists.ours_sheet, name="ours_sheet"),
    path("themas/", themes.themes, name="themes"),
    path("themas/als/<sheet:kind>/", lists.themes_sheet, name="themes_sheet"),
    path("themas/<slug:key>/", themes.theme, name="theme"),
    path("themas/<slug:key>/als/<sheet:kind>/", lists.theme_sheet, name="theme_sheet"),
    path("themas/<slug:key>/feed/", feeds.theme_feed, name="theme_feed"),
]
