"""What a proposal tells a person: what each column was taken for, and what must be confirmed."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from ropewalk.sources.mapping.columns import Column
from ropewalk.sources.mapping.figures import Figures
from ropewalk.sources.mapping.groups import Groups
from ropewalk.sources.mapping.keys import PeriodFound, PlaceFound
from ropewalk.sources.mapping.period_words import guess_period
from ropewalk.sources.mapping.place_words import Gazetteer, plain_name
from ropewalk.sources.mapping.proposal import SURE_ENOUGH, Doubt, Draft, Taken
from ropewalk.sources.mapping.shape import Block
from ropewalk.sources.maps import PeriodColumn, StateColumn, Table
from ropewalk.sources.periods import read_label

NAMED = 12
LABEL = re.compile(
    r"(?:year ending |12 months to )?(?:[A-Z][a-z]+ \d{4}|(?:FY ?)?\d{4}\s?[/-]\s?\d{2,4}"
    r"|\b(?:19|20)\d{2}\b)",
    re.IGNORECASE,
)


class Seen(Protocol):
    """What of an understood table is needed here."""

    @property
    def block(self) -> Block: ...
    @property
    def columns(self) -> tuple[Column, ...]: ...
    @property
    def places(self) -> tuple[PlaceFound, ...]: ...
    @property
    def periods(self) -> tuple[PeriodFound, ...]: ...
    @property
    def place(self) -> PlaceFound | None: ...
    @property
    def period(self) -> PeriodFound | None: ...
    @property
    def figures(self) -> Figures: ...
    @property
    def groups(self) -> Groups: ...
    @property
    def state(self) -> StateColumn | None: ...


def constant_period(seen: Seen) -> PeriodColumn:
    """The first period that the titles or the sheet's name say; nothing when they say none."""
    for text in (*seen.block.titles, seen.block.sheet):
        for label in LABEL.findall(text):
            guess = guess_period({label.strip(): 1}, text, text)
            if guess:
                column = PeriodColumn(column="x", notation=guess.notation)
                return PeriodColumn(constant=read_label(label.strip(), column).period)
    return PeriodColumn()


def taken(seen: Seen, table: Table) -> tuple[Taken, ...]:
    """A line for each column that the map reads, the roles in the order of the exchange table."""
    rows = [*_place_lines(seen, table), *_period_lines(seen, table)]
    figures = seen.figures
    for role, columns in (
        ("value", figures.values),
        ("lower limit", (figures.lower,)),
        ("upper limit", (figures.upper,)),
        ("numerator", (figures.numerator,)),
        ("denominator", (figures.denominator,)),
    ):
        rows += [_number_line(role, column) for column in columns if column]
    known = {column.name: column for column in seen.columns}
    if seen.groups.measure:
        rows.append(_word_line("measure", known[seen.groups.measure], "a series for each word"))
    for name, breakdown in seen.groups.breakdowns.items():
        rows.append(_word_line(f"breakdown {name}", known[breakdown.column], "tells rows of one place apart"))
    if seen.state:
        rows.append(_word_line("state", known[seen.state.column], "words of official statistics"))
    return tuple(rows)


def _place_lines(seen: Seen, table: Table) -> list[Taken]:
    found = seen.place
    if found is None:
        constant = table.place.constant if table.place else ""
        return [Taken("place", "(none)", f"constant {constant}", 0.6, "no column names places")]
    other = next((f"{other.column.name} ({other.sure:.2f})" for other in seen.places[1:]), "")
    why = f"{found.guess.share:.0%} of its cells are places"
    guess, column = found.guess, found.column
    return [Taken("place", column.name, guess.scheme, found.sure, why, other, column.samples)]


def _period_lines(seen: Seen, table: Table) -> list[Taken]:
    found = seen.period
    if found is None:
        constant = table.period.constant if table.period else ""
        return [
            Taken(
                "period",
                "(none)",
                f"constant {constant or 'to be filled in'}",
                0.6,
                "no column names periods",
            )
        ]
    name = f"{found.column.name} with {found.second}" if found.second else found.column.name
    why = f"{found.guess.share:.0%} of its cells read; {found.guess.why}"
    return [
        Taken("period", name, found.guess.notation, found.sure, why, found.guess.other, found.column.samples)
    ]


def _number_line(role: str, column: Column) -> Taken:
    why = f"{column.numeric:.0%} of its cells are numbers or known words"
    return Taken(role, column.name, "number", round(column.numeric, 3), why, samples=column.samples)


def _word_line(role: str, column: Column, why: str) -> Taken:
    how = f"{len(column.counts)} words"
    return Taken(role, column.name, how, 0.9, why, samples=column.samples)


def doubts(
    seen: Seen, table: Table, drafts: Sequence[Draft], passed: Sequence[str], gazetteer: Gazetteer
) -> tuple[Doubt, ...]:
    """Everything that a person must confirm before the map is read."""
    found = [*_of_place(seen, table, gazetteer), *_of_period(seen, table), *_of_figures(seen, table)]
    return (*found, *_of_series(table, drafts, passed))


def _of_place(seen: Seen, table: Table, gazetteer: Gazetteer) -> Iterator[Doubt]:
    found = seen.place
    if found is None:
        own = gazetteer.register.places.get(gazetteer.own)
        said = own is not None and any(
            plain_name(own.name) in plain_name(title) for title in seen.block.titles
        )
        if not said:
            name = f"{own.name} ({own.code})" if own else "nothing"
            yield Doubt("place", f"no column names a place; every row is taken to be about {name}")
        return
    if found.guess.near:
        pairs = [f"{near.name!r} as {near.place} ({near.code}, {near.sure:.2f})" for near in found.guess.near]
        yield Doubt("place", f"names that are not the register's are taken for: {_some(pairs)}")
    totals = {word for left in table.leave_out for words in left.where.values() for word in _words(words)}
    if unknown := [name for name in found.guess.unknown if name not in totals]:
        yield Doubt("place", f"no place of the register fits: {_some([repr(name) for name in unknown])}")
    if found.sure < SURE_ENOUGH and not found.guess.near and not found.guess.unknown:
        yield Doubt("place", f"the column {found.column.name} is only likely ({found.sure:.2f})")


def _of_period(seen: Seen, table: Table) -> Iterator[Doubt]:
    found = seen.period
    if found is None:
        constant = table.period.constant if table.period else ""
        said = f"every row is taken to be about {constant}, from the title" if constant else "fill it in"
        yield Doubt("period", f"no column names a period; {said}")
        return
    if found.guess.sure < SURE_ENOUGH:
        said = (
            f"{found.column.samples[0]!r} is read as {found.guess.notation}, and could be {found.guess.other}"
        )
        yield Doubt("period", f"{said} ({found.guess.why})")
    elif found.sure < SURE_ENOUGH and found.guess.share > 0.95:
        yield Doubt("period", f"the column {found.column.name} is only likely ({found.sure:.2f})")


def _of_figures(seen: Seen, table: Table) -> Iterator[Doubt]:
    figures = seen.figures
    if not figures.used:
        yield Doubt("value", "no column of numbers was found; name one in the series")
    if not figures.values and figures.used:
        multiplier = table.series[0].multiplier
        yield Doubt("value", f"it is worked out as {multiplier:g} times numerator over denominator")
    if "" in table.markers:
        state = table.markers[""].value
        gaps = sum(column.empty for column in figures.values or figures.used)
        yield Doubt(
            "markers", f"empty cells are taken for {state!r} ({gaps} cells); are any still to be filled in?"
        )
    for column in figures.used:
        for word in column.unsure_markers:
            state, cells = column.markers[word].value, column.counts[word]
            said = f"{word!r} in {column.name} is taken for {state!r} ({cells} cells)"
            yield Doubt("markers", f"{said}; it may stand for nought or something else")
        for word in column.odd:
            if column.counts[word] > 1:
                yield Doubt(
                    "markers", f"what does {word!r} in {column.name} mean ({column.counts[word]} cells)?"
                )
    if seen.groups.repeated:
        yield Doubt("rows", f"{seen.groups.repeated} rows are about the same place and period as another row")


def _of_series(table: Table, drafts: Sequence[Draft], passed: Sequence[str]) -> Iterator[Doubt]:
    if passed:
        yield Doubt("value", f"not taken, as no indicator is known for them: {_some(passed)}")
    for series, draft in zip(table.series, drafts, strict=True):
        if draft.known and (draft.sure < SURE_ENOUGH or draft.other):
            other = f"; or {draft.other}" if draft.other else ""
            yield Doubt(
                "indicator", f"{draft.label!r} is taken for {draft.indicator} ({draft.sure:.2f}){other}"
            )
        if series.scale not in (1.0, 100.0):
            yield Doubt(
                "scale",
                f"{series.value}: each number is multiplied by {series.scale:,.0f}, as its heading says",
            )


def _some(words: Sequence[str]) -> str:
    more = f" and {len(words) - NAMED} more" if len(words) > NAMED else ""
    return ", ".join(words[:NAMED]) + more


def _words(wanted: str | tuple[str, ...]) -> tuple[str, ...]:
    return (wanted,) if isinstance(wanted, str) else tuple(wanted)
