"""What a column map must say to be read, beyond being well formed: each problem with its remedy."""

from msgspec.structs import replace

from ropewalk.sources.map_words import (
    NUMBERS,
    PRESENT,
    Numbers,
    PeriodColumn,
    PlaceColumn,
    Series,
    Table,
    Wide,
)
from ropewalk.sources.table_file import file_problems
from ropewalk.vocabulary.breakdown import write_breakdown
from ropewalk.vocabulary.period import parse_period


def problems(table: Table) -> list[tuple[str, str]]:
    """Everything that is wrong with one table of a map, each with its remedy."""
    if table.code:
        return _unread(table)
    found = file_problems(table) + _wide_problems(table.wide) + _number_problems(table.numbers)
    if not table.series:
        found.append(("there is no [[table.series]]", "Add one for each indicator in the file"))
    if table.options:
        found.append(("`options` is read only where `code` is given", "Take it out"))
    present = [word for word, state in table.markers.items() if state in PRESENT]
    if present:
        found.append((f"markers {present} cannot stand for a number", "Give them a state without a number"))
    if table.columns and not table.layout:
        found.append(("`columns` is read only where `layout` is given", "Take it out"))
    if not table.layout or (table.place and table.place.column and table.place.constant):
        found += _place_problems(table.place)
    if not table.layout or (table.period and table.period.column and table.period.constant):
        found += _period_problems(table.period)
    elif table.period:
        # The layout says the notation, unless the map does: a word of its own is read with either.
        mixed = table.period.notation == PeriodColumn().notation
        found += _period_words(replace(table.period, notation="mixed") if mixed else table.period)
    if table.state and not table.layout and not table.state.column:
        found.append(("`state` needs a column", "Name the column"))
    for series in table.series:
        check = _in_layout if table.layout else _in_series
        found += [(f"series {series.indicator}: {problem}", remedy) for problem, remedy in check(series)]
    return found


def _wide_problems(wide: Wide | None) -> list[tuple[str, str]]:
    if wide is None:
        return []
    found = []
    named = [name for name in wide.names if name]
    if not wide.columns or len(set(wide.columns)) != len(wide.columns):
        found.append(("`wide.columns` names no column, or one twice", "Name each column once"))
    if not named or len(set(named)) != len(named) or wide.names.count("") > 1:
        remedy = 'Give each part of a heading its own name, and "" to one at most'
        found.append((f"`wide.names` {list(wide.names)} does not name the parts of a heading", remedy))
    return found


def _number_problems(numbers: Numbers) -> list[tuple[str, str]]:
    absent = [mark for mark, state in numbers.flags.items() if state not in PRESENT]
    found = []
    if absent:
        remedy = "Use measured or provisional; a cell that holds no number has a marker"
        found.append((f"numbers.flags {absent} stand beside a number", remedy))
    if [mark for mark in (*numbers.ignore, *numbers.flags) if not mark.strip()]:
        found.append(("a mark in `numbers` is empty", "Write it out"))
    return found


def _unread(table: Table) -> list[tuple[str, str]]:
    read = {"code", "file", "options", "contradictions", "unknown_places"}
    plain = Table()
    fields = [n for n in Table.__struct_fields__ if n not in read and getattr(table, n) != getattr(plain, n)]
    remedy = "Take it out: a table with `code` reads only file, options, contradictions and unknown_places"
    return [(f"`{name}` is not read", remedy) for name in fields]


def _place_problems(place: PlaceColumn | None) -> list[tuple[str, str]]:
    if place is None or bool(place.column) == bool(place.constant):
        return [("`place` needs a column or a constant, and not both", 'Write place = { column = "..." }')]
    return []


def _period_problems(period: PeriodColumn | None) -> list[tuple[str, str]]:
    if period is None or bool(period.column) == bool(period.constant):
        return [("`period` needs a column or a constant, and not both", 'Write period = { column = "..." }')]
    return _period_words(period)


def _period_words(period: PeriodColumn) -> list[tuple[str, str]]:
    found = []
    if period.constant and not _is_period(period.constant):
        found.append((f"period.constant {period.constant!r} is not a period", "Write 2017-04-01/P1Y"))
    if period.second and not period.column:
        found.append(("period.second stands beside a column", "Name the column of years in period.column"))
    if (period.year_means or period.split_year_means) and period.notation != "mixed":
        found.append(("year_means and split_year_means are read only by the mixed notation", "Take them out"))
    if period.days and (period.as_day or period.begins):
        found.append(("`days` says which day a period becomes", "Take as_day and begins out"))
    if period.as_day and not _is_day(period.as_day):
        found.append((f"period.as_day {period.as_day!r} is not a day", "Write month and day, such as 03-31"))
    if period.begins and not _is_day(period.begins):
        found.append((f"period.begins {period.begins!r} is not a day", "Write month and day, such as 10-01"))
    if period.begins and period.as_day:
        found.append(("a period cannot be one day and begin on another", "Keep as_day or begins"))
    return found


def _in_layout(series: Series) -> list[tuple[str, str]]:
    given = [name for name in (*NUMBERS, "state") if getattr(series, name)]
    remedy = "Take it out: the layout finds it; give another name of a column in `columns`"
    return [(f"`{name}` is not read beside a layout", remedy) for name in given] + _breakdown_problems(series)


def _in_series(series: Series) -> list[tuple[str, str]]:
    found = []
    if series.names or series.may_be_absent:
        found.append(("names and may_be_absent are read only beside a layout", "Take them out"))
    if not series.value and not (series.numerator and series.denominator):
        found.append(("`value` is missing", "Name its column, or both numerator and denominator"))
    if series.value and series.multiplier != 1.0:
        found.append(("`multiplier` is not read when there is a `value`", "Use scale, or take it out"))
    if series.per and (series.denominator or series.numerator):
        found.append(("`per` brings numerator and denominator itself", "Take numerator and denominator out"))
    if series.periods and not _is_range(series.periods):
        found.append((f"`periods` {series.periods!r} is not a range", "Write 2015-01-01/2025-01-01"))
    return found + _breakdown_problems(series)


def _breakdown_problems(series: Series) -> list[tuple[str, str]]:
    found = []
    if series.breakdown_text and (series.breakdown or series.breakdown_columns):
        found.append(("`breakdown_text` is the whole breakdown", "Take the other two out, or it"))
    wordless = [n for n, one in series.breakdown_columns.items() if not one.words and not one.as_written]
    if wordless:
        found.append((f"breakdowns {wordless} have no words", "Give their words, or as_written = true"))
    if set(series.breakdown) & set(series.breakdown_columns):
        found.append(("a name is both in breakdown and in breakdown_columns", "Keep one of them"))
    values = [w for b in series.breakdown_columns.values() for w in b.words.values() if w]
    try:
        write_breakdown({**series.breakdown, **dict.fromkeys(series.breakdown_columns, "x")})
        for value in values:
            write_breakdown({"x": value})
    except ValueError as error:
        found.append((f"breakdown: {error}", "Use names and values without ; and ="))
    return found


def _is_period(text: str) -> bool:
    try:
        return bool(parse_period(text))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    # 2001 is no leap year, so that a day that some years lack is refused.
    return _is_period(f"2001-{text}/P1D")


def _is_range(text: str) -> bool:
    return text.count("/") == 1 and all(_is_period(f"{day}/P1D") for day in text.split("/"))
