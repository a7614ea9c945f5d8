"""What a council declares of its site: how to reach it, and how far the site can be used by everyone."""

import tomllib
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from ropewalk.vocabulary.definitions import from_mapping
from ropewalk.vocabulary.errors import DefinitionError, Fault

FILE: Final = "accessibility.toml"


class Status(StrEnum):
    """How far a site meets the standard, in the words of the regulations."""

    FULLY = "fully compliant"
    PARTIALLY = "partially compliant"
    NOT = "not compliant"


class Failing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part that not everybody can use: which criterion it fails, and what will be done by when."""

    what: str
    criterion: str = ""
    plan: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``accessibility.toml``. What is left out is told to readers as not held: nothing is made up."""

    status: Status | None = None
    email: str = ""
    phone: str = ""
    post: str = ""
    reply_days: int | None = None
    prepared: date | None = None
    reviewed: date | None = None
    tested: date | None = None
    tested_by: str = ""
    how_tested: tuple[str, ...] = ()
    failings: tuple[Failing, ...] = ()
    burdens: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    improving: tuple[str, ...] = ()
    logs: str = ""


NOTHING: Final = Statement()


def statement_of(content: bytes) -> Statement:
    """The statement of a file's content. Raises DefinitionError with the file's name and the remedy."""
    try:
        mapping = tomllib.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        problem = f"the file is not UTF-8 (byte {error.start})"
        raise DefinitionError(Fault(problem, "Save it as UTF-8", file=FILE)) from error
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(Fault(f"not TOML: {error}", "Mend the line", file=FILE)) from error
    statement = from_mapping(mapping, Statement, FILE)
    if statement.status is Status.FULLY and statement.failings:
        remedy = "Say 'partially compliant', or take the failings out once they are mended"
        raise DefinitionError(Fault("fully compliant, and yet it names failings", remedy, file=FILE))
    return statement
