"""What the web process does before it answers."""

import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.prepared import environment

LOOK = "import gc, olievlek.wsgi; print(gc.get_freeze_count() > 100_000)"


def test_it_reads_what_answers_need_before_the_first_question(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=settings.ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "True", done.stderr
