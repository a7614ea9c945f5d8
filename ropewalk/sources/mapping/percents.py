"""What only a workbook's own form tells: cells shown as percentages, and the first column that is used."""

import io
import warnings
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

import openpyxl

ROWS = 200
T = TypeVar("T")


def percent_columns(data: bytes) -> dict[str, frozenset[int]]:
    """Sheet -> its columns shown as percentages (0.123 as 12.3%), counted from 0 at the first used column.

    A column counts when most of its numbers, among the first rows, are shown with a percent sign. A file
    that is no such workbook has none.
    """
    return _each_sheet(data, _percents)


def first_columns(data: bytes) -> dict[str, int]:
    """Sheet -> how many columns are empty before its first used one; readers leave those out.

    Empty for a file that is no workbook of the present form.
    """
    return _each_sheet(data, lambda rows: min((cell.column for row in rows for cell in row), default=1) - 1)


def _each_sheet(data: bytes, read: Callable[[list[list[Any]]], T]) -> dict[str, T]:
    # What is told here only helps to guess. The reader of cells says what is wrong with a damaged workbook;
    # openpyxl lets a dozen kinds of errors of its parts through.
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")  # of parts that are not looked at, such as print areas
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return {sheet.title: read(_used(sheet)) for sheet in book.worksheets}
    return {}


def _used(sheet: Any) -> list[list[Any]]:
    rows = [[cell for cell in row if cell.value is not None] for row in sheet.iter_rows(max_row=ROWS)]
    return [row for row in rows if row]


def _percents(rows: list[list[Any]]) -> frozenset[int]:
    numbers: Counter[int] = Counter()
    shown: Counter[int] = Counter()
    first = min((cell.column for row in rows for cell in row), default=1)
    for row in rows:
        for cell in row:
            if isinstance(cell.value, int | float):
                numbers[cell.column - first] += 1
                shown[cell.column - first] += "%" in (cell.number_format or "")
    return frozenset(column for column, count in numbers.items() if 2 * shown[column] > count)
