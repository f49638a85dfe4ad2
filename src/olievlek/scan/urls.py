"""Addresses of `scan`."""

from django.urls import path

from olievlek.scan import views

app_name = "scan"
urlpatterns = [
    path("scan/", views.overview, name="overview"),
    path("scan/beginnen/", views.start, name="start"),
    path("scan/gedeeld/", views.shared_with_us, name="shared_with_us"),
    path("scan/gedeeld/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("scan/zelf/", views.self_check, name="self_check"),
    path("scan/bewijs/", views.evidence, name="evidence"),
    path("scan/bewijs/<slug:item>/", views.tell, name="tell"),
    path("scan/bewijs/<slug:item>/weg/", views.take_away, name="take_away"),
    path("scan/vergelijken/", views.join_comparison, name="join_comparison"),
    path("scan/vergelijken/stoppen/", views.leave_comparison, name="leave_comparison"),
    path("scan/landelijk/", views.national, name="national"),
    path("scan/landelijk/als/<sheet:kind>/", views.national_figures, name="national_figures"),
    path("scan/<slug:code>/", views.round_page, name="round"),
    path("scan/<slug:code>/scherm/", views.screen, name="screen"),
    path("scan/<slug:code>/bespreken/<int:number>/", views.talk, name="talk"),
    path("scan/<slug:code>/delen/", views.share, name="share"),
    path("scan/<slug:code>/openbaar/", views.publish, name="publish"),
    path("scan/<slug:code>/profiel/", views.shared_profile, name="shared_profile"),
    path("scan/<slug:code>/herinneren/", views.remind, name="remind"),
    path("scan/<slug:code>/regels/", views.rules, name="rules"),
    path("scan/<slug:code>/opmerking/<uuid:key>/", views.remark, name="remark"),
    path("scan/<slug:code>/sluiten/", views.close, name="close"),
    path("scan/<slug:code>/plan/<slug:factor>/", views.plan, name="plan"),
    path("scan/<slug:code>/verslag/<slug:which>/<paper:kind>/", views.report, name="report"),
    path("scan/<slug:code>/als/<sheet:kind>/", views.figures, name="figures"),
]
