"""The tables stay as they are and keep their names; only the room is another."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from olievlek.core.moved import content_types


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("cases", "0001_moved_from_the_library"),
        ("library", "0015_language_not_said"),
        ("organisations", "0008_mailbox_codes"),
        ("vocabulary", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        content_types("addition", "adoption", "adaptation", "adoptionstep", old="library", new="adoptions"),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Addition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="What do you want to tell others?")),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                        ("hidden_at", models.DateTimeField(blank=True, null=True)),
                        ("hidden_reason", models.TextField(blank=True, verbose_name="why it is hidden")),
                        ("once", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ],
                    options={
                        "db_table": "library_addition",
                        "ordering": ["made_at", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Adoption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("organisation_text", models.CharField(blank=True, max_length=200)),
                        ("since", models.CharField(blank=True, max_length=10)),
                        (
                            "since_kind",
                            models.CharField(
                                blank=True,
                                choices=[("started", "began"), ("registered", "was registered")],
                                max_length=12,
                            ),
                        ),
                        ("until", models.CharField(blank=True, max_length=10)),
                        (
                            "role",
                            models.CharField(
                                blank=True, choices=[("", "copied it"), ("maker", "made it")], max_length=8
                            ),
                        ),
                        ("note", models.CharField(blank=True, max_length=500)),
                        ("source_url", models.URLField(blank=True, max_length=1000)),
                        ("reason", models.TextField(blank=True)),
                        ("moved_at", models.DateTimeField(blank=True, null=True)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                        ("private_since", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "db_table": "library_adoption",
                        "ordering": ["since", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="AdoptionStep",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        ("before", models.JSONField(blank=True, default=dict)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        ("undone_at", models.DateTimeField(blank=True, null=True)),
                        ("once", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ],
                    options={
                        "db_table": "library_adoptionstep",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Adaptation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "problem_fits",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("partly", "Partly"),
                                    ("no", "No"),
                                    ("unsure", "I do not know"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "needs_fit",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("partly", "Partly"),
                                    ("no", "No"),
                                    ("unsure", "I do not know"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "starts_small",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("partly", "Partly"),
                                    ("no", "No"),
                                    ("unsure", "I do not know"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "decider_known",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("partly", "Partly"),
                                    ("no", "No"),
                                    ("unsure", "I do not know"),
                                ],
                                max_length=8,
                            ),
                        ),
                        (
                            "end_known",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("yes", "Yes"),
                                    ("partly", "Partly"),
                                    ("no", "No"),
                                    ("unsure", "I do not know"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("kept", models.TextField(blank=True, verbose_name="What did you keep?")),
                        ("changed", models.TextField(blank=True, verbose_name="What did you change?")),
                        ("why", models.TextField(blank=True, verbose_name="Why did you change that?")),
                        ("context", models.TextField(blank=True, verbose_name="What is particular about your place?")),
                        ("result", models.TextField(blank=True, verbose_name="What did it bring you?")),
                        ("notes", models.TextField(blank=True, verbose_name="Notes for your colleagues")),
                        ("version", models.PositiveIntegerField(default=0)),
                        ("changed_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "changed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "directions",
                            models.ManyToManyField(
                                blank=True,
                                limit_choices_to={"list": "spread_directions"},
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                        (
                            "evidence",
                            models.ForeignKey(
                                blank=True,
                                limit_choices_to={"list": "evidence_levels"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                                verbose_name="How sure are you of that?",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_adaptation",
                    },
                ),
                migrations.AddField(
                    model_name="addition",
                    name="case",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="additions", to="cases.case"
                    ),
                ),
                migrations.AddField(
                    model_name="addition",
                    name="evidence",
                    field=models.ForeignKey(
                        blank=True,
                        limit_choices_to={"list": "evidence_levels"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.term",
                    ),
                ),
                migrations.AddField(
                    model_name="addition",
                    name="hidden_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="addition",
                    name="made_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="addition",
                    name="organisation",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="additions",
                        to="organisations.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="addition",
                    name="withdrawn_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="adoption",
                    name="case",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adoptions", to="cases.case"
                    ),
                ),
                migrations.AddField(
                    model_name="adoption",
                    name="confirmed_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="adoption",
                    name="organisation",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adoptions",
                        to="organisations.organisation",
                    ),
                ),
                migrations.AddField(
                    model_name="adoption",
                    name="private_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="adoption",
                    name="shared_as",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="shared_from",
                        to="cases.case",
                    ),
                ),
                migrations.AddField(
                    model_name="adoption",
                    name="stage",
                    field=models.ForeignKey(
                        limit_choices_to={"list": "adoption_stages"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.term",
                    ),
                ),
                migrations.AddField(
                    model_name="adaptation",
                    name="adoption",
                    field=models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="adaptation", to="adoptions.adoption"
                    ),
                ),
                migrations.AddField(
                    model_name="adoptionstep",
                    name="adoption",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="adoptions.adoption"
                    ),
                ),
                migrations.AddField(
                    model_name="adoptionstep",
                    name="by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="adoptionstep",
                    name="stage",
                    field=models.ForeignKey(
                        limit_choices_to={"list": "adoption_stages"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vocabulary.term",
                    ),
                ),
                migrations.AddField(
                    model_name="adoptionstep",
                    name="undone_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="addition",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("withdrawn_at__isnull", False), ("withdrawn_by", None), _connector="OR"),
                        name="addition_withdrawn_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="addition",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                            models.Q(("hidden_at", None), ("hidden_by", None), ("hidden_reason", "")),
                            _connector="OR",
                        ),
                        name="addition_hidden_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adoption",
                    constraint=models.UniqueConstraint(fields=("case", "organisation"), name="adoption_body_once"),
                ),
                migrations.AddConstraint(
                    model_name="adoption",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("organisation", None)),
                        fields=("case", "organisation_text"),
                        name="adoption_text_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adoption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation", None), models.Q(("organisation_text", ""), _negated=True)),
                            models.Q(("organisation__isnull", False), ("organisation_text", "")),
                            _connector="OR",
                        ),
                        name="adoption_one_body",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adoption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("since", ""), ("since_kind", "")),
                            models.Q(
                                models.Q(("since", ""), _negated=True), models.Q(("since_kind", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="adoption_since_with_kind",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adoption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("confirmed_at__isnull", False), ("confirmed_by", None), _connector="OR"),
                        name="adoption_confirmed_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adoption",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("private_since__isnull", False), ("private_by", None), _connector="OR"),
                        name="adoption_private_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adaptation",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("changed_at__isnull", False), ("changed_by", None), _connector="OR"),
                        name="adaptation_changed_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="adoptionstep",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("undone_at__isnull", False), ("undone_by", None), _connector="OR"),
                        name="adoption_step_undone_pair",
                    ),
                ),
            ]
        ),
    ]
