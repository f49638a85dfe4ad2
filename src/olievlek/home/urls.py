"""Addresses of the pages about Olievlek itself."""

from django.urls import path

from olievlek.home import views

app_name = "home"
urlpatterns = [
    path("werkplek/", views.workplace, name="workplace"),
    path("over/", views.about, name="about"),
    path("over/gegevens/", views.origins, name="origins"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("beveiliging/", views.security, name="security"),
]
