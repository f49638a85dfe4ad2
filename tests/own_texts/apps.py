from django.apps import AppConfig


class OwnTextsConfig(AppConfig):
    name = "tests.own_texts"
    label = "own_texts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from olievlek.accounts import mydata
        from tests.own_texts.models import Interest

        mydata.register(Interest._meta.label, lambda user: Interest.own.written_by(user))
