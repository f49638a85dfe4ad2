"""Addresses of the room `organisations`."""

from django.urls import path

from olievlek.organisations import views

app_name = "organisations"
urlpatterns = [
    path("organisaties/", views.organisation_list, name="organisation_list"),
    path("organisaties/<slug:slug>/", views.organisation, name="organisation"),
]
