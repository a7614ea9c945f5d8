"""The rows behind a figure: one table for people, one for machines, from the same points."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import polars as pl

from ropewalk.figures.inputs import Bar, Dot, Line, Point, Style, Table
from ropewalk.figures.numbers import (
    STATE_WORDS,
    WHY_HIDDEN,
    interval,
    number,
    short,
    state_words,
    value_words,
)
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.tables import OBSERVATIONS
from ropewalk.vocabulary.words import State

RISKY_START: Final = ("=", "+", "-", "@", "\t", "\r")


def series_table(main: Line, comparators: Sequence[Line], style: Style, caption: str) -> Table:
    """One row a period, newest first: the reader's figure, its 95% range, the comparators, notes."""
    others = [{p.period: p for p in line.points} for line in comparators]
    own = {p.period: p for p in main.points}
    ranged = any(p.lower is not None for p in main.points)
    noted = any(STATE_WORDS.get(p.state) for p in main.points)
    head = [
        _("Period"),
        main.label,
        *([_("Likely range")] if ranged else []),
        *(words for line in comparators for words in _heads(line)),
    ]
    rows = []
    for period in reversed(periods((main, *comparators))):
        point = own.get(period)
        row = [period_words(period), _figure(point, style)]
        if ranged:
            row.append(interval(point.lower, point.upper, style) if point else "")
        for line, other in zip(comparators, others, strict=True):
            row += _cells(line, other.get(period), style)
        if noted:
            row.append(_note(point.state) if point else "")
        rows.append(tuple(row))
    numeric = tuple(range(1, len(head)))
    return Table(caption, (*head, _("Note")) if noted else tuple(head), tuple(rows), numeric)


def periods(lines: Iterable[Line]) -> list[str]:
    """Every period that any of the lines has, first to last: a row of the table each."""
    return sorted({point.period for line in lines for point in line.points})


def _heads(line: Line) -> tuple[str, ...]:
    if not line.spread:
        return (line.label,)
    return _("{group}: middle").format(group=line.label), _("Least to greatest")


def _cells(line: Line, point: Point | None, style: Style) -> tuple[str, ...]:
    """A comparator's cells: a group of places has its middle and its range, which is no interval of error."""
    if not line.spread:
        return (_figure(point, style),)
    if point is None or point.value is None or point.lower is None or point.upper is None:
        return (_("no figure"), "")
    reach = _("{lower} to {upper}").format(lower=short(point.lower, style), upper=short(point.upper, style))
    return short(point.value, style), reach


def _figure(point: Point | None, style: Style) -> str:
    if point is None:
        return _("no figure")
    return value_words(point.value, point.state, style, point.lower, point.upper)


def _note(state: str) -> str:
    words = _(WHY_HIDDEN) if state == State.SUPPRESSED else state_words(state)
    return words[:1].upper() + words[1:]


def strip_table(dots: Iterable[Dot], style: Style, caption: str) -> Table:
    """Places by name, not by rank: a strip is no league table."""
    rows = tuple(
        (dot.label, short(dot.value, style, dot.lower, dot.upper), interval(dot.lower, dot.upper, style))
        for dot in sorted(dots, key=lambda dot: dot.label)
    )
    return Table(caption, (_("Place"), _("Figure"), _("Likely range")), rows, (1, 2))


def bar_table(bars: Iterable[Bar], caption: str, head: tuple[str, str], style: Style) -> Table:
    """One row a bar, in the order drawn."""
    return Table(caption, head, tuple((bar.label, short(bar.value, style)) for bar in bars), (1,))


def count_table(counts: Mapping[str, int], caption: str, head: tuple[str, str]) -> Table:
    """One row a word, with its count."""
    return Table(caption, head, tuple((word, number(count)) for word, count in counts.items()), (1,))


def csv_of(table: Table) -> str:
    """A table of words as CSV (UTF-8 text, CRLF); cells that a spreadsheet would run are quoted off."""
    return _csv([table.head, *table.rows])


def csv_of_series(series: pl.DataFrame) -> str:
    """Observations as CSV: the exchange columns at full precision, then any others that the frame has."""
    first = [name for name in OBSERVATIONS if name in series.columns]
    return series.select(*first, pl.exclude(first)).write_csv()


def _csv(rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow(["'" + cell if cell.startswith(RISKY_START) else cell for cell in row])
    return out.getvalue()
