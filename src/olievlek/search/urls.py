"""Addresses of the room `search`."""

from django.urls import path

from olievlek.search import views

app_name = "search"
urlpatterns = [
    path("zoeken/", views.results, name="results"),
    path("zoeken/als/<sheet:kind>/", views.results_sheet, name="results_sheet"),
    path("zoeken/suggesties/", views.suggestions, name="suggestions"),
]
