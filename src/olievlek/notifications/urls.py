"""Addresses of notifications."""

from django.urls import path

from olievlek.notifications import views

app_name = "notifications"
urlpatterns = [
    path("meldingen/", views.notification_list, name="list"),
    path("meldingen/als/<sheet:kind>/", views.list_sheet, name="list_sheet"),
    path("meldingen/gelezen/", views.read_all, name="read_all"),
    path("meldingen/<int:pk>/gelezen/", views.read, name="read"),
    path("meldingen/<int:pk>/stil/", views.mute, name="mute"),
    path("meldingen/instellen/", views.choices, name="choices"),
    path("meldingen/mail-aan/", views.start, name="start"),
    path("meldingen/stoppen/<str:token>/", views.stop, name="stop"),
    path("volgen/<str:path>/<int:pk>/", views.follow, name="follow"),
    path("volgen/<str:path>/<int:pk>/stoppen/", views.unfollow, name="unfollow"),
]
