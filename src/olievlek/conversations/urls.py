"""Addresses of conversations."""

from django.urls import path

from olievlek.conversations.views import desk, sending

app_name = "conversations"
urlpatterns = [
    path("contact/", sending.write, {"key": "contact"}, name="contact"),
    path("vraag/", sending.write, {"key": "need"}, name="need"),
    path("tip/", sending.write, {"key": "tip"}, name="tip"),
    path("toegankelijkheid/melden/", sending.write, {"key": "accessibility"}, name="accessibility"),
    path("melden/<str:path>/<int:pk>/", sending.choose, name="choose"),
    path("melden/<str:path>/<int:pk>/<str:word>/", sending.write_about, name="write_about"),
    path("bericht/<str:reference>/", sending.sent, name="sent"),
    path("beheer/", desk.queue, name="queue"),
    path("beheer/<str:reference>/", desk.message, name="message"),
    path("beheer/<str:reference>/antwoord/", desk.answer, name="answer"),
    path("beheer/<str:reference>/notitie/", desk.note, name="note"),
    path("beheer/<str:reference>/sluiten/", desk.close, name="close"),
    path("beheer/<str:reference>/heropenen/", desk.reopen, name="reopen"),
    path("beheer/<str:reference>/verbergen/", desk.hide, name="hide"),
    path("beheer/<str:reference>/tonen/", desk.show, name="show"),
    path("beheer/<str:reference>/weghalen/", desk.remove, name="remove"),
    path("beheer/<str:reference>/terugzetten/", desk.restore, name="restore"),
]
