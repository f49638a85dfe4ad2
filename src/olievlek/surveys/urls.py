"""Addresses of `surveys`: short, because people type the first one from a screen."""

from django.urls import path

from olievlek.surveys import views

app_name = "surveys"
urlpatterns = [
    path("beheer/vragenlijsten/", views.instruments, name="instruments"),
    path("d/", views.by_code, name="by_code"),
    path("d/<str:token>/", views.welcome, name="welcome"),
    path("d/<str:code>/begin/", views.begin, name="begin"),
    path("d/<str:code>/pauze/", views.pause, name="pause"),
    path("d/<str:code>/<int:number>/", views.page, name="page"),
    path("d/<str:code>/inleveren/", views.hand_in, name="hand_in"),
    path("d/<str:code>/klaar/", views.thanks, name="thanks"),
]
