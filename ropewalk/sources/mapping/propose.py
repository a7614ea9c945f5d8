"""From a file's cells to a proposed map: what each column is, how sure, and what to ask a person."""

from dataclasses import dataclass, replace

import msgspec
import polars as pl

from ropewalk.sources.mapping import asking
from ropewalk.sources.mapping.book import Book
from ropewalk.sources.mapping.columns import Column, look_at, one_way
from ropewalk.sources.mapping.drafts import draft_series
from ropewalk.sources.mapping.figures import Figures, find_figures
from ropewalk.sources.mapping.groups import Groups, find_groups
from ropewalk.sources.mapping.keys import PeriodFound, PlaceFound, find_periods, find_places
from ropewalk.sources.mapping.place_words import Gazetteer
from ropewalk.sources.mapping.proposal import Proposal
from ropewalk.sources.mapping.shape import Block, blocks
from ropewalk.sources.mapping.tidy import Tidied, tidy
from ropewalk.sources.mapping.words import STATE, STATES
from ropewalk.sources.maps import PeriodColumn, PlaceColumn, StateColumn, Table
from ropewalk.vocabulary.errors import Fault, SourceError
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.words import State


@dataclass(frozen=True)
class Asked:
    """What a proposal may know beside the file: the workspace's indicators, and what a person said."""

    indicators: tuple[Indicator, ...] = ()
    sheet: str = ""
    indicator: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """A table's columns, sorted by what they are."""

    block: Block
    tidied: Tidied
    columns: tuple[Column, ...]
    places: tuple[PlaceFound, ...]
    periods: tuple[PeriodFound, ...]
    figures: Figures
    groups: Groups
    state: StateColumn | None = None

    @property
    def place(self) -> PlaceFound | None:
        return self.places[0] if self.places else None

    @property
    def period(self) -> PeriodFound | None:
        return self.periods[0] if self.periods else None


def propose(book: Book, gazetteer: Gazetteer, asked: Asked | None = None) -> Proposal:
    """The likeliest map of the likeliest table of a file. Raises SourceError when no table can be found."""
    asked = asked or Asked()
    chosen, others = _choose(book, asked.sheet)
    words = " ".join((*chosen.titles, chosen.sheet, book.file, *chosen.cells.columns))
    seen = understand(chosen, gazetteer, words)
    table = _table(book, seen)
    series, drafts, passed = draft_series(seen, asked.indicators, asked.indicator, book.file, asked.values)
    table = msgspec.structs.replace(table, series=series)
    if not table.place or not (table.place.column or table.place.constant):
        table = msgspec.structs.replace(table, place=PlaceColumn(constant=gazetteer.own))
    if not table.period or not (table.period.column or table.period.constant):
        table = msgspec.structs.replace(table, period=asking.constant_period(seen))
    proposal = Proposal(
        file=book.file,
        table=table,
        taken=asking.taken(seen, table),
        drafts=drafts,
        aside=(*(column.name for column in seen.figures.aside), *passed),
        others=others,
        titles=chosen.titles,
    )
    return replace(proposal, doubts=asking.doubts(seen, table, drafts, passed, gazetteer))


def _choose(book: Book, sheet: str) -> tuple[Block, tuple[str, ...]]:
    named = {grid.sheet for grid in book.grids}
    if sheet and sheet not in named:
        remedy = f"Choose from: {', '.join(sorted(named))}"
        raise SourceError(
            Fault("there is no such sheet, or nothing is on it", remedy, book.file, None, sheet)
        )
    found = [block for grid in book.grids if sheet in ("", grid.sheet) for block in blocks(grid)]
    if not found:
        problem = "no table can be found: no row of column names with numbers below it"
        remedy = "Ask for a sheet with one row of names and a row for each value, or write map.toml by hand"
        raise SourceError(Fault(problem, remedy, file=book.file))
    best = max(found, key=lambda block: block.figures)
    return best, tuple(_name(block) for block in found if block is not best)


def _name(block: Block) -> str:
    return f"sheet {block.sheet}, row {block.header_row}" if block.sheet else f"row {block.header_row}"


def understand(block: Block, gazetteer: Gazetteer, words: str) -> Understood:
    """Give each column of a table its role."""
    tidied = tidy(block, words)
    cells = tidied.cells
    columns = tuple(look_at(cells, name) for name in cells.columns if name not in tidied.hidden)
    columns = tuple(column for column in columns if column.counts)
    periods = _periods(columns, tidied, words)
    taken = {name for period in periods[:1] for name in (period.column.name, period.second)}
    places = find_places([c for c in columns if c.name not in taken], gazetteer)
    taken |= {place.column.name for place in places[:1]}
    others = [place.column.name for place in places[1:] if place.sure > 0.7]
    figures = find_figures([c for c in columns if c.name not in taken and c.name not in others])
    used = {column.name for column in (*figures.used, *figures.aside)}
    rest = [c for c in columns if c.name not in used | taken]
    state = _state(rest)
    rest = [c for c in rest if c.name not in (state.column if state else "", *others)]
    kept = tidied.without_totals(places[0].column.name if places else "")
    groups = find_groups(rest, kept, [name for name in taken if name])
    return Understood(block, tidied, columns, tuple(places), tuple(periods), figures, groups, state)


def _periods(columns: tuple[Column, ...], tidied: Tidied, words: str) -> list[PeriodFound]:
    found = find_periods(columns, tidied.cells, words)
    # Headings that were turned into rows because they are periods are the table's periods.
    own = [period for period in found if period.column.name in tidied.period_names]
    return [*own, *(period for period in found if period not in own)]


def _state(columns: list[Column]) -> StateColumn | None:
    for column in columns:
        known = [word for word in column.counts if word.lower() in STATES]
        if STATE.search(column.name) and len(known) == len(column.counts) <= 12:
            return StateColumn(column=column.name, words={word: STATES[word.lower()] for word in known})
    return None


def _table(book: Book, seen: Understood) -> Table:
    block, tidied = seen.block, seen.tidied
    place, period = seen.place, seen.period
    return Table(
        file=book.file,
        format=book.format,
        encoding=book.encoding,
        delimiter=book.delimiter,
        sheet=block.sheet,
        header_row=1 if book.format == "parquet" else block.header_row,
        header_rows=block.header_rows,
        last_row=None if book.format == "parquet" else block.last_row,
        fill_down=tidied.fill_down,
        wide=tidied.wide,
        numbers=one_way(list(seen.figures.used)),
        place=_place(place) if place else None,
        period=_period(period) if period else None,
        markers=_markers(seen),
        state=seen.state,
        leave_out=tidied.left_out(place.column.name if place else ""),
    )


def _place(found: PlaceFound) -> PlaceColumn:
    guess = found.guess
    return PlaceColumn(
        column=found.column.name,
        scheme=guess.scheme,
        kinds=guess.kinds,
        words=dict(sorted(guess.words.items())),
    )


def _period(found: PeriodFound) -> PeriodColumn:
    return PeriodColumn(column=found.column.name, second=found.second, notation=found.guess.notation)


def _markers(seen: Understood) -> dict[str, State]:
    """Words that stand for numbers in the columns read; an empty cell only where no state explains it."""
    found = {word: state for column in seen.figures.used for word, state in column.markers.items()}
    if _has_gaps(seen):
        found = {"": State.NOT_AVAILABLE, **found}
    return found


def _has_gaps(seen: Understood) -> bool:
    values = seen.figures.values or [c for c in (seen.figures.numerator, seen.figures.denominator) if c]
    place = seen.place.column.name if seen.place else ""
    cells = seen.tidied.without_totals(place)
    if seen.state:
        absent = [
            word
            for word, state in seen.state.words.items()
            if state not in (State.MEASURED, State.PROVISIONAL)
        ]
        cells = cells.filter(~pl.col(seen.state.column).is_in(absent).fill_null(value=False))
    return any(cells.get_column(column.name).null_count() > 0 for column in values)
