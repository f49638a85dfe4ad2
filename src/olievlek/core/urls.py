"""Addresses of core."""

from django.urls import path

from olievlek.core import gallery

app_name = "core"
urlpatterns = [
    path("ui/", gallery.gallery, name="gallery"),
]
