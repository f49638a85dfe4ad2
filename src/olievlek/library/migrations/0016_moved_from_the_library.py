"""The nouns stand in other rooms now. Nothing happens to their tables."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0015_language_not_said"),
        ("cases", "0001_moved_from_the_library"),
        ("adoptions", "0001_moved_from_the_library"),
        ("imports", "0001_moved_from_the_library"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="AdoptionStep"),
                migrations.DeleteModel(name="Adaptation"),
                migrations.DeleteModel(name="Addition"),
                migrations.DeleteModel(name="Adoption"),
                migrations.DeleteModel(name="BuildingBlock"),
                migrations.DeleteModel(name="CaseFile"),
                migrations.DeleteModel(name="CasePerson"),
                migrations.DeleteModel(name="CaseTerm"),
                migrations.DeleteModel(name="Contact"),
                migrations.DeleteModel(name="Lineage"),
                migrations.DeleteModel(name="Part"),
                migrations.DeleteModel(name="Result"),
                migrations.DeleteModel(name="Version"),
                migrations.DeleteModel(name="Case"),
                migrations.DeleteModel(name="LoadedFile"),
                migrations.DeleteModel(name="SheetImport"),
            ]
        )
    ]
