"""`olievlek freeze_comparison`: the pictures of this half year; the worker does the same by itself."""

from typing import Any

from django.utils import timezone

from olievlek.core import commands
from olievlek.surveys import national
from olievlek.surveys.models import Picture


class Command(commands.Command):
    help = "Freeze the comparison between organisations for this half year, if that was not done yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        made = national.freeze_due()
        as_of = national.half_year(timezone.localdate())
        shown = Picture.objects.released().filter(as_of=as_of).count()
        self.stdout.write(f"{as_of}: {made} pictures made now, {shown} are shown")
