"""make proof: every promise with its figure, measured now. `tools/proof.py NAME…` runs only those.

Each line is `promise: figure (seconds)`; the figures are printed by the tests that hold them, run at full size.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from run_tests import own_postgres

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.figures import FILE, heard  # noqa: E402  # after the path is set

PYTEST = [str(ROOT / ".venv/bin/pytest"), "-q"]


@dataclass(frozen=True)
class Promise:
    """Tests say their figures (tests/figures.py); `environment` makes them run at full size."""

    words: str
    tests: str
    environment: dict[str, str] = field(default_factory=dict, hash=False)
    databases: tuple[str, ...] = ("SQLite", "PostgreSQL")
    browser: bool = False
    together: bool = False  # its tests run in four processes


PROMISES = {
    "access": Promise(
        "nobody gets where she may not",
        "tests/test_access.py::test_nobody_gets_where_she_may_not_and_everybody_where_she_may",
        {"OLIEVLEK_MATRIX": "1"},
        together=True,
    ),
    "mutants": Promise(
        "a policy that is gone is noticed",
        "tests/test_access.py::test_the_matrix_notices_a_policy_that_is_gone",
        {"OLIEVLEK_MATRIX": "1"},
        databases=("SQLite",),
    ),
    "canaries": Promise(
        "what is not public is told nowhere",
        "tests/test_canaries.py",
        {"OLIEVLEK_MATRIX": "1"},
        together=True,
    ),
    "audience": Promise(
        "what is private to others changes nothing",
        "tests/test_audience.py",
        {"OLIEVLEK_MATRIX": "1"},
        together=True,
    ),
    "first_question": Promise(
        "the first question after a start is answered",
        "tests/crash/test_first_question.py",
    ),
    "text": Promise(
        "whatever text comes in is clean, and no output fails on a text",
        "tests/test_texts.py",
    ),
    "directions": Promise(
        "a name of another direction turns nothing around that stands beside it",
        "tests/test_directions.py",
        databases=("SQLite",),
    ),
    "joining": Promise(
        "no order of asking, inviting and leaving breaks a rule",
        "tests/organisations/test_join_machine.py",
        {"OLIEVLEK_EXAMPLES": "60"},
        databases=("SQLite",),
    ),
    "guessing": Promise(
        "who guesses gets nowhere and learns nothing",
        "tests/accounts/test_guessing.py",
        {"OLIEVLEK_GUESSES": "1000"},
        together=True,
    ),
    "townhall": Promise(
        "a thousand people behind one address sign in",
        "tests/accounts/test_locking_out.py::test_a_town_hall_behind_one_address_comes_in_while_somebody_there_guesses",
        {"OLIEVLEK_TOWN_HALL": "1000"},
    ),
    "doors": Promise(
        "no way in changes without a fresh proof",
        "tests/accounts/test_doors.py",
    ),
    "logs": Promise(
        "no secret of an address stands in a log",
        "tests/test_secrets_in_logs.py",
        databases=("SQLite",),
    ),
    "limits": Promise(
        "a limit is exact under processes",
        "tests/crash/test_limits.py",
        {"OLIEVLEK_LIMIT_ROUNDS": "30"},
    ),
    "leaving": Promise(
        "her data goes along, and nothing stays", "tests/test_leaving.py", together=True
    ),
    "uploads": Promise(
        "a hostile file is refused or cleaned", "tests/cases/test_uploads.py", databases=("SQLite",), together=True
    ),
    "bounds": Promise(
        "no file or body takes more than its share",
        "tests/core/test_bounds.py tests/core/test_entry.py tests/core/test_photos.py tests/core/test_guard.py",
        together=True,
    ),
    "malformed": Promise(
        "no request makes a server error",
        "tests/test_malformed.py::test_no_malformed_request_makes_a_server_error",
        {"OLIEVLEK_MALFORMED": "10000"},
    ),
    "wrong_verbs": Promise(
        "what an address does not do it answers with 405",
        "tests/test_wrong_verbs.py",
        {"OLIEVLEK_MATRIX": "1"},
        databases=("SQLite",),
    ),
    "reading": Promise(
        "reading changes nothing",
        "tests/test_gets_change_nothing.py::test_no_get_changes_a_table",
        {"OLIEVLEK_MATRIX": "1"},
    ),
    "headers": Promise(
        "every answer carries the policy",
        "tests/test_headers.py::test_every_answer_carries_the_exact_policy_and_forbids_sniffing",
        {"OLIEVLEK_MATRIX": "1"},
        databases=("SQLite",),
    ),
    "locks": Promise(
        "four processes write together",
        "tests/crash/test_locks.py::test_processes_that_write_together_wait_for_each_other",
        {"OLIEVLEK_WRITES": "2000"},
    ),
    "races": Promise(
        "of two who do the same at once",
        "tests/crash/test_races.py",
        {"OLIEVLEK_ROUNDS": "200"},
    ),
    "mail": Promise(
        "no mail is lost or doubled",
        "tests/crash/test_mail.py",
        {"OLIEVLEK_MAILS": "1000", "OLIEVLEK_MAIL_KILLS": "20"},
    ),
    "kills": Promise(
        "what was saved survives a kill",
        "tests/crash/test_kill.py",
        {"OLIEVLEK_KILLS": "40"},
    ),
    "backup": Promise(
        "backups under write load",
        "tests/crash/test_backup.py",
        {"OLIEVLEK_BACKUPS": "20"},
    ),
    "indexing": Promise(
        "what was saved is found after a kill of the indexer",
        "tests/index/test_indexer.py::test_an_indexer_killed_at_any_moment_loses_nothing",
        {"OLIEVLEK_INDEX_KILLS": "50"},
    ),
    "answers": Promise(
        "both databases answer the same",
        "tests/crash/test_same_answers.py",
        {"OLIEVLEK_SAME_ROWS": "2000", "OLIEVLEK_SAME_QUESTIONS": "1000"},
    ),
    "readers": Promise(
        "every web process finds what another took in",
        "tests/crash/test_readers.py",
        {"OLIEVLEK_READERS_TURNS": "8"},
    ),
    "digests": Promise(
        "the daily mail is neither lost nor doubled",
        "tests/crash/test_digest.py",
        {"OLIEVLEK_KILLS": "10"},
    ),
    "sheets": Promise(
        "a spreadsheet is taken in once",
        "tests/crash/test_taking_in.py",
        {"OLIEVLEK_SHEETS": "10"},
    ),
    "sheets_read": Promise(
        "a spreadsheet that was not made for us is read", "tests/imports/test_public_sheets.py", together=True
    ),
    "sheets_bounded": Promise(
        "a spreadsheet that was made to grow is refused", "tests/imports/test_sheet_bombs.py", databases=("SQLite",)
    ),
    "anonymity": Promise(
        "no small group can be worked out",
        "tests/surveys/test_proof.py",
        {"OLIEVLEK_ORGANISATIONS": "200"},
        databases=("SQLite",),
    ),
    "session_ends": Promise(
        "nothing typed is lost when the session, the cookies or the key of a form are gone; `next` is always a page",
        "tests/test_session_ends.py",
    ),
    "two_tabs": Promise(
        "an older page never overwrites a newer text without a word",
        "tests/test_two_tabs.py",
    ),
    "stale_tab": Promise(
        "a form acts only for the organisation it was made for",
        "tests/organisations/test_stale_tab.py",
    ),
    "names": Promise(
        "every field says what it is, and no id stands twice on a page",
        "tests/test_names_for_screen_readers.py",
        databases=("SQLite",),
    ),
    "large_text": Promise(
        "nothing lies over a link or a text with large letters and in narrow windows",
        "tests/browser/test_large_text.py",
        {"OLIEVLEK_LOOKS": "all"},
        databases=("SQLite",), browser=True
    ),
    "nothing_lost": Promise(
        "what is typed survives the end of a session and a second tab, in a browser",
        "tests/browser/test_nothing_lost.py",
        databases=("SQLite",), browser=True
    ),
    "closing": Promise(
        "two rounds about the same people that close at once",
        "tests/crash/test_closing_together.py",
        {"OLIEVLEK_CLOSINGS": "60"},
    ),
    "budgets": Promise(
        "every page is light, and accessible by the rules that axe can check",
        "tests/browser/test_budgets.py",
        {"OLIEVLEK_LOOKS": "all"},
        databases=("SQLite",), browser=True
    ),
    "payloads": Promise(
        "nothing typed is executed",
        "tests/browser/test_payloads.py",
        {"OLIEVLEK_EVERY_PAYLOAD": "1"},
        databases=("SQLite",), browser=True
    ),
    "walk": Promise(
        "the reading walk",
        "tests/browser/test_walk.py",
        {"OLIEVLEK_LOOKS": "all"},
        databases=("SQLite",), browser=True
    ),
    "journeys": Promise(
        "the journeys of a member",
        "tests/browser/journeys",
        {"OLIEVLEK_LOOKS": "all"},
        databases=("SQLite",), browser=True
    ),
}  # fmt: skip


def prove(promise: Promise, database: str, address: str | None) -> bool:
    """Run it and print its line; the whole output only when it fails."""
    figures = Path(tempfile.mkdtemp(prefix="olievlek-proof-")) / "figures"
    clean = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment = {**clean, **promise.environment, **({"DATABASE_URL": address} if address else {}), FILE: str(figures)}
    start = time.monotonic()
    command = [
        *PYTEST,
        *(["-n", "4", "--no-loadscope-reorder"] if promise.browser or promise.together else []),
        *promise.tests.split(),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    seconds, said = time.monotonic() - start, "; ".join(heard(figures))
    shutil.rmtree(figures.parent)
    where = f" on {database}" if len(promise.databases) > 1 else ""
    verdict = f"{'' if done.returncode == 0 else 'BROKEN, '}{said or 'no figure'}"
    print(f"{promise.words}{where}: {verdict} ({seconds:.0f} s)", flush=True)
    if done.returncode:
        print(done.stdout[-4000:] + done.stderr[-1000:])
    return done.returncode == 0 and bool(said)


def main(names: list[str]) -> int:
    """0 when every promise that could be measured holds."""
    chosen, kept = [PROMISES[name] for name in names or PROMISES], []
    with own_postgres() as address:
        for promise in chosen:
            if promise.browser and not shutil.which("chromium"):
                print(f"{promise.words}: NOT MEASURED, no `chromium` on the PATH")
                continue
            for database in promise.databases:
                if database == "PostgreSQL" and not address:
                    print(f"{promise.words} on PostgreSQL: NOT MEASURED, no DATABASE_URL and no initdb")
                    continue
                kept.append(prove(promise, database, address if database == "PostgreSQL" else None))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
