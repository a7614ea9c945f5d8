"""A sheet of actions brought back by a process that is killed at one of its writes. In a process of its own:

python killed_sheet.py WORKSPACE keep ROWS     add actions, keep a sheet that changes all; tell its number
python killed_sheet.py WORKSPACE apply PK AT   apply it, killed before its write AT (0: let it end, and
                                               tell how often it wrote)
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from bench.sheets import add, edited, somebody
from ropewalk.cli.database import open_database


def main() -> None:
    """See above."""
    folder, what, first, *rest = sys.argv[1:]
    open_database(Path(folder))
    told = keep(int(first)) if what == "keep" else apply(int(first), int(rest[0]))
    sys.stdout.write(f"{told}\n")


def keep(rows: int) -> int:
    """A sheet that waits for its yes."""
    from ropewalk.accounts import sheets
    from ropewalk.office.lists.register import LISTS
    from ropewalk.sheets.compare import compare
    from ropewalk.sheets.opening import opened
    from ropewalk.sheets.told import ID, MARK, headings

    by, listed = somebody(), LISTS["actions"]
    add(by, rows)
    data, target = edited(listed.table(by), rows), listed.target(by, "")
    read = opened(data, "actions.xlsx", (headings(ID), headings(MARK)))
    return int(sheets.kept(by, compare(read, listed.table(by), 10_000), target, data).pk)


def apply(pk: int, at: int) -> int:
    """Say yes to it."""
    from django.db import connection

    from ropewalk.accounts import sheets
    from ropewalk.office.lists.register import LISTS

    by, writes = somebody(), 0

    def counting(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal writes
        writes += sql.startswith(("INSERT", "UPDATE", "DELETE"))
        if at and writes == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(counting):
        sheets.applied(by, pk, LISTS["actions"].target(by, ""))
    return writes


if __name__ == "__main__":
    main()
