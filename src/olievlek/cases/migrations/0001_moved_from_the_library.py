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
        ("vocabulary", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        content_types(
            "case",
            "buildingblock",
            "casefile",
            "caseperson",
            "caseterm",
            "contact",
            "lineage",
            "part",
            "result",
            "version",
            old="library",
            new="cases",
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Case",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("key", models.CharField(blank=True, max_length=120)),
                        ("slug", models.SlugField(max_length=140, unique=True)),
                        ("title", models.CharField(max_length=300, verbose_name="title")),
                        ("summary", models.TextField(blank=True, verbose_name="in one sentence")),
                        ("problem", models.TextField(blank=True, verbose_name="Which problem did this solve?")),
                        ("problem_is_our_reading", models.BooleanField(default=False)),
                        ("done", models.TextField(blank=True, verbose_name="What did they do?")),
                        ("story", models.TextField(blank=True, verbose_name="How did it come about?")),
                        ("description", models.TextField(blank=True, verbose_name="description from the source")),
                        ("strategy_note", models.TextField(blank=True)),
                        ("new_here", models.BooleanField(null=True)),
                        ("carried_out", models.BooleanField(null=True)),
                        ("better_in_kind", models.BooleanField(null=True)),
                        ("value_for_people", models.BooleanField(null=True)),
                        ("team_size", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("sounding_board_size", models.PositiveSmallIntegerField(blank=True, null=True)),
                        ("external_help", models.BooleanField(null=True)),
                        ("owner_text", models.TextField(blank=True, verbose_name="maker, according to the source")),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year it began")),
                        ("country", models.CharField(default="NL", max_length=2)),
                        ("language", models.CharField(blank=True, default="nl", max_length=5)),
                        ("licence", models.CharField(blank=True, max_length=200, verbose_name="licence")),
                        ("source_id", models.CharField(blank=True, max_length=200)),
                        ("source_type", models.CharField(blank=True, max_length=100)),
                        ("source_name", models.CharField(blank=True, max_length=200)),
                        ("source_url", models.URLField(blank=True, max_length=1000)),
                        ("source_date", models.CharField(blank=True, max_length=10)),
                        ("note", models.TextField(blank=True)),
                        ("content_hash", models.CharField(blank=True, max_length=64)),
                        ("once", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                        ("edition", models.PositiveIntegerField(default=0)),
                        ("edited_at", models.DateTimeField(blank=True, null=True)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        ("shared_at", models.DateTimeField(blank=True, null=True)),
                        ("published_at", models.DateTimeField(blank=True, null=True)),
                        ("hidden_at", models.DateTimeField(blank=True, null=True)),
                        ("hidden_reason", models.TextField(blank=True, verbose_name="why it is hidden")),
                        ("removed_at", models.DateTimeField(blank=True, null=True)),
                        ("emptied_at", models.DateTimeField(blank=True, null=True)),
                        ("corrected_at", models.DateTimeField(blank=True, null=True)),
                        ("handed_over_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="cases_told",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "corrected_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "drive",
                            models.ForeignKey(
                                blank=True,
                                limit_choices_to={"list": "drives"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                        (
                            "edited_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
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
                            ),
                        ),
                        (
                            "handed_over_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "hidden_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                limit_choices_to={"list": "case_kinds"},
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                        (
                            "level",
                            models.ForeignKey(
                                blank=True,
                                limit_choices_to={"list": "levels"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                        (
                            "novelty",
                            models.ForeignKey(
                                blank=True,
                                limit_choices_to={"list": "novelty"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cases_made",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "owner_before",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisations.organisation",
                            ),
                        ),
                        (
                            "published_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "removed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "shared_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stage",
                            models.ForeignKey(
                                blank=True,
                                limit_choices_to={"list": "initiative_stages"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                        (
                            "strategy_status",
                            models.ForeignKey(
                                blank=True,
                                limit_choices_to={"list": "strategy_statuses"},
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_case",
                        "ordering": ["-published_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="BuildingBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("api", "API"),
                                    ("dataset", "data set"),
                                    ("code", "code"),
                                    ("document", "document"),
                                    ("design", "design"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("url", models.URLField(max_length=1000)),
                        ("licence", models.CharField(blank=True, max_length=200)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="building_blocks",
                                to="cases.case",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_buildingblock",
                        "ordering": ["case", "kind", "title"],
                    },
                ),
                migrations.CreateModel(
                    name="CaseFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(choices=[("photo", "photo"), ("attachment", "attachment")], max_length=10),
                        ),
                        ("once", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("digest", models.CharField(max_length=64)),
                        ("name", models.CharField(max_length=120)),
                        ("media_type", models.CharField(max_length=100)),
                        ("size", models.PositiveIntegerField()),
                        ("width", models.PositiveIntegerField(blank=True, null=True)),
                        ("height", models.PositiveIntegerField(blank=True, null=True)),
                        ("alt", models.CharField(blank=True, max_length=300, verbose_name="What can be seen on it?")),
                        ("added_at", models.DateTimeField(auto_now_add=True)),
                        ("agreed_at", models.DateTimeField(blank=True, null=True)),
                        ("hidden_at", models.DateTimeField(blank=True, null=True)),
                        ("hidden_reason", models.TextField(blank=True)),
                        (
                            "added_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "agreed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="cases.case"
                            ),
                        ),
                        (
                            "hidden_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_casefile",
                        "ordering": ["case", "kind", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CasePerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[("co_author", "writes along"), ("contact", "may be asked")], max_length=10
                            ),
                        ),
                        ("asked_at", models.DateTimeField()),
                        ("accepted_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "asked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="people", to="cases.case"
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="case_roles",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_caseperson",
                        "ordering": ["case", "role", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="CaseTerm",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("theme", "theme"),
                                    ("origin", "where it came from"),
                                    ("main_origin", "the one origin that a study counts"),
                                    ("driver", "drives"),
                                    ("initiator", "who took the initiative"),
                                    ("team_role", "in the team"),
                                    ("help_kind", "help from outside"),
                                    ("promoting", "promotes"),
                                    ("hindering", "hinders"),
                                    ("value_type", "better for whom"),
                                    ("result_type", "what it brought about"),
                                    ("threshold", "threshold overcome"),
                                    ("scan_factor", "helps with"),
                                    ("heard_at", "heard from"),
                                    ("process", "how it went"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="case_terms", to="cases.case"
                            ),
                        ),
                        (
                            "term",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="case_terms",
                                to="vocabulary.term",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_caseterm",
                        "ordering": ["case", "role", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Contact",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("name", models.CharField(max_length=120)),
                        ("role", models.CharField(blank=True, max_length=120)),
                        ("reach", models.CharField(max_length=200)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_contact",
                        "ordering": ["case", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Lineage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "child",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parent_links",
                                to="cases.case",
                            ),
                        ),
                        (
                            "kind",
                            models.ForeignKey(
                                limit_choices_to={"list": "lineage_kinds"},
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="vocabulary.term",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="child_links", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_lineage",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Part",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("core", "You can not do without"),
                                    ("optional", "Nice to have"),
                                    ("help", "Help from others"),
                                    ("keep", "Leave it as it is"),
                                    ("adapt", "Make it fit"),
                                    ("risk", "Risk"),
                                    ("stopped", "Stopped"),
                                    ("detour", "Detour"),
                                    ("failed", "Did not work"),
                                    ("warning", "Mind this"),
                                    ("lesson", "Lesson"),
                                    ("spread", "How it spread, according to the source"),
                                    ("own_words", "Words a colleague would search with"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("answer", models.TextField(blank=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="cases.case"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_part",
                        "ordering": ["case", "kind", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="Result",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField()),
                        ("text", models.TextField()),
                        ("figure", models.CharField(blank=True, max_length=40)),
                        ("where", models.CharField(blank=True, max_length=200)),
                        ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="results", to="cases.case"
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
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_result",
                        "ordering": ["case", "position"],
                    },
                ),
                migrations.CreateModel(
                    name="Version",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("number", models.PositiveIntegerField()),
                        ("told", models.JSONField(default=dict)),
                        ("made_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "case",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="cases.case"
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "db_table": "library_version",
                        "ordering": ["case", "-number"],
                    },
                ),
                migrations.AddIndex(
                    model_name="case",
                    index=models.Index(fields=["-published_at", "-id"], name="library_cas_publish_86d758_idx"),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("key", ""), _negated=True), fields=("key",), name="case_content_key_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("source_id", ""), _negated=True),
                        fields=("source_id",),
                        name="case_source_id_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("published_at__isnull", False), ("published_by", None), _connector="OR"),
                        name="case_published_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("shared_at__isnull", False), ("shared_by", None), _connector="OR"),
                        name="case_shared_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("edited_at__isnull", False), ("edited_by", None), _connector="OR"),
                        name="case_edited_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("shared_at", None), ("owner__isnull", False), _connector="OR"),
                        name="case_shared_within_an_organisation",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("author", None), ("once__isnull", False), _connector="OR"),
                        name="case_author_told_it_here",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                            models.Q(("hidden_at", None), ("hidden_by", None), ("hidden_reason", "")),
                            _connector="OR",
                        ),
                        name="case_hidden_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("removed_at__isnull", False), ("removed_by", None), _connector="OR"),
                        name="case_removed_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("emptied_at", None), ("removed_at__isnull", False), _connector="OR"),
                        name="case_emptied_after_removal",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("corrected_at__isnull", False), ("corrected_by", None), _connector="OR"),
                        name="case_corrected_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="case",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("handed_over_at__isnull", False),
                            models.Q(("handed_over_by", None), ("owner_before", None)),
                            _connector="OR",
                        ),
                        name="case_handed_over_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="buildingblock",
                    constraint=models.UniqueConstraint(fields=("case", "url"), name="building_block_once"),
                ),
                migrations.AddConstraint(
                    model_name="casefile",
                    constraint=models.UniqueConstraint(fields=("case", "digest"), name="one_file_once_in_a_case"),
                ),
                migrations.AddConstraint(
                    model_name="casefile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("agreed_at__isnull", False), ("agreed_by", None), _connector="OR"),
                        name="file_agreed_pair",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casefile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hidden_at__isnull", False), models.Q(("hidden_reason", ""), _negated=True)),
                            models.Q(("hidden_at", None), ("hidden_by", None), ("hidden_reason", "")),
                            _connector="OR",
                        ),
                        name="file_hidden_with_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="casefile",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "photo"), _negated=True),
                            models.Q(("agreed_at__isnull", False), models.Q(("alt", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_photo_says_what_it_shows_and_that_people_agree",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="caseperson",
                    constraint=models.UniqueConstraint(
                        fields=("case", "user", "role"), name="one_role_of_a_person_in_a_case_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="caseperson",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at", None), ("accepted_at__gte", models.F("asked_at")), _connector="OR"
                        ),
                        name="asked_before_saying_yes",
                    ),
                ),
                migrations.AddIndex(
                    model_name="caseterm",
                    index=models.Index(fields=["term", "role"], name="library_cas_term_id_df60a0_idx"),
                ),
                migrations.AddConstraint(
                    model_name="caseterm",
                    constraint=models.UniqueConstraint(fields=("case", "role", "term"), name="case_term_once"),
                ),
                migrations.AddConstraint(
                    model_name="contact",
                    constraint=models.UniqueConstraint(fields=("case", "name"), name="contact_once"),
                ),
                migrations.AddConstraint(
                    model_name="lineage",
                    constraint=models.UniqueConstraint(fields=("child", "parent"), name="lineage_pair_once"),
                ),
                migrations.AddConstraint(
                    model_name="lineage",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("child", models.F("parent")), _negated=True), name="lineage_not_itself"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="part",
                    constraint=models.UniqueConstraint(fields=("case", "kind", "position"), name="part_place_once"),
                ),
                migrations.AddConstraint(
                    model_name="part",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind", "risk"), ("answer", ""), _connector="OR"),
                        name="part_answer_to_a_risk",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="result",
                    constraint=models.UniqueConstraint(fields=("case", "position"), name="result_place_once"),
                ),
                migrations.AddConstraint(
                    model_name="version",
                    constraint=models.UniqueConstraint(fields=("case", "number"), name="one_version_of_an_edition"),
                ),
            ]
        ),
    ]
