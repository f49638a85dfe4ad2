"""Addresses of moderation."""

from django.urls import path

from olievlek.moderation.views import desk, hidings, sending

app_name = "moderation"
urlpatterns = [
    path("contact/", sending.write, {"key": "contact"}, name="contact"),
    path("vraag/", sending.write, {"key": "need"}, name="need"),
    path("tip/", sending.write, {"key": "tip"}, name="tip"),
    path("toegankelijkheid/melden/", sending.write, {"key": "accessibility"}, name="accessibility"),
    path("melden/<str:path>/<int:pk>/", sending.choose, name="choose"),
    path("melden/<str:path>/<int:pk>/<str:word>/", sending.write_about, name="write_about"),
    path("bericht/<str:reference>/", sending.sent, name="sent"),
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
