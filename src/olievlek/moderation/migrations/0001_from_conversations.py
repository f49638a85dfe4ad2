"""Messages, replies, notes, hidings and appeals come from the room `conversations`. Only the state moves: the tables keep
their names and rows. Content types follow, with the permissions on them."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import olievlek.moderation.models.message

NOUNS = ("message", "reply", "note", "hiding", "appeal")


def follow(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    _rename(apps, "conversations", "moderation")


def go_back(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    _rename(apps, "moderation", "conversations")


def _rename(apps: Apps, old: str, new: str) -> None:
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label=old, model__in=NOUNS).update(app_label=new)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("conversations", "0006_moderation_is_a_room"),
        ("organisations", "0008_mailbox_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Hiding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('about_kind', models.CharField(max_length=40)),
                        ('about_id', models.BigIntegerField()),
                        ('hidden_at', models.DateTimeField()),
                        ('reason', models.TextField()),
                        ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'db_table': 'conversations_hiding',
                        'ordering': ['-hidden_at', '-id'],
                        'constraints': [models.UniqueConstraint(fields=('about_kind', 'about_id', 'hidden_at'), name='one_hiding_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='hiding_with_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reference', models.CharField(default=olievlek.moderation.models.message.new_reference, max_length=9, unique=True)),
                        ('kind', models.CharField(max_length=20)),
                        ('about_kind', models.CharField(blank=True, max_length=40)),
                        ('about_id', models.BigIntegerField(blank=True, null=True)),
                        ('text', models.TextField()),
                        ('organisation', models.CharField(blank=True, max_length=200)),
                        ('name', models.CharField(blank=True, max_length=120)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('page', models.CharField(blank=True, max_length=500)),
                        ('language', models.CharField(max_length=5)),
                        ('once', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('sent_at', models.DateTimeField(auto_now_add=True)),
                        ('answer_by', models.DateField(editable=False)),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('outcome', models.CharField(blank=True, choices=[('done', 'Done as asked'), ('answered', 'Answered'), ('declined', 'Not done'), ('double', 'We had this already'), ('spam', 'Not for us')], max_length=10)),
                        ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('for_organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='organisations.organisation')),
                        ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages_sent', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'db_table': 'conversations_message',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Appeal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField(blank=True)),
                        ('language', models.CharField(max_length=5)),
                        ('once', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('sent_at', models.DateTimeField(auto_now_add=True)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('outcome', models.CharField(blank=True, choices=[('shown', 'Shown again'), ('stays', 'Stays hidden')], max_length=8)),
                        ('answer', models.TextField(blank=True)),
                        ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='appeals', to=settings.AUTH_USER_MODEL)),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('hiding', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='moderation.hiding')),
                        ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='appeal', to='moderation.message')),
                    ],
                    options={
                        'db_table': 'conversations_appeal',
                        'ordering': ['id'],
                    },
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('once', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('text', models.TextField()),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='moderation.message')),
                    ],
                    options={
                        'db_table': 'conversations_note',
                        'ordering': ['id'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Reply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('once', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ('text', models.TextField()),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='moderation.message')),
                    ],
                    options={
                        'db_table': 'conversations_reply',
                        'ordering': ['id'],
                        'abstract': False,
                    },
                ),
                migrations.AddIndex(
                    model_name='message',
                    index=models.Index(fields=['closed_at', 'answer_by', 'id'], name='conversatio_closed__c0794c_idx'),
                ),
                migrations.AddIndex(
                    model_name='message',
                    index=models.Index(fields=['about_kind', 'about_id'], name='conversatio_about_k_82fc05_idx'),
                ),
                migrations.AddConstraint(
                    model_name='message',
                    constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['abuse', 'accessibility', 'appeal', 'claim', 'contact', 'correct', 'need', 'question', 'remove', 'tip'])), name='message_of_a_known_kind'),
                ),
                migrations.AddConstraint(
                    model_name='message',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('about_id', None), ('about_kind', '')), models.Q(models.Q(('about_kind', ''), _negated=True), ('about_id__isnull', False)), _connector='OR'), name='message_about_a_whole_noun'),
                ),
                migrations.AddConstraint(
                    model_name='message',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None), ('outcome', '')), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='message_closed_by_somebody_with_an_outcome'),
                ),
                migrations.AddConstraint(
                    model_name='appeal',
                    constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('decided_at', None), ('decided_by', None), ('outcome', '')), models.Q(('decided_at__isnull', False), models.Q(('outcome', ''), _negated=True), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='appeal_decided_with_an_answer'),
                ),
            ],
        ),
        migrations.RunPython(follow, go_back),
    ]
