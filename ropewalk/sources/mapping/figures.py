"""Which columns hold the numbers: values, limits, numerators, denominators, and those left aside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ropewalk.sources.mapping.columns import Column
from ropewalk.sources.mapping.units import unit_of
from ropewalk.sources.mapping.words import ASIDE, DENOMINATOR, LIMIT, LOWER, NUMERATOR, UPPER, VALUE

# A column of values may have this share of cells that are neither numbers nor known words: slips to mend.
ENOUGH = 0.75


@dataclass(frozen=True)
class Figures:
    """Columns by what they hold. Limits, numerator and denominator belong to the one value there is."""

    values: tuple[Column, ...] = ()
    lower: Column | None = None
    upper: Column | None = None
    numerator: Column | None = None
    denominator: Column | None = None
    aside: tuple[Column, ...] = ()
    why: dict[str, str] = field(default_factory=dict)

    @property
    def used(self) -> tuple[Column, ...]:
        """Every column that is read."""
        parts = (self.lower, self.upper, self.numerator, self.denominator)
        return (*self.values, *(column for column in parts if column))


def find_figures(columns: Sequence[Column]) -> Figures:
    """Sort the columns of numbers by their headings. The rest of the numbers are values, each its own."""
    numbers = [column for column in columns if column.numeric >= ENOUGH]
    lower = _one(numbers, lambda name: bool(LOWER.search(name)))
    upper = _one(numbers, lambda name: bool(UPPER.search(name)))
    if not (lower and upper) or not (
        LIMIT.search(lower.name) or LIMIT.search(upper.name) or len(numbers) > 2
    ):
        lower = upper = None
    rest = [column for column in numbers if column not in (lower, upper) and not _is_limit(column.name)]
    aside = [column for column in rest if _is_aside(column, rest)]
    rest = [column for column in rest if column not in aside]
    denominator = _one(rest, lambda name: bool(DENOMINATOR.search(name)) and not unit_of(name).name)
    rest = [column for column in rest if column is not denominator]
    numerator = _one(rest, lambda name: bool(NUMERATOR.search(name)) and not unit_of(name).name)
    values = [column for column in rest if column is not numerator]
    clear = [column for column in values if VALUE.search(column.name) or unit_of(column.name).name]
    return _settled(values, clear, lower, upper, numerator, denominator, tuple(aside))


def _settled(
    values: list[Column],
    clear: list[Column],
    lower: Column | None,
    upper: Column | None,
    numerator: Column | None,
    denominator: Column | None,
    aside: tuple[Column, ...],
) -> Figures:
    if len(values) == 1:
        return Figures((values[0],), lower, upper, numerator, denominator, aside)
    if not values and numerator and denominator:
        return Figures((), lower, upper, numerator, denominator, aside)
    if not values:
        alone = numerator or denominator
        return Figures((alone,) if alone else (), lower, upper, aside=aside)
    # Several values beside one another: a count cannot be told to belong to one of them, unless only one is
    # a rate and the others are plain numbers.
    if len(clear) == 1 and (lower or numerator):
        others = tuple(column for column in values if column is not clear[0])
        return Figures((clear[0],), lower, upper, numerator, denominator, (*aside, *others))
    extra = tuple(column for column in (numerator, denominator) if column)
    return Figures((*values, *extra), aside=(*aside, *(c for c in (lower, upper) if c)))


def _one(columns: Sequence[Column], test: Callable[[str], bool]) -> Column | None:
    """The first column whose name passes, if not all do: one must be left to be the value."""
    found = [column for column in columns if test(column.name)]
    return found[0] if found and len(columns) > 1 else None


def _is_limit(name: str) -> bool:
    return bool((LOWER.search(name) or UPPER.search(name)) and LIMIT.search(name))


def _is_aside(column: Column, numbers: Sequence[Column]) -> bool:
    """Ranks, changes, targets and row numbers are no measurements; but the only number there is, is one."""
    if len(numbers) == 1:
        return False
    counts = column.counts
    counted = (
        column.whole
        and len(counts) == column.filled > 5
        and set(counts) == {*map(str, range(1, len(counts) + 1))}
    )
    return counted or bool(ASIDE.search(column.name))
