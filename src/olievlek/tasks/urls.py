"""Addresses of `tasks`."""

from django.urls import path

from olievlek.tasks import views

app_name = "tasks"
urlpatterns = [
    path("acties/<int:pk>/", views.task, name="task"),
    path("acties/<int:pk>/klaar/", views.finish, name="finish"),
    path("acties/<int:pk>/weer-open/", views.reopen, name="reopen"),
    path("acties/<int:pk>/laten-vallen/", views.drop, name="drop"),
]
