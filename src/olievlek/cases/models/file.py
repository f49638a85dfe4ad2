"""CaseFile: a photo or an attachment of a case. The bytes stand in the data folder under their own digest."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from olievlek.core import audience
from olievlek.core.once import once_field
from olievlek.core.privacy import Basis, facts, personal
from olievlek.core.rows.stamps import stamp, stamped
from olievlek.timeline.hiding import Hideable, HideableQuerySet, hidden_with_reason


class CaseFileQuerySet(HideableQuerySet["CaseFile"]):
    def visible_to(self, user: audience.Person) -> "CaseFileQuerySet":
        """With the cases she may see; moderators also see what is hidden."""
        from olievlek.cases.models.case import Case  # that file needs the people of a case first

        found = self.filter(case__in=Case.objects.visible_to(user))
        return found if getattr(user, "is_moderator", False) else found.shown()

    def photos(self) -> "CaseFileQuerySet":
        return self.filter(kind=CaseFile.Kind.PHOTO)

    def attachments(self) -> "CaseFileQuerySet":
        return self.filter(kind=CaseFile.Kind.ATTACHMENT)


class CaseFile(Hideable):
    """A photo says what can be seen on it, and who said that everyone on it agrees."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        ATTACHMENT = "attachment", _("attachment")

    case = models.ForeignKey("cases.Case", on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    once = once_field()
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    alt = models.CharField(_("What can be seen on it?"), max_length=300, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_at, agreed_by = stamp()

    objects = CaseFileQuerySet.as_manager()

    privacy = [
        facts(
            "id", "case", "kind", "once", "digest", "name", "media_type", "size", "width", "height", "alt", "added_at",
            "agreed_at", "hidden_at", "hidden_reason",
        ),
        personal(
            "added_by", "agreed_by", "hidden_by",
            what=_("Who added a photo or a file, said that everyone on the photo agrees, or hid it"),
            purpose=_("Know who did what"),
            basis=Basis.PUBLIC_TASK,
            retention=_("Until the account ends; the file stays without the person"),
        ),
    ]  # fmt: skip

    class Meta:
        db_table = "library_casefile"
        ordering = ["case", "kind", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "digest"], name="one_file_once_in_a_case"),
            *stamped("file", "agreed"),
            hidden_with_reason("file"),
            models.CheckConstraint(
                condition=~Q(kind="photo") | Q(agreed_at__isnull=False) & ~Q(alt=""),
                name="a_photo_says_what_it_shows_and_that_people_agree",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        which = "photo" if self.kind == self.Kind.PHOTO else "attachment"
        return reverse(f"cases:{which}", args=[self.case.slug, self.pk])

    def audience_tokens(self) -> list[str]:
        """As its case, until it is hidden."""
        return [audience.MODERATORS] if self.hidden_at else self.case.audience_tokens()
