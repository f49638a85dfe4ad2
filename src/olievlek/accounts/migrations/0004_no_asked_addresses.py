"""Codes took the place of asked addresses. A row of theirs lived for seconds, and no release had the table."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_ways_in'),
    ]

    operations = [
        migrations.DeleteModel(
            name='AskedAddress',
        ),
    ]
