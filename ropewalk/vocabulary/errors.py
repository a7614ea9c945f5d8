"""Errors a person can act on: where (file, row), what (value), and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. ``row`` counts from 1 as the file shows it, header included."""

    problem: str
    remedy: str
    file: str = ""
    row: int | None = None
    value: str | None = None

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row is not None else ""
        where = f"{self.file}{row}: " if self.file else ""
        value = f" (value: {self.value!r})" if self.value is not None else ""
        return f"{where}{self.problem}{value}. {self.remedy}"


class RopewalkError(Exception):
    """Printed without a traceback and exits non-zero; carries every fault found, not just the first.
    ``left``: in what state what was being worked on has been left."""

    left = "Nothing was changed."

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class SourceError(RopewalkError):
    """A publisher's file is not what its column map says."""


class DefinitionError(RopewalkError):
    """A definition (plan, indicator, peer set, column map, origin) is wrong."""


class StoreError(RopewalkError):
    """The store is missing, damaged, or asked for a revision it does not hold."""


class UserError(RopewalkError):
    """A command was asked for something that cannot be done."""
