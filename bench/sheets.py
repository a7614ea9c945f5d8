"""What bringing back a list of the office costs, by how many rows of it were changed. From the root:

    .venv/bin/python -m bench.sheets --workspace demo [--rows 500] [--dir FOLDER]

In a copy of the workspace so many actions are added, taken away as XLSX, and brought back with as many of
them changed as each line says: the file is read, each cell compared, the write tried and undone (what the
page shows), then done. Each line has processor time, and how often the database was read and written to.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from ropewalk.cli.database import SETTINGS, open_database
from ropewalk.workspace.folder import open_folder

WHO = "bench@account.example"
BEGAN = date(2026, 1, 5)


def main() -> None:
    """Print a line for taking the list away, then a line for each number of changed rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--workspace", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=500)
    parser.add_argument("--dir", type=Path, default=None)
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="sheets-", dir=given.dir))
    try:
        folder = Path(shutil.copytree(open_folder(given.workspace).path, home / "workspace"))
        os.environ.update({"ROPEWALK_WORKSPACE": str(folder), "DJANGO_SETTINGS_MODULE": SETTINGS})
        open_database(folder)
        measured(given.rows)
    finally:
        shutil.rmtree(home)


def measured(rows: int) -> None:
    """The list of actions with so many more of them."""
    from ropewalk.office.lists.register import LISTS  # late: Django has to be ready first
    from ropewalk.sheets.xlsx import xlsx

    by = somebody()
    with counted(f"add {rows} actions"):
        add(by, rows)
    listed = LISTS["actions"]
    with counted("take the list away as XLSX"):
        xlsx(listed.table(by))
    for changed in (0, 1, rows // 10, rows):
        brought(by, listed, changed)


def somebody() -> Any:
    """A publisher, whose sheets are kept under their name."""
    from ropewalk.accounts.by import By
    from ropewalk.accounts.models import Person
    from ropewalk.accounts.rights import Held
    from ropewalk.accounts.roles import Role
    from ropewalk.vocabulary import clock

    Person.objects.get_or_create(email=WHO, defaults={"name": "Bench", "joined_at": clock.now()})
    return By(WHO, (Held(Role.PUBLISHER),))


def add(by: Any, rows: int) -> None:
    """So many actions of the plan's first promise."""
    from ropewalk.plan import actions, public
    from ropewalk.vocabulary.action import Action
    from ropewalk.vocabulary.delivery import Work

    first = public.definitions().plan.priorities()[0].code
    told: dict[str, Any] = {"began": BEGAN, "owner": "Bench", "source": "Bench", "priorities": (first,)}
    pairs = [
        (
            Action(id=f"bench-{n}", title=f"Bench {n}", indicators=(), expected=(), **told),
            Work(action=f"bench-{n}"),
        )
        for n in range(rows)
    ]
    actions.add_actions(by, pairs)


def brought(by: Any, listed: Any, changed: int) -> None:
    """Bring the list back with some rows changed: look at it, then say yes."""
    from ropewalk.accounts import sheets
    from ropewalk.sheets.compare import compare
    from ropewalk.sheets.opening import opened
    from ropewalk.sheets.told import ID, MARK, headings

    data = edited(listed.table(by), changed)
    target = listed.target(by, "")
    with counted(f"look at {changed} changed rows"):
        read = opened(data, "actions.xlsx", (headings(ID), headings(MARK)))
        found = sheets.tried(by, compare(read, listed.table(by), 10_000), target)
    if len(found.lines) != changed or (changed and not found.is_fine):
        raise SystemExit(f"{changed} rows were changed, and {len(found.lines)} are told: {found.faults}")
    if changed:
        row = sheets.kept(by, found, target, data)
        with counted(f"apply {changed} changed rows"):
            sheets.applied(by, row.pk, target)


def edited(table: Any, changed: int) -> bytes:
    """The list as XLSX, another owner in the last rows of it."""
    import io

    import openpyxl

    from ropewalk.sheets.xlsx import xlsx

    book = openpyxl.load_workbook(io.BytesIO(xlsx(table)))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    at = heads.index("Who answers for it") + 1
    for n in range(sheet.max_row - changed + 1, sheet.max_row + 1):
        sheet.cell(n, at).value = f"{sheet.cell(n, at).value} {changed}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@contextmanager
def counted(what: str) -> Iterator[None]:
    """A line of what the block cost."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    began = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        yield
    reads = sum(one["sql"].startswith("SELECT") for one in asked)
    print(
        f"{what:32} {time.process_time() - began:6.2f} s {reads:5} read {len(asked) - reads:5} written",
        flush=True,
    )


if __name__ == "__main__":
    main()
