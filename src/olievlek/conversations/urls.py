"""Addresses of conversations."""

from django.urls import path

from olievlek.conversations.views import comments, requests

app_name = "conversations"
urlpatterns = [
    path("vragen/", requests.requests, name="requests"),
    path("vragen/als/<sheet:kind>/", requests.requests_sheet, name="requests_sheet"),
    path("vragen/aan/<str:path>/<int:pk>/", requests.whom, name="whom"),
    path("vragen/aan/<str:path>/<int:pk>/<slug:slug>/", requests.ask, name="ask"),
    path("vragen/<int:pk>/", requests.request_page, name="request"),
    path("vragen/<int:pk>/ja/", requests.accept, name="accept"),
    path("vragen/<int:pk>/nee/", requests.decline, name="decline"),
    path("vragen/<int:pk>/terugnemen/", requests.withdraw, name="withdraw"),
    path("reacties/<str:path>/<int:pk>/", comments.comment, name="comment"),
    path("reacties/<int:pk>/weghalen/", comments.remove, name="comment_remove"),
    path("bedankjes/<str:path>/<int:pk>/", comments.thank, name="thank"),
    path("bedankjes/<str:path>/<int:pk>/terugnemen/", comments.take_back, name="take_back"),
]
