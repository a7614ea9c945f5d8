"""Tables of counts with secrets in them, as the store would hold them, for tests of disclosure control."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from ropewalk.findings.disclosure.counts import measures_frame
from ropewalk.findings.disclosure.protect import Protected, Release, protect
from ropewalk.findings.disclosure.sums import Register, register_of
from ropewalk.vocabulary.indicator import Measure
from ropewalk.vocabulary.protection import Protection
from ropewalk.vocabulary.words import Frequency, Kind, Polarity

SOURCE, CITY = "own", "E08900001"
COLUMNS = {
    **dict.fromkeys(("indicator", "place", "period", "breakdown"), pl.String),
    **dict.fromkeys(("value", "lower", "upper", "numerator", "denominator"), pl.Float64),
    **dict.fromkeys(("state", "source"), pl.String),
}
SEXES = ("female", "male")


def measure(name: str = "calls", kind: Kind = Kind.COUNT, multiplier: float = 1.0) -> Measure:
    return Measure(
        id=name,
        kind=kind,
        polarity=Polarity.LOWER,
        frequency=Frequency.ANNUAL,
        multiplier=multiplier,
    )


def ward(number: int) -> str:
    return f"E0590{number:04}"


def register(wards: int) -> Register:
    """So many wards in one city."""
    codes = [ward(n) for n in range(wards)]
    return register_of(dict.fromkeys(codes, (CITY,)), {**dict.fromkeys(codes, "ward"), CITY: "authority"})


def frame(*rows: Mapping[str, object]) -> pl.DataFrame:
    """Rows with what they leave out: no breakdown, 2020, measured, the council's own source."""
    plain = {"indicator": "calls", "place": CITY, "period": "2020-01-01/P1Y", "breakdown": "",
             "state": "measured", "source": SOURCE}  # fmt: skip
    return pl.DataFrame([{**dict.fromkeys(COLUMNS), **plain, **row} for row in rows], schema=COLUMNS)


def by_ward_and_sex(counts: np.ndarray, year: int = 2020, indicator: str = "calls") -> pl.DataFrame:
    """Counts of shape (wards, 2) with all their totals: a row for each ward and the city, sex and all."""
    rows = []
    for place, line in [*((ward(n), counts[n]) for n in range(len(counts))), (CITY, counts.sum(axis=0))]:
        for breakdown, number in [*zip(SEXES, line, strict=True), ("", line.sum())]:
            text = f"sex={breakdown}" if breakdown else ""
            rows.append({"indicator": indicator, "place": place, "period": f"{year}-01-01/P1Y",
                         "breakdown": text, "value": float(number)})  # fmt: skip
    return frame(*rows)


def protected(
    *releases: Release | pl.DataFrame,
    rule: Protection | None = None,
    rules: Mapping[str, Protection] | None = None,
    measures: tuple[Measure, ...] = (measure(),),
    wards: int = 30,
) -> Protected:
    """What is hidden of the last table, under one rule or one a source."""
    given = [one if isinstance(one, Release) else Release(one) for one in releases]
    held = rules or {SOURCE: rule or Protection()}
    return protect(given, measures_frame(measures), held, register(wards))


def shown_of(table: pl.DataFrame, found: Protected) -> Release:
    """A table as it was shown, to be an earlier release of the next."""
    return Release(table, ~found.hidden)


def hidden_keys(table: pl.DataFrame, found: Protected) -> set[tuple[str, str, str]]:
    """Place, year and breakdown of what is hidden."""
    rows = table.filter(found.hidden).select("place", pl.col("period").str.head(4), "breakdown")
    return set(rows.iter_rows())
