"""Addresses of the room `library`."""

from django.urls import path

from olievlek.library.views import cases, moderation, study, themes

app_name = "library"
urlpatterns = [
    path("praktijken/", cases.cases, name="cases"),
    path("praktijken/onderzoek-2016/", study.study, name="study"),
    path("praktijken/namen/", moderation.names, name="names"),
    path("praktijken/namen/koppelen/", moderation.name_match, name="name_match"),
    path("praktijken/<slug:slug>/", cases.case, name="case"),
    path("praktijken/<slug:slug>/gebruik/", cases.use, name="use"),
    path("praktijken/<slug:slug>/verbeteren/", moderation.case_correct, name="case_correct"),
    path("praktijken/<slug:slug>/publiceren/", moderation.case_publish, name="case_publish"),
    path("praktijken/<slug:slug>/verbergen/", moderation.case_hide, name="case_hide"),
    path("praktijken/<slug:slug>/tonen/", moderation.case_unhide, name="case_unhide"),
    path("praktijken/<slug:slug>/weghalen/", moderation.case_remove, name="case_remove"),
    path("praktijken/<slug:slug>/terugzetten/", moderation.case_restore, name="case_restore"),
    path("themas/", themes.themes, name="themes"),
    path("themas/<slug:key>/", themes.theme, name="theme"),
]
