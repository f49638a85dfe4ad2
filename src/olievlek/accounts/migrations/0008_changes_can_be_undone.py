"""A change of a way in is remembered, so that its owner can undo it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_codes_are_drawn'),
    ]

    operations = [
        migrations.CreateModel(
            name='AccessChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('password', 'The password was chosen anew.'), ('added', 'An e-mail address was added.'), ('removed', 'An e-mail address was taken away.'), ('first', 'Mail goes to another e-mail address.'), ('passkey', 'A passkey was added.'), ('no_passkey', 'A passkey was taken away.'), ('step', 'A second step was turned on.'), ('no_step', 'The second step was turned off.'), ('codes', 'New codes to write down were made.'), ('link', 'An organisation was linked: one can sign in through it.'), ('no_link', 'An organisation was unlinked.')], max_length=12)),
                ('before', models.JSONField()),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_changes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
    ]
