"""`olievlek check_histograms`: count all answers again, and compare with what was frozen."""

from typing import Any

from django.core.management.base import CommandError

from olievlek.core import commands
from olievlek.surveys import histograms
from olievlek.surveys.models import Histogram, Picture


class Command(commands.Command):
    help = "Count the answers of every closed round again; each number must be the same as the one that was frozen."

    def handle(self, *_args: Any, **_options: Any) -> None:
        wrong = [*histograms.wrong_rounds(), *histograms.wrong_pictures()]
        for line in wrong:
            self.stdout.write(line)
        rounds, pictures = Histogram.objects.count(), Picture.objects.released().count()
        self.stdout.write(f"{rounds} rounds and {pictures} pictures counted again, {len(wrong)} wrong")
        if wrong:
            raise CommandError("The figures do not agree with the answers.")
