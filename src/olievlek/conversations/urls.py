"""Addresses of conversations."""

from django.urls import path

from olievlek.conversations.views import desk, hidings, remarks, requests, sending

app_name = "conversations"
urlpatterns = [
    path("contact/", sending.write, {"key": "contact"}, name="contact"),
    path("vraag/", sending.write, {"key": "need"}, name="need"),
    path("tip/", sending.write, {"key": "tip"}, name="tip"),
    path("toegankelijkheid/melden/", sending.write, {"key": "accessibility"}, name="accessibility"),
    path("melden/<str:path>/<int:pk>/", sending.choose, name="choose"),
    path("melden/<str:path>/<int:pk>/<str:word>/", sending.write_about, name="write_about"),
    path("bericht/<str:reference>/", sending.sent, name="sent"),
    path("vragen/", requests.requests, name="requests"),
    path("vragen/als/<sheet:kind>/", requests.requests_sheet, name="requests_sheet"),
    path("vragen/aan/<str:path>/<int:pk>/", requests.whom, name="whom"),
    path("vragen/aan/<str:path>/<int:pk>/<slug:slug>/", requests.ask, name="ask"),
    path("vragen/<int:pk>/", requests.request_page, name="request"),
    path("vragen/<int:pk>/ja/", requests.accept, name="accept"),
    path("vragen/<int:pk>/nee/", requests.decline, name="decline"),
    path("vragen/<int:pk>/terugnemen/", requests.withdraw, name="withdraw"),
    path("reacties/<str:path>/<int:pk>/", remarks.comment, name="comment"),
    path("reacties/<int:pk>/weghalen/", remarks.remove, name="comment_remove"),
    path("bedankjes/<str:path>/<int:pk>/", remarks.thank, name="thank"),
    path("bedankjes/<str:path>/<int:pk>/terugnemen/", remarks.take_back, name="take_back"),
    path("verborgen/", hidings.hidings, name="hidings"),
    path("verborgen/<int:pk>/", hidings.hiding, name="hiding"),
    path("verborgen/<int:pk>/bezwaar/", hidings.appeal, name="appeal"),
    path("beheer/", desk.queue, name="queue"),
    path("beheer/als/<sheet:kind>/", desk.queue_sheet, name="queue_sheet"),
    path("beheer/<str:reference>/", desk.message, name="message"),
    path("beheer/<str:reference>/antwoord/", desk.answer, name="answer"),
    path("beheer/<str:reference>/notitie/", desk.note, name="note"),
    path("beheer/<str:reference>/bezwaar/", desk.decide_appeal, name="decide_appeal"),
    path("beheer/<str:reference>/sluiten/", desk.close, name="close"),
    path("beheer/<str:reference>/heropenen/", desk.reopen, name="reopen"),
    path("beheer/<str:reference>/verbergen/", desk.hide, name="hide"),
    path("beheer/<str:reference>/overdragen/", desk.hand_over, name="hand_over"),
    path("beheer/<str:reference>/overdracht-terug/", desk.hand_back, name="hand_back"),
    path("beheer/<str:reference>/tonen/", desk.show, name="show"),
    path("beheer/<str:reference>/weghalen/", desk.remove, name="remove"),
    path("beheer/<str:reference>/terugzetten/", desk.restore, name="restore"),
]
