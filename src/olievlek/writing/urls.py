"""Addresses of the room `writing`."""

from django.urls import path

from olievlek.writing.views import files, lists, share, together

app_name = "writing"
urlpatterns = [
    path("praktijken/mijn/", share.mine, name="mine"),
    path("praktijken/mijn/als/<sheet:kind>/", lists.mine_sheet, name="mine_sheet"),
    path("praktijken/delen/", share.share, name="share"),
    path("praktijken/delen/bewaren/", share.share_keep, name="share_keep"),
    path("praktijken/gevraagd/<int:pk>/ja/", together.person_accept, name="person_accept"),
    path("praktijken/gevraagd/<int:pk>/nee/", together.person_decline, name="person_decline"),
    path("praktijken/<slug:slug>/delen/vertellen/", share.case_tell, name="case_tell"),
    path("praktijken/<slug:slug>/delen/bewijs/", share.case_proof, name="case_proof"),
    path("praktijken/<slug:slug>/delen/wie/", share.case_show, name="case_show"),
    path("praktijken/<slug:slug>/delen/<slug:step>/bewaren/", share.case_keep, name="case_keep"),
    path("praktijken/<slug:slug>/mensen/", together.case_people, name="case_people"),
    path("praktijken/<slug:slug>/mensen/<int:pk>/weg/", together.person_take_off, name="person_take_off"),
    path("praktijken/<slug:slug>/versies/", together.versions, name="versions"),
    path("praktijken/<slug:slug>/versies/<int:number>/terug/", together.case_go_back, name="case_go_back"),
    path("praktijken/<slug:slug>/prullenbak/", share.case_throw_away, name="case_throw_away"),
    path("praktijken/<slug:slug>/terughalen/", share.case_take_back, name="case_take_back"),
    path("praktijken/<slug:slug>/bestanden/", files.case_files, name="case_files"),
    path("praktijken/<slug:slug>/fotos/", files.photo_add, name="photo_add"),
    path("praktijken/<slug:slug>/bijlagen/", files.attachment_add, name="attachment_add"),
    path("praktijken/<slug:slug>/bestanden/<int:pk>/weg/", files.file_remove, name="file_remove"),
]
