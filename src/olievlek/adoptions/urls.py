"""Addresses of the room `adoptions`."""

from django.urls import path

from olievlek.adoptions.views import copy, giving_back, lists, use

app_name = "adoptions"
urlpatterns = [
    path("praktijken/<slug:slug>/gebruik/", use.use, name="use"),
    path("praktijken/<slug:slug>/gebruik/als/<sheet:kind>/", lists.use_sheet, name="use_sheet"),
    path("praktijken/<slug:slug>/afkijken/", copy.copy_start, name="copy_start"),
    path("afkijken/", copy.copies, name="copies"),
    path("afkijken/als/<sheet:kind>/", lists.copies_sheet, name="copies_sheet"),
    path("afkijken/<int:pk>/", copy.copy, name="copy"),
    path("afkijken/<int:pk>/past-het/", copy.copy_fit, name="copy_fit"),
    path("afkijken/<int:pk>/naar/<slug:stage>/", copy.copy_move, name="copy_move"),
    path("afkijken/<int:pk>/stap-terug/", copy.copy_undo, name="copy_undo"),
    path("afkijken/<int:pk>/nog-in-gebruik/", copy.copy_confirm, name="copy_confirm"),
    path("afkijken/<int:pk>/binnen-houden/", copy.copy_keep_inside, name="copy_keep_inside"),
    path("afkijken/<int:pk>/laten-zien/", copy.copy_open_up, name="copy_open_up"),
    path("afkijken/<int:pk>/aanpassen/", copy.copy_adapt, name="copy_adapt"),
    path("afkijken/<int:pk>/terugdelen/", giving_back.copy_share, name="copy_share"),
    path("afkijken/<int:pk>/terugdelen/eigen/", giving_back.copy_share_new, name="copy_share_new"),
    path("afkijken/<int:pk>/terugdelen/bestaand/", giving_back.copy_share_own, name="copy_share_own"),
    path("afkijken/<int:pk>/terugdelen/aanvullen/", giving_back.copy_add, name="copy_add"),
    path("aanvullingen/<int:pk>/terugnemen/", giving_back.addition_withdraw, name="addition_withdraw"),
    path("aanvullingen/<int:pk>/verbergen/", giving_back.addition_hide, name="addition_hide"),
    path("aanvullingen/<int:pk>/tonen/", giving_back.addition_unhide, name="addition_unhide"),
]
