"""Loads small enough to check by eye: ``rows("jobs E1 2020 1.5", "jobs E2 2020 c")``."""

from datetime import date

import polars as pl

from ropewalk.observations.batch import COLUMNS, REFUSED
from ropewalk.observations.store import Batch
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.source import File, Origin

STATES = {"c": "suppressed", "x": "not available", "z": "not applicable", "n": "not yet published"}
FILE = "rows.csv"


def origin(source: str = "jobs", edition: int = 1, retrieved: date = date(2024, 1, 2)) -> Origin:
    """A source's origin; another edition has other bytes."""
    return Origin(
        id=source,
        title="Jobs",
        producer="Office",
        licence="Open Government Licence v3.0",
        attribution="Office",
        address="https://example.org/jobs",
        published=date(2024, 1, 1),
        retrieved=retrieved,
        files=(File(name=FILE, sha256=f"{edition:064}", bytes=10 + edition),),
    )


def rows(*lines: str) -> pl.DataFrame:
    """Observations from lines of ``indicator place year value [breakdown]``; a letter for no value.

    The first line stands in row 2 of the file, below its header.
    """
    found = [_row(number, *line.split(" ")) for number, line in enumerate(lines, start=2)]
    return pl.DataFrame(found, schema=dict(COLUMNS))


def _row(
    number: int, indicator: str, place: str, year: str, cell: str, breakdown: str = ""
) -> dict[str, object]:
    return {
        "indicator": indicator,
        "place": place,
        "period": f"{year}-01-01/P1Y",
        "breakdown": breakdown,
        "value": None if cell in STATES else float(cell),
        "state": STATES.get(cell, "measured"),
        "file": FILE,
        "row": number,
    }


def batch(
    *lines: str,
    source: str = "jobs",
    edition: int = 1,
    refused: pl.DataFrame | None = None,
    places: tuple[Place, ...] = (),
    renames: dict[str, str] | None = None,
) -> Batch:
    """A load of these lines."""
    left_out = pl.DataFrame(schema=REFUSED) if refused is None else refused
    return Batch(origin(source, edition), rows(*lines), left_out, places, renames or {})


def refusal(place: str, reason: str = "contradiction", row: int = 9) -> pl.DataFrame:
    """One refused row."""
    cells = [FILE, row, "jobs", place, "2020-01-01/P1Y", "", "7", reason]
    return pl.DataFrame([cells], schema=dict(REFUSED), orient="row")


def said(frame: pl.DataFrame) -> list[str]:
    """What rows say, as the lines that ``rows`` reads, in the frame's order."""
    letters = {state: letter for letter, state in STATES.items()}
    columns = frame.select("indicator", "place", "period", "value", "state", "breakdown")
    return [
        f"{indicator} {place} {period[:4]} {letters.get(state, value)} {breakdown}".strip()
        for indicator, place, period, value, state, breakdown in columns.iter_rows()
    ]
