"""The audit as a file to keep elsewhere: CSV for a spreadsheet, JSON lines for a program."""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import UTC
from io import StringIO
from typing import Final

from ropewalk.accounts.chain import Link

COLUMNS: Final = (
    *("number", "at", "who", "what", "kind", "thing", "before", "after", "request", "previous", "hash"),
)
DANGEROUS: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet would take for a formula."""


def as_row(link: Link) -> dict[str, str | int]:
    """An event as texts by column; the moment in UTC, exactly as it is hashed."""
    said = link.said
    return {
        "number": link.number,
        "at": said.at.astimezone(UTC).isoformat(timespec="microseconds"),
        **{name: getattr(said, name) for name in COLUMNS[2:9]},
        "previous": link.previous,
        "hash": link.hash,
    }


def as_json_lines(links: Iterable[Link]) -> Iterator[str]:
    """One JSON object a line: what is hashed, letter for letter."""
    for link in links:
        yield json.dumps(as_row(link), ensure_ascii=False) + "\n"


def as_csv(links: Iterable[Link]) -> Iterator[str]:
    """Comma-separated, with a header. What a spreadsheet would run as a formula gets a quote."""
    yield _line(COLUMNS)
    for link in links:
        yield _line(_harmless(value) for value in as_row(link).values())


def _line(cells: Iterable[str | int]) -> str:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _harmless(value: str | int) -> str | int:
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value
