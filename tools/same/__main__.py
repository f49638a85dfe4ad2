"""Compare what two versions of the code do with the same data: pages, files, API answers, writes and mails.

    PYTHONPATH=OLD/src:OLD python tools/same make DATA                 fill DATA by the old code: demo, content, world
    PYTHONPATH=OLD/src python tools/same record DATA BEFORE            what the old code makes of it
    PYTHONPATH=NEW/src python tools/same record DATA AFTER             the new code, after its own migrations
    python tools/same compare BEFORE AFTER [--meant FILE]              differences, grouped by cause

Run it with the Python of either checkout. DATA is never changed by `record`, which works on copies. For PostgreSQL give
`--server 'postgresql://postgres:@/{name}?host=/tmp/pg'` to both; databases `same_…` are made and dropped there.
Only `make` needs the tests of its checkout. `record` knows no names of the code but its settings, so rooms may move.
"""

import argparse
import sys
from pathlib import Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="fill a data folder by this code")
    make.add_argument("data", type=Path)
    record = commands.add_parser("record", help="write down what this code makes of the data")
    record.add_argument("data", type=Path)
    record.add_argument("out", type=Path)
    record.add_argument("--phase", choices=("tables", "read", "try", "act"), help="only this one")
    record.add_argument("--every", type=int, default=1, help="one address in so many, for a quick look")
    for one in (make, record):
        one.add_argument("--server", default="", help="PostgreSQL, with {name} where the database stands")
    compare = commands.add_parser("compare", help="print the differences; 1 when one is not meant")
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    compare.add_argument("--meant", type=Path, help="a regular expression and a reason in each line, parted by ` ## `")
    compare.add_argument("--sampled", action="store_true", help="only what both were asked; AFTER had --every")
    compare.add_argument("--most", type=int, default=60, help="causes to print")
    given = parser.parse_args()
    if given.command == "make":
        import make as making

        return making.make(given.data.resolve(), given.server)
    if given.command == "record":
        import record as recording

        return recording.record(given)
    import compare as comparing

    return comparing.compare(given.before, given.after, given.meant, given.most, sampled=given.sampled)


if __name__ == "__main__":
    sys.exit(main())
