"""What a reader can take away: the files of each table, by address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ropewalk.findings.exchange import sizes
from ropewalk.findings.exchange.datasets import DATASETS, EVERY, Dataset
from ropewalk.publish.noting import asked, kept
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.site import Link

SHEET_ROWS: Final = 1_048_000
"""Rows that a spreadsheet holds beside its title and head; a table that is longer has no spreadsheet."""
FORMATS: Final = {"csv": "CSV", "ods": "ODS", "xlsx": "XLSX", "json": "JSON-stat", "parquet": "Parquet"}
SHEETS: Final = ("ods", "xlsx")


@dataclass(frozen=True, slots=True)
class Taken:
    """A table with its files. ``rows``: how many it has; ``too_long``: for a spreadsheet."""

    name: str
    title: str
    about: str
    rows: int
    too_long: bool
    files: tuple[Link, ...]


@asked
@kept(2)
def tables(account: Account) -> tuple[Taken, ...]:
    """Every table of the account."""
    return tuple(_taken(one, sizes.whole(account.library, one)) for one in EVERY)


@asked
def of_measure(account: Account, indicator: str) -> tuple[Taken, ...]:
    """The tables that hold something of a measure."""
    return tuple(
        _taken(DATASETS[name], counts[indicator], indicator)
        for name, counts in _by_measure(account).items()
        if counts.get(indicator)
    )


@kept(2)
def _by_measure(account: Account) -> Mapping[str, Mapping[str, int]]:
    return {one.name: sizes.by_measure(account.library, one) for one in EVERY if one.by_indicator}


def _taken(dataset: Dataset, rows: int, indicator: str = "") -> Taken:
    too_long = rows > SHEET_ROWS
    return Taken(
        dataset.name, dataset.title, dataset.about, rows, too_long, files(dataset, rows, indicator=indicator)
    )


def files(
    dataset: Dataset, rows: int = 0, *, indicator: str = "", revision: int | None = None
) -> tuple[Link, ...]:
    """The files of a table: in every format that it fits."""
    fitting = [
        ending
        for ending in FORMATS
        if not (ending in SHEETS and rows > SHEET_ROWS) and not (ending == "json" and not dataset.cube)
    ]
    return tuple(
        Link(FORMATS[ending], addresses.data(dataset.name, ending, indicator, revision)) for ending in fitting
    )
