"""The tables stay as they are and keep their names; only the room is another."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from olievlek.core.moved import content_types


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("library", "0015_language_not_said"),
        ("organisations", "0008_mailbox_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        content_types("loadedfile", "sheetimport", old="library", new="imports"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="LoadedFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=80, unique=True)),
                        ("digest", models.CharField(max_length=64)),
                        ("loaded_at", models.DateTimeField(auto_now=True)),
                    ],
                    options={
                        "db_table": "library_loadedfile",
                        "ordering": ["name"],
                    },
                ),
                migrations.CreateModel(
                    name="SheetImport",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=200)),
                        ("digest", models.CharField(max_length=64)),
                        ("columns", models.JSONField(default=list)),
                        ("meant", models.JSONField(blank=True, default=list)),
                        ("lines", models.JSONField(default=list)),
                        ("pages", models.JSONField(blank=True, default=list)),
                        ("layout", models.JSONField(blank=True, default=dict)),
                        ("words", models.JSONField(blank=True, default=dict)),
                        ("left", models.JSONField(blank=True, default=list)),
                        ("language", models.CharField(blank=True, max_length=5)),
                        ("once", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("loaded_at", models.DateTimeField(auto_now_add=True)),
                        ("taken_in_at", models.DateTimeField(blank=True, null=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "loaded_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheet_imports",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sheet_imports",
                                to="organisations.organisation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_sheetimport",
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("undone_at", None), ("taken_in_at__isnull", False), _connector="OR"
                                ),
                                name="sheet_undone_after_taking_in",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
