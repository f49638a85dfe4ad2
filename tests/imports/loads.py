"""Load the content and look at everything it wrote."""

from io import StringIO
from typing import Any

from django.apps import apps
from django.core.management import call_command

from olievlek.index.models import Document


def load() -> dict[str, int]:
    out = StringIO()
    call_command("load_content", stdout=out)
    lines = (line.split(maxsplit=1) for line in out.getvalue().splitlines())
    return {kind: int(number) for number, kind in lines if number.isdigit()}


def everything() -> dict[str, list[Any]]:
    rooms = ("cases", "adoptions", "imports")
    models = [*(model for room in rooms for model in apps.get_app_config(room).get_models()), Document]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}  # type: ignore[attr-defined]
