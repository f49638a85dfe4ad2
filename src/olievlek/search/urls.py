"""Addresses of the room `search`."""

from django.urls import path

from olievlek.search import learnt, saved, views, words

app_name = "search"
urlpatterns = [
    path("zoeken/", views.results, name="results"),
    path("zoeken/als/<sheet:kind>/", views.results_sheet, name="results_sheet"),
    path("zoeken/suggesties/", views.suggestions, name="suggestions"),
    path("zoeken/bewaren/", saved.save, name="save"),
    path("zoeken/bewaard/", saved.saved_list, name="saved_list"),
    path("zoeken/bewaard/<int:pk>/weg/", saved.remove, name="saved_remove"),
    path("zoeken/bewaard/stoppen/<str:token>/", saved.stop, name="saved_stop"),
    path("zoeken/geopend/", learnt.opened, name="opened"),
    path("beheer/woorden/geleerd/", learnt.learnt_words, name="learnt"),
    path("beheer/woorden/geleerd/<int:pk>/weg/", learnt.remove_learnt, name="remove_learnt"),
    path("beheer/woorden/", words.words, name="words"),
    path("beheer/woorden/toevoegen/", words.add_words, name="add_words"),
    path("beheer/woorden/weghalen/", words.remove_words, name="remove_words"),
]
