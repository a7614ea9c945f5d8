"""A list as a sheet: its columns, its rows, and what may be chosen. Every cell is held as one plain text.

A day is held as 2027-03-31, a number as its shortest figures, a choice as its code, several of them one a
line; an empty text is an empty cell. What a cell shows may be something else: a choice shows its name.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final

MOST_LETTERS: Final = 32_000
"""Letters of a cell, a little fewer than spreadsheets hold."""
CUT: Final = " [cut short]"
UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
"""What no spreadsheet holds: control characters."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    WHOLE = "whole number"
    CHOICE = "choice"
    CHOICES = "choices"
    LINES = "lines"


class When(StrEnum):
    """When people may fill in a column."""

    ALWAYS = "always"
    NEW = "new"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``title``: its heading, a message; ``most``: letters of a cell; ``hint``: how it is filled
    in, where that does not say itself, a message."""

    name: str
    title: str
    kind: Kind = Kind.TEXT
    when: When = When.ALWAYS
    most: int = 200
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is held. ``id``: what it is known by, never changed; ``title``: what people call it;
    ``texts``: every column's."""

    id: str
    title: str
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Table:
    """A list at a moment. ``choices``: of each column that has some, code -> name; ``adds``: whether rows may
    be added."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    adds: bool = True

    def shown(self, column: Column, text: str) -> str:
        """A text as a cell shows it: choices by their names, nothing that no spreadsheet holds."""
        names = self.choices.get(column.name, {})
        if column.kind is Kind.CHOICE:
            text = names.get(text, text)
        elif column.kind is Kind.CHOICES:
            text = "\n".join(names.get(code, code) for code in text.split("\n"))
        return plain(text)


def plain(text: str) -> str:
    """A text as spreadsheets hold it and give it back: one kind of new line, no tabs or control characters,
    no white space around it, not too long. A text that is plain already stays as it is."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = UNFIT.sub("\ufffd", lines).strip()
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - len(CUT)].rstrip() + CUT


def named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Code -> name, each name on one line and no two alike: where they are, the code stands behind it."""
    found = {code: plain(" ".join(name.split())) or code for code, name in pairs}
    times: dict[str, int] = {}
    for name in found.values():
        times[name.casefold()] = times.get(name.casefold(), 0) + 1
    return {code: name if times[name.casefold()] == 1 else f"{name} ({code})" for code, name in found.items()}


def text_of(value: Any) -> str:
    """A value as a column holds it: dates, numbers, lists of codes or lines, yes or no, texts."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return format(round(value, 8), ".15g")  # as many places as readers of sheets give back
    if isinstance(value, tuple | list):
        return "\n".join(str(one) for one in value)
    return plain(str(value))


def value_of(column: Column, text: str) -> Any:
    """The other way round: a day or a number, None for an empty one; lines as a tuple; else the text."""
    if column.kind is Kind.DAY:
        return date.fromisoformat(text) if text else None
    if column.kind is Kind.NUMBER:
        return float(text) if text else None
    if column.kind is Kind.WHOLE:
        return int(text) if text else None
    if column.kind in (Kind.CHOICES, Kind.LINES):
        return tuple(line for line in text.split("\n") if line)
    return text
