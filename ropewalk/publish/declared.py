"""What is declared of an account beside its definitions, and when the files of it were written."""

import logging
from pathlib import Path

from django.conf import settings

from ropewalk.calibration.public import read
from ropewalk.vocabulary.calibration import Calibration
from ropewalk.vocabulary.errors import RopewalkError
from ropewalk.vocabulary.statement import FILE as STATEMENT
from ropewalk.vocabulary.statement import NOTHING, Statement, statement_of

LOG = logging.getLogger(__name__)


def calibration(written: int) -> Calibration | None:
    """The calibration; none, and a line in the log, where it is damaged: the account stands without it."""
    try:
        return read(settings.WORKSPACE) if written else None
    except RopewalkError as error:
        LOG.warning("The calibration cannot be shown: %s", error)
        return None


def statement(written: int) -> Statement:
    """What is declared of the site; nothing, and a line in the log, where the file is damaged."""
    try:
        return statement_of((settings.WORKSPACE / STATEMENT).read_bytes()) if written else NOTHING
    except (RopewalkError, OSError) as error:
        LOG.warning("The accessibility statement cannot be shown: %s", error)
        return NOTHING


def stamp(file: Path) -> int:
    """When a file was written; nought when there is none."""
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
