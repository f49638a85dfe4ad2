"""Addresses of the room `organisations`."""

from django.urls import path

from olievlek.organisations.views import bodies, desk, house_style, joining, mine

app_name = "organisations"
urlpatterns = [
    path("organisaties/", bodies.organisation_list, name="organisation_list"),
    path("organisaties/als/<sheet:kind>/", bodies.organisations_sheet, name="organisations_sheet"),
    path("organisaties/<slug:slug>/", bodies.organisation, name="organisation"),
    path("organisaties/<slug:slug>/meedoen/", joining.join, name="join"),
    path("organisaties/<slug:slug>/meedoen/intrekken/", joining.take_back, name="take_back"),
    path("meedoen/", joining.where, name="where"),
    path("meedoen/zonder-organisatie/", joining.take_part_alone, name="take_part_alone"),
    path("meedoen/organisatie-voorstellen/", joining.propose, name="propose"),
    path("uitnodiging/<str:token>/", joining.invitation, name="invitation"),
    path("namens/<slug:slug>/", joining.act_for, name="act_for"),
    path("rollen/", joining.role_list, name="roles"),
    path("mijn-organisatie/", mine.mine, name="mine"),
    path("mijn-organisatie/als/<sheet:kind>/", mine.members_sheet, name="members_sheet"),
    path("mijn-organisatie/werk/", mine.change_work, name="change_work"),
    path("mijn-organisatie/verlaten/", mine.leave, name="leave"),
    path("mijn-organisatie/uitnodigen/", mine.invite, name="invite"),
    path("mijn-organisatie/uitnodiging/<int:pk>/intrekken/", mine.withdraw, name="withdraw"),
    path("mijn-organisatie/verzoek/<int:pk>/toelaten/", mine.let_in, name="let_in"),
    path("mijn-organisatie/verzoek/<int:pk>/afwijzen/", mine.not_let_in, name="not_let_in"),
    path("mijn-organisatie/lid/<int:pk>/coordinator/", mine.make_coordinator, name="make_coordinator"),
    path("mijn-organisatie/lid/<int:pk>/geen-coordinator/", mine.stop_coordinator, name="stop_coordinator"),
    path("mijn-organisatie/lid/<int:pk>/beeindigen/", mine.end, name="end"),
    path("mijn-organisatie/coordinator-worden/", mine.ask_to_coordinate, name="ask_to_coordinate"),
    path("mijn-organisatie/nagelopen/", mine.review, name="review"),
    path("mijn-organisatie/maildomein/", mine.add_domain, name="add_domain"),
    path("mijn-organisatie/maildomein/<int:pk>/weghalen/", mine.remove_domain, name="remove_domain"),
    path("mijn-organisatie/maildomein/aanvraag/<int:pk>/intrekken/", mine.withdraw_domain, name="withdraw_domain"),
    path("mijn-organisatie/huisstijl/", house_style.choose, name="house_style"),
    path("mijn-organisatie/huisstijl/logo/", house_style.set_logo, name="set_logo"),
    path("mijn-organisatie/huisstijl/standaard/", house_style.standard, name="standard_style"),
    path("huisstijl/<slug:name>.css", house_style.sheet, name="sheet"),
    path("huisstijl/kop/<slug:name>.css", house_style.head_sheet, name="head_sheet"),
    path("huisstijl/logo/<slug:name>.webp", house_style.logo, name="logo"),
    path("beheer/organisaties/", desk.overview, name="desk"),
    path("beheer/organisaties/voorstel/<int:pk>/bevestigen/", desk.confirm, name="confirm"),
    path("beheer/organisaties/voorstel/<int:pk>/afwijzen/", desk.decline, name="decline"),
    path("beheer/organisaties/maildomein/<int:pk>/bevestigen/", desk.confirm_domain, name="confirm_domain"),
    path("beheer/organisaties/maildomein/<int:pk>/afwijzen/", desk.decline_domain, name="decline_domain"),
    path("beheer/organisaties/samenvoegen/", desk.merge, name="merge"),
    path("beheer/organisaties/melding/<int:pk>/blijft/", desk.keep, name="keep"),
]
