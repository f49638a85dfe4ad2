"""Make `build/meaning/`: the sentence encoder and the lines of the library that questions are compared with.

    python tools/build_meaning.py

What comes out holds third-party weights: it is never committed.
"""

from pathlib import Path

from olievlek.index import meaning
from olievlek.library import everyday

BUILD = Path(__file__).resolve().parent.parent / "build"

if __name__ == "__main__":
    meaning.build(BUILD / "meaning", everyday.questions_by_key(), everyday.unanswered())
