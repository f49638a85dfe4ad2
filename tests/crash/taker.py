"""One process that takes in a spreadsheet, at the moment another does.

python -m tests.crash.taker SHEET MOMENT        prints how many rows stayed out
"""

import sys
import time

import django


def main(number: int, moment: float) -> None:
    """Wait for the moment, take it in, say what it found."""
    django.setup()
    from olievlek.imports import actions
    from olievlek.imports.models import SheetImport

    sheet = SheetImport.objects.select_related("loaded_by").get(pk=number)
    time.sleep(max(0.0, moment - time.time()))
    taken = actions.take_in_sheet(sheet, by=sheet.loaded_by)
    print(len(taken.left), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
