"""LoadedFile: which version of a committed content file is in the database, so that loading twice changes nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from olievlek.core.privacy import facts


class LoadedFile(models.Model):
    """What somebody takes away by hand stays away until the file itself changes."""

    name = models.CharField(max_length=80, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    privacy = [facts("id", "name", "digest", "loaded_at", purpose=_("Load content once"))]

    class Meta:
        db_table = "library_loadedfile"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
