"""The `olievlek` command: manage.py by name."""

import os
import sys


def main() -> None:
    """Run a management command; unknown commands are answered by Django with a list."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "olievlek.settings")
    from django.core.management import execute_from_command_line

    from olievlek.core.environment import UnreadableSettingError

    try:
        execute_from_command_line(sys.argv)
    except UnreadableSettingError as error:
        sys.exit(f"Olievlek does not start: {error}")


if __name__ == "__main__":
    main()
