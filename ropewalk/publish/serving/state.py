"""What every answer depends on, told in microseconds: unchanged files need not be asked what they hold."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from ropewalk.calibration.public import FILE
from ropewalk.publish.account import OUTLINES, NotReadyError, open_account
from ropewalk.publish.code_key import code_key
from ropewalk.releases import public as releases
from ropewalk.vocabulary import clock
from ropewalk.vocabulary.rules_of_scrutiny import FILE as RULES
from ropewalk.vocabulary.statement import FILE as STATEMENT

Stamp = tuple[tuple[int, int, int], ...]
SETTLED: Final = 100_000_000
"""Nanoseconds after which a file's time tells it from a later writing: two in one tick look alike."""


@dataclass
class AccountState:
    """Call it for the state of the account as of now: definitions, findings, calibration, code and day; None
    while there is nothing to show.

    ``watched``: the files that change whenever any of it does; empty when that cannot be told from files
    (another database than SQLite), and then the database is asked each time. ``next_at``: when the next
    release comes out, which no file tells.
    """

    watched: tuple[Path, ...]
    ask: Callable[[], str | None]
    next_at: Callable[[], datetime | None] = lambda: None
    _stamp: Stamp = ()
    _known: str | None = None
    _until: datetime | None = None

    def __call__(self) -> str | None:
        """The state now."""
        stamp = tuple(_look(path) for path in self.watched)
        if not stamp or stamp != self._stamp or self._is_over():
            self._known, self._until = self.ask(), self.next_at() if stamp else None
            self._stamp = stamp if _settled(stamp) and self._known else ()
        return self._known and f"{self._known} {clock.today()}"

    def _is_over(self) -> bool:
        """Whether a release has come out since the database was asked."""
        return self._until is not None and clock.now() >= self._until


def account_state() -> AccountState:
    """The state of the account that the settings name."""
    return AccountState(_watched(), _ask, _next_at)


def _ask() -> str | None:
    try:
        return f"{open_account().key} {code_key()}"
    except NotReadyError:
        return None


def _next_at() -> datetime | None:
    try:
        return releases.next_at()
    except DatabaseError:  # an older workspace, whose tables are not there yet
        return None


def _watched() -> tuple[Path, ...]:
    database = settings.DATABASES["default"]
    if not str(database["ENGINE"]).endswith("sqlite3"):
        return ()
    file, workspace = Path(str(database["NAME"])), Path(settings.WORKSPACE)
    beside = file.with_name(f"{file.name}-wal")
    findings = workspace / "store" / "findings" / "current"
    declared = (workspace / name for name in (FILE, STATEMENT, RULES))
    return file, beside, findings, workspace / OUTLINES, *declared


def _look(path: Path) -> tuple[int, int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0, 0
    return found.st_mtime_ns, found.st_size, found.st_ino


def _settled(stamp: Stamp) -> bool:
    """Whether every file was written long enough ago for a later writing to bear another time."""
    return all(time.time_ns() - modified > SETTLED for modified, _, _ in stamp)
