"""Addresses of core."""

from django.urls import path

from olievlek.core import ending, gallery

app_name = "core"
urlpatterns = [
    path("sleutel/", ending.fresh_key, name="fresh_key"),
    path("ui/", gallery.gallery, name="gallery"),
]
