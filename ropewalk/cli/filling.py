"""Where a restored workspace's database goes: a file in it, or the PostgreSQL of DATABASE_URL."""

import os
from pathlib import Path

from ropewalk.cli.audit import accounts
from ropewalk.cli.database import ELSEWHERE, close_database, open_database
from ropewalk.vocabulary.errors import Fault, UserError
from ropewalk.workspace.folder import Folder
from ropewalk.workspace.restore import DUMP


def fill_database(part: Path) -> None:
    """Put the database of a copy that ``restore`` made where it belongs: tables that were written as files
    go into whatever is in force now. Raises UserError for a SQLite file where DATABASE_URL is set."""
    if (part / DUMP).is_dir():
        (part / ELSEWHERE).unlink(missing_ok=True)
        open_database(part)
        accounts("dump").load(part / DUMP)
        close_database()
    elif os.environ.get("DATABASE_URL") and Folder(part).database.exists():
        remedy = "Take the backup with --portable to move it; or restore it without DATABASE_URL"
        raise UserError(Fault("the backup holds SQLite's own file, and DATABASE_URL is set", remedy))
