"""Addresses of the room `imports`."""

from django.urls import path

from olievlek.imports.views import names, sheets

app_name = "imports"
urlpatterns = [
    path("praktijken/namen/", names.names, name="names"),
    path("praktijken/namen/koppelen/", names.name_match, name="name_match"),
    path("praktijken/spreadsheet/", sheets.sheet_bring, name="sheet_bring"),
    path("praktijken/spreadsheet/voorbeeld/<sheet:kind>/", sheets.sheet_example, name="sheet_example"),
    path("praktijken/spreadsheet/<int:pk>/tabel/", sheets.sheet_table, name="sheet_table"),
    path("praktijken/spreadsheet/<int:pk>/woorden/", sheets.sheet_words, name="sheet_words"),
    path("praktijken/spreadsheet/<int:pk>/kolommen/", sheets.sheet_columns, name="sheet_columns"),
    path("praktijken/spreadsheet/<int:pk>/nakijken/", sheets.sheet_look, name="sheet_look"),
    path("praktijken/spreadsheet/<int:pk>/fout/als/<sheet:kind>/", sheets.sheet_wrong, name="sheet_wrong"),
    path("praktijken/spreadsheet/<int:pk>/maken/", sheets.sheet_take_in, name="sheet_take_in"),
    path("praktijken/spreadsheet/<int:pk>/klaar/", sheets.sheet_done, name="sheet_done"),
    path("praktijken/spreadsheet/<int:pk>/terugdraaien/", sheets.sheet_undo, name="sheet_undo"),
    path("praktijken/spreadsheet/<int:pk>/weg/", sheets.sheet_forget, name="sheet_forget"),
]
