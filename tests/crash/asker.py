"""Takes a file of rows in and answers questions: python -m tests.crash.asker ROWS QUESTIONS

Prints for each line of QUESTIONS the first twenty answers, as the search of the API gives them.
"""

import json
import sys
from pathlib import Path

import django


def main(rows: str, questions: str) -> None:
    from olievlek.imports.importing import checked, take_in
    from olievlek.index import indexer, reader
    from olievlek.index.models import Document

    take_in(checked(Path(rows)))
    indexer.catch_up()
    indexer.learn_associations()
    names = dict(Document.objects.values_list("pk", "source_id"))
    for question in Path(questions).read_text(encoding="utf-8").splitlines():
        hits = reader.ask(question, tokens=["public"], k=20).hits
        print(json.dumps([names[hit.document] for hit in hits]))


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
