"""The words that findings are told in: values with units, periods, names; each written once and looked up."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from ropewalk.findings.comparison import Comparison
from ropewalk.findings.measures import Measures
from ropewalk.findings.numbers import number_text, supported, with_unit
from ropewalk.findings.points import Floats, Integers, Points
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.period import parse_period, period_words

_BARE: Final = ("London", "Yorkshire and The Humber", "Wales", "Scotland", "Northern Ireland", "England")

_MONEY: Final = re.compile(r",? (in \d{4} money|in money of \d{4})$")
# What is paid a year changes by so much a year, said once.
_YEARLY: Final = re.compile(r" a year(?= \(|$)")


@dataclass(frozen=True)
class Words:
    """Look-ups by number. ``periods``, ``since`` (2024, the year to March 2025) and ``when`` (in 2024, on
    31 March 2025): one more entry, empty, so that -1 finds it. ``bare_unit``: only what stands at once
    behind the number; ``change_unit``: of a change; ``pace_unit``: of a change a year."""

    indicators: pl.Series
    places: pl.Series
    breakdowns: pl.Series
    names: pl.Series
    periods: pl.Series
    since: pl.Series
    when: pl.Series
    prefix: pl.Series
    unit: pl.Series
    bare_unit: pl.Series
    change_unit: pl.Series
    pace_unit: pl.Series
    titles: pl.Series
    must_read: pl.Series
    decimals: Integers

    def value(
        self,
        measure: Integers,
        value: Floats,
        lower: Floats | None = None,
        upper: Floats | None = None,
        *,
        bare: bool = False,
    ) -> pl.Series:
        """Values with their units, rounded to what their limits support; null where NaN. ``bare``: without
        a unit in words, for the first of two values in one breath."""
        low = np.full(len(value), np.nan) if lower is None else lower
        high = np.full(len(value), np.nan) if upper is None else upper
        text = number_text(value, supported(value, low, high, self.decimals[measure]))
        unit = self.bare_unit if bare else self.unit
        return with_unit(text, self.prefix.gather(measure), unit.gather(measure))

    def change(self, measure: Integers, value: Floats, lower: Floats, upper: Floats) -> pl.Series:
        """Sizes of changes a year without sign, one decimal finer than values; per cent change in points."""
        return self._change(measure, np.abs(value), lower, upper, self.pace_unit)

    def size(self, measure: Integers, value: Floats, lower: Floats, upper: Floats) -> pl.Series:
        """Sizes of changes without sign and not a year's, else the same."""
        return self._change(measure, np.abs(value), lower, upper, self.change_unit)

    def signed_size(self, measure: Integers, value: Floats, lower: Floats, upper: Floats) -> pl.Series:
        """The same with their sign."""
        return self._change(measure, value, lower, upper, self.change_unit)

    def signed_change(self, measure: Integers, value: Floats) -> pl.Series:
        """Changes a year with their sign, one decimal more than values."""
        none = np.full(len(value), np.nan)
        return self._change(measure, value, none, none, self.pace_unit)

    def _change(
        self, measure: Integers, value: Floats, lower: Floats, upper: Floats, unit: pl.Series
    ) -> pl.Series:
        finer = np.where(self.decimals < 0, -1, self.decimals + 1)[measure]
        text = number_text(value, supported(value, lower, upper, finer))
        return with_unit(text, self.prefix.gather(measure), unit.gather(measure))


def words_of(points: Points, measures: Measures, comparison: Comparison) -> Words:
    """The words for everything that the points speak of."""
    series, texts = points.series, points.periods.text
    full = [m if isinstance(m, Indicator) else None for m in measures.each]
    unit = _texts([said_unit(m.unit) if m else "" for m in full])
    change_unit = ["percentage points" if is_percent(u) else u for u in unit.to_list()]
    return Words(
        indicators=_texts(list(measures.ids)),
        places=_texts(list(series.places)),
        breakdowns=_texts(list(series.breakdowns)),
        names=_texts([_name(comparison, code) for code in series.places]),
        periods=_texts([*texts.to_list(), ""]),
        since=_texts([*(since(text) for text in texts.to_list()), ""]),
        when=_texts([*(_when(text) for text in texts.to_list()), ""]),
        prefix=_texts([m.prefix if m else "" for m in full]),
        unit=unit,
        bare_unit=_texts([u if is_percent(u) else "" for u in unit.to_list()]),
        change_unit=_texts(change_unit),
        pace_unit=_texts([_YEARLY.sub("", u) for u in change_unit]),
        titles=_texts([m.title if m else i for m, i in zip(full, measures.ids, strict=True)]),
        must_read=_texts([f" {m.must_read}" if m and m.must_read else "" for m in full]),
        decimals=measures.decimals,
    )


def said_unit(unit: str) -> str:
    """A unit as it stands in a sentence: the year whose money is meant must not run into the period's."""
    return _MONEY.sub(r" (\1)", unit)


def middle_of(title: str) -> str:
    """The middle one of a peer set, by its short title: ``Nearest neighbours`` are a place's own, ``Core
    Cities`` is a name."""
    second = title.split()[1:2]
    if second and not second[0][:1].islower():
        return f"the middle place in {title}"
    own = "its " if "neighbour" in title.lower() else ""
    return f"the middle one of {own}{title[:1].lower()}{title[1:]}"


def since(text: str) -> str:
    """A period as a sentence says it: 2024, the year to March 2025, 31 March 2025, 2022 to 2024."""
    period = parse_period(text)
    if period.months != 12 or period.start.month == period.start.day == 1:
        return period_words(text)
    last = period.last_day
    return f"the year to {last:%B %Y}" if period.start.day == 1 else f"the year to {last.day} {last:%B %Y}"


def _when(text: str) -> str:
    period = parse_period(text)
    return f"{'on' if period.start == period.last_day else 'in'} {since(text)}"


def is_percent(unit: str) -> bool:
    """Whether the unit is a percentage, however it goes on."""
    return unit.lower().startswith(("%", "percent", "per cent")) and not unit.lower().startswith(
        "percentage p"
    )


def _name(comparison: Comparison, code: str) -> str:
    name = comparison.name(code)
    region = comparison.kinds.get(code) == "region" and name not in _BARE
    return f"the {name}" if region and not name.lower().startswith("the ") else name


def _texts(values: list[str]) -> pl.Series:
    return pl.Series(values, dtype=pl.String)
