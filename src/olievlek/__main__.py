"""The `olievlek` command: manage.py by name."""

import os
import sys


def main() -> None:
    """Run a management command; unknown commands are answered by Django with a list."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olievlek.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
