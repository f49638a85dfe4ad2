"""Data folders that are made for tests, bench and tools."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASK = "from pathlib import Path; from tests.browser import server; from tests import prepared; "
ASK += "print(prepared.Site(prepared.environment(Path('data'))).run('-c', 'import os; print(os.getcwd())'))"


def test_bench_and_tools_make_a_data_folder_without_settings() -> None:
    """They are no tests, so nothing configured Django for them."""
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=kept, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(ROOT), done.stderr
