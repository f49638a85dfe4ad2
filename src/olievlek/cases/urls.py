"""Addresses of the room `cases`."""

from django.urls import path

from olievlek.cases.views import files, moderation, page

app_name = "cases"
urlpatterns = [
    path("praktijken/<slug:slug>/", page.case, name="case"),
    path("praktijken/<slug:slug>/verbeteren/", moderation.case_correct, name="case_correct"),
    path("praktijken/<slug:slug>/publiceren/", moderation.case_publish, name="case_publish"),
    path("praktijken/<slug:slug>/verbergen/", moderation.case_hide, name="case_hide"),
    path("praktijken/<slug:slug>/tonen/", moderation.case_unhide, name="case_unhide"),
    path("praktijken/<slug:slug>/weghalen/", moderation.case_remove, name="case_remove"),
    path("praktijken/<slug:slug>/terugzetten/", moderation.case_restore, name="case_restore"),
    path("praktijken/<slug:slug>/fotos/<int:pk>/", files.photo, name="photo"),
    path("praktijken/<slug:slug>/bijlagen/<int:pk>/", files.attachment, name="attachment"),
]
