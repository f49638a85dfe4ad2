"""Addresses of accounts."""

from django.urls import path

from olievlek.accounts import views

app_name = "accounts"
urlpatterns = [
    path("inloggen/", views.sign_in, name="login"),
    path("inloggen/mail/", views.ask_address, name="ask_address"),
    path("inloggen/<str:token>/", views.one_time, name="one_time"),
    path("uitloggen/", views.sign_out, name="sign_out"),
    path("wachtwoord/<str:token>/", views.password, name="password"),
    path("account/", views.account, name="account"),
    path("account/gegevens/", views.change_details, name="change_details"),
    path("account/wachtwoord/", views.change_password, name="change_password"),
    path("account/overal-uitloggen/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("account/stoppen/", views.end, name="end"),
]
