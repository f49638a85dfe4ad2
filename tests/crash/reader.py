"""A web process that only reads the index: python -m tests.crash.reader

Told a word on a line of its input, it asks until the word is found, and prints how often it asked and how often the
words that were there from the start were missing meanwhile. What it has open, it opened before the others changed it.
Told a word behind a minus, it prints how many documents a page of answers would count for it now.
"""

import json
import sys
import time

import django

STANDING = "standbeeld"
PATIENCE = 120.0  # seconds; longer is a failure, shorter says nothing about speed


def asked_until_found(word: str) -> dict[str, object]:
    """Ask for the new word and for the old one, in turn, until the new one is there."""
    from olievlek.index import reader

    ends, times, missing = time.monotonic() + PATIENCE, 0, 0
    while time.monotonic() < ends:
        times += 1
        missing += not reader.ask(STANDING, tokens=["public"]).hits
        if reader.ask(word, tokens=["public"]).hits:
            return {"word": word, "times": times, "missing": missing}
        time.sleep(0.1)
    return {"word": word, "times": times, "missing": missing, "late": True}


def counted(word: str) -> int:
    """How many documents a visitor's page of answers counts, with what this process keeps of them."""
    from django.contrib.auth.models import AnonymousUser

    from olievlek.search.answers import Asked, answering

    return len(answering(Asked(word), AnonymousUser()).everything)


if __name__ == "__main__":
    django.setup()
    print("ready", flush=True)
    for line in sys.stdin:
        word = line.strip()
        told = {"counted": counted(word[1:])} if word.startswith("-") else asked_until_found(word)
        print(json.dumps(told), flush=True)
