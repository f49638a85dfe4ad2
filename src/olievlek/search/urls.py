"""Addresses of the room `search`."""

from django.urls import path

from olievlek.search import views, words

app_name = "search"
urlpatterns = [
    path("zoeken/", views.results, name="results"),
    path("zoeken/als/<sheet:kind>/", views.results_sheet, name="results_sheet"),
    path("zoeken/suggesties/", views.suggestions, name="suggestions"),
    path("beheer/woorden/", words.words, name="words"),
    path("beheer/woorden/toevoegen/", words.add_words, name="add_words"),
    path("beheer/woorden/weghalen/", words.remove_words, name="remove_words"),
]
