"""Fit a table to the file at hand: a layout's roles become the columns that this edition has."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import polars as pl
from msgspec.structs import replace

from ropewalk.sources.layouts.names import Columns, plain
from ropewalk.sources.layouts.read import NAME, NUMBERS, Layout, Shape
from ropewalk.sources.maps import PeriodColumn, PlaceColumn, Series, StateColumn, Table, Where
from ropewalk.vocabulary.errors import Fault, SourceError

SHOWN = 60


@dataclass(frozen=True)
class _Tried:
    """A shape held against a file: what is missing, or the table that it makes."""

    shape: Shape
    missing: tuple[str, ...]
    table: Table | None = None


def as_laid_out(table: Table, layout: Layout) -> Table:
    """The table with the format that the layout is of, unless it names one itself."""
    return replace(table, format=layout.format) if table.format == "csv" else table


def fit(table: Table, layout: Layout, cells: pl.DataFrame, file: str) -> Table:
    """The table with the columns of this file in every place where the layout has roles.

    ``cells``: the file as text, with ``row``. Raises SourceError, with the columns that were found, when no
    shape of the layout fits: the error names the nearest one and what it lacks.
    """
    columns = Columns([name for name in cells.columns if name != "row"])
    tried = [_try(table, layout, shape, columns, cells) for shape in layout.shape]
    best = min(tried, key=lambda one: len(one.missing))
    if best.table is None:
        found = ", ".join(columns.names[:SHOWN])
        problem = f"no shape of the layout {table.layout} fits these columns: {found}"
        remedy = (
            f"The nearest is “{best.shape.name}”; missing: {'; '.join(best.missing)}. Add the name that the "
            "file uses to `columns` or to the series' `names` in map.toml, or fetch the file again"
        )
        raise SourceError(Fault(problem, remedy, file, table.header_row))
    return best.table


def _try(table: Table, layout: Layout, shape: Shape, columns: Columns, cells: pl.DataFrame) -> _Tried:
    roles = {role: (*table.columns.get(role, ()), *getattr(shape, role)) for role in (*NUMBERS, "series")}
    own = {role: (*_own(table, role), *getattr(shape, role)) for role in ("place", "period")}
    needed = [role for role in ("place", "period") if not _given(table, role)]
    missing = [_any_of(role, own[role]) for role in needed if not columns.first(own[role])]
    series, lacking = (_wide if shape.is_wide else _long)(table, roles, columns, cells)
    if missing or lacking:
        return _Tried(shape, (*missing, *lacking))
    return _Tried(shape, (), _filled(table, layout, own, series, columns))


def _given(table: Table, role: str) -> bool:
    part = getattr(table, role)
    return bool(part and part.constant)


def _own(table: Table, role: str) -> tuple[str, ...]:
    """The names that the map itself gives to the column of a role, asked before the layout's."""
    part = getattr(table, role)
    return (*([part.column] if part and part.column else []), *table.columns.get(role, ()))


def _any_of(role: str, names: Sequence[str]) -> str:
    return f"{role} ({' or '.join(names)})"


def _long(
    table: Table, roles: dict[str, tuple[str, ...]], columns: Columns, cells: pl.DataFrame
) -> tuple[list[Series], list[str]]:
    """The series of a file with a row for each figure, and what is missing."""
    if not columns.first(roles["value"]):
        return [], [_any_of("value", roles["value"])]
    found = {role: columns.first(roles[role]) for role in NUMBERS}
    says = [column for name in roles["series"] if (column := columns.first([name]))]
    series, missing = [], []
    for one in table.series:
        where = _found(one.where, columns)
        if one.names and not says:
            missing.append(_any_of("series", roles["series"]))
            continue
        words = _rows_of(one, says, cells) if one.names else {}
        if one.names and not words:
            if not one.may_be_absent:
                missing.append(f"rows of {one.indicator} ({' or '.join(one.names)} in {' or '.join(says)})")
            continue
        series.append(_resolved(one, found, {**where, **words}, columns))
    return series, missing or ([] if series else ["rows of any of its indicators"])


def _rows_of(series: Series, says: Sequence[str], cells: pl.DataFrame) -> Where:
    """The column in which most rows bear one of the series' names, and the words there; else empty."""
    names = {plain(name) for name in series.names}
    best: tuple[int, str, tuple[str, ...]] = (0, "", ())
    for column in says:
        counts = cells.get_column(column).str.strip_chars().drop_nulls().value_counts()
        fit = [(word, count) for word, count in counts.iter_rows() if plain(word) in names]
        total = sum(count for _, count in fit)
        if total > best[0]:
            best = (total, column, tuple(sorted(word for word, _ in fit)))
    return {best[1]: best[2]} if best[0] else {}


def _wide(
    table: Table, roles: dict[str, tuple[str, ...]], columns: Columns, _: pl.DataFrame
) -> tuple[list[Series], list[str]]:
    """The series of a file with columns for each indicator, and what is missing."""
    series, missing = [], []
    for one in table.series:
        names = one.names or (one.indicator,)
        held = next((n for n in names if columns.first([v.replace(NAME, n) for v in roles["value"]])), "")
        if held:
            found = {role: columns.first([v.replace(NAME, held) for v in roles[role]]) for role in NUMBERS}
            series.append(_resolved(one, found, _found(one.where, columns), columns))
        elif not one.may_be_absent:
            missing.append(f"a column of {one.indicator} ({' or '.join(names)})")
    return series, missing or ([] if series else ["a column of any of its indicators"])


def _resolved(series: Series, found: dict[str, str], where: Where, columns: Columns) -> Series:
    breakdowns = {
        name: replace(one, column=columns.first([one.column]) or one.column)
        for name, one in series.breakdown_columns.items()
    }
    return replace(series, **found, where=where, breakdown_columns=breakdowns)


def _found(where: Where, columns: Columns) -> Where:
    return {columns.first([name]) or name: words for name, words in where.items()}


def _filled(
    table: Table, layout: Layout, own: dict[str, tuple[str, ...]], series: list[Series], columns: Columns
) -> Table:
    place, period = table.place or PlaceColumn(), _over(layout.period, table.period or PeriodColumn())
    if not place.constant:
        place = replace(place, column=columns.first(own["place"]))
    if not period.constant:
        period = replace(period, column=columns.first(own["period"]))
    said = table.state or StateColumn(words={})
    state = replace(
        layout.state,
        column=columns.first([said.column]) if said.column else "",
        words={**layout.state.words, **said.words},
        beside_a_number=(*layout.state.beside_a_number, *said.beside_a_number),
    )
    must = {**layout.must_be, **table.must_be}
    left = [replace(one, where=_found(one.where, columns)) for one in table.leave_out]
    return replace(
        table,
        place=place,
        period=period,
        state=state,
        markers={**layout.markers, **table.markers},
        unknown_places="refuse" if "refuse" in (layout.unknown_places, table.unknown_places) else "stop",
        leave_out=tuple(left),
        expect=tuple(columns.first([name]) or name for name in table.expect),
        same=_there((*layout.same, *table.same), columns),
        must_be={_there([name], columns)[0]: words for name, words in must.items() if columns.first([name])},
        record_count=columns.first([table.record_count or layout.record_count]),
        series=tuple(_broken_down(one, layout, columns) for one in series),
    )


def _there(names: Sequence[str], columns: Columns) -> tuple[str, ...]:
    """Those of the names that the file has, as it spells them."""
    return tuple(column for name in names if (column := columns.first([name])))


def _broken_down(series: Series, layout: Layout, columns: Columns) -> Series:
    """The series with the layout's breakdowns, where the file has their columns and the map says nothing."""
    if series.breakdown_text or series.breakdown or series.breakdown_columns:
        return series
    given = {
        name: replace(one, column=columns.first([one.column]))
        for name, one in layout.breakdown_columns.items()
        if columns.first([one.column])
    }
    text = columns.first([layout.breakdown_text]) if layout.breakdown_text else ""
    return replace(series, breakdown_columns=given, breakdown_text=text)


def _over(layout: PeriodColumn, own: PeriodColumn) -> PeriodColumn:
    """The layout's words on periods, with what the map says itself in their place."""
    said = {n: v for n, v in msgspec.structs.asdict(own).items() if v != getattr(PeriodColumn(), n)}
    return replace(layout, **said)
