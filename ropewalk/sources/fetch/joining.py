"""Several answers that make one CSV file: the first one's header, then the records of all."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ropewalk.sources.fetch.faults import TryAgainError, refused

BOM = b"\xef\xbb\xbf"


class Joined:
    """A file that answers are put below one another in. Raises FetchError when their columns differ."""

    def __init__(self, out: BinaryIO, address: str) -> None:
        self.out, self.address = out, address
        self.header: bytes | None = None

    def add(self, part: Path) -> None:
        """Add an answer's records; its header too when it is the first."""
        with part.open("rb") as file:
            first = file.readline()
            header = first.removeprefix(BOM).rstrip(b"\r\n")
            if self.header is None:
                self.header = header
                self.out.write(first)
            elif header != self.header:
                remedy = "Fetch them as two files, with a [[table]] for each in map.toml"
                raise refused("the answers to one file's requests have other columns", remedy, self.address)
            last = first
            for last in file:
                self.out.write(last)
        if last and not last.endswith(b"\n"):
            self.out.write(b"\n")


class Page:
    """One page of a query that counts its records: how many there are here, and in all."""

    def __init__(self, part: Path, address: str) -> None:
        with part.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file)
            names = [name.strip().upper() for name in next(_quoted(rows, address), [])]
            if missing := [n for n in ("RECORD_OFFSET", "RECORD_COUNT") if n not in names]:
                problem = "the answer does not say which page it is"
                remedy = (
                    f"It should have the columns record_offset and record_count, not: {', '.join(names[:20])}"
                )
                raise refused(problem, remedy, address, missing[0])
            offset, count = names.index("RECORD_OFFSET"), names.index("RECORD_COUNT")
            records = [(row[offset], row[count]) for row in _quoted(rows, address) if len(row) == len(names)]
        self.records = len(records)
        self.first = _number(records[0][0]) if records else 0
        self.total = _number(records[0][1]) if records else 0

    def check(self, expected: int, total: int | None) -> None:
        """Raise TryAgainError unless this page follows on, and tells of the same number of records."""
        if self.records and self.first != expected:
            raise TryAgainError(f"page {expected} of the answer begins with record {self.first}")
        if total is not None and self.records and self.total != total:
            raise TryAgainError(
                f"the data changed while they were fetched: {total} records, then {self.total}"
            )
        if not self.records and total is not None:
            raise TryAgainError(f"the pages end at record {expected} of {total}")


def _quoted(rows: Iterator[list[str]], address: str) -> Iterator[list[str]]:
    try:
        yield from rows
    except (csv.Error, UnicodeDecodeError) as error:
        raise refused(f"the answer is not a CSV file ({error})", "Ask the publisher", address) from error


def _number(text: str) -> int:
    try:
        return int(float(text))
    except ValueError as error:
        raise TryAgainError(f"a page of the answer is numbered {text!r}") from error
