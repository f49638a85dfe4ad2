"""Addresses of the room `cases`."""

from django.urls import path

from olievlek.cases.views import files, lists, moderation, page, share, together

app_name = "cases"
urlpatterns = [
    path("praktijken/mijn/", share.mine, name="mine"),
    path("praktijken/mijn/als/<sheet:kind>/", lists.mine_sheet, name="mine_sheet"),
    path("praktijken/delen/", share.share, name="share"),
    path("praktijken/delen/bewaren/", share.share_keep, name="share_keep"),
    path("praktijken/gevraagd/<int:pk>/ja/", together.person_accept, name="person_accept"),
    path("praktijken/gevraagd/<int:pk>/nee/", together.person_decline, name="person_decline"),
    path("praktijken/<slug:slug>/", page.case, name="case"),
    path("praktijken/<slug:slug>/verbeteren/", moderation.case_correct, name="case_correct"),
    path("praktijken/<slug:slug>/publiceren/", moderation.case_publish, name="case_publish"),
    path("praktijken/<slug:slug>/verbergen/", moderation.case_hide, name="case_hide"),
    path("praktijken/<slug:slug>/tonen/", moderation.case_unhide, name="case_unhide"),
    path("praktijken/<slug:slug>/weghalen/", moderation.case_remove, name="case_remove"),
    path("praktijken/<slug:slug>/terugzetten/", moderation.case_restore, name="case_restore"),
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
    path("praktijken/<slug:slug>/fotos/<int:pk>/", files.photo, name="photo"),
    path("praktijken/<slug:slug>/bijlagen/", files.attachment_add, name="attachment_add"),
    path("praktijken/<slug:slug>/bijlagen/<int:pk>/", files.attachment, name="attachment"),
    path("praktijken/<slug:slug>/bestanden/<int:pk>/weg/", files.file_remove, name="file_remove"),
]
