"""A calibration as figures and tables for readers."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ropewalk.calibration.bars import ALARMS
from ropewalk.calibration.shortfall import shortfalls
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.share_dots import Share, percent, share_dots
from ropewalk.vocabulary.calibration import (
    OVERALL,
    Calibration,
    ClassPower,
    ClassRate,
    Coverage,
    Reliability,
)

SHOWN = 12
"""Kinds of series drawn, those with the most false alarms; the table has all."""


def alarms(rates: Sequence[ClassRate]) -> Figure | None:
    """The worst class of each name: one dot for each kind of series."""
    if not rates:
        return None
    worst = [max(same, key=lambda rate: rate.called) for same in _by_name(rates)]
    rows = [
        Share(f"{rate.name}, {rate.points} points", rate.called, rate.error, ALARMS)
        for rate in sorted(worst, key=lambda rate: -rate.called)[:SHOWN]
    ]
    title = f"False alarms stay below {ALARMS:.0%}" if rows[0].share <= ALARMS else "False alarms"
    return share_dots(
        rows,
        name="alarms",
        title=f"{title} in every kind of series",
        description=f"The most is {percent(rows[0].share)}.",
        marked="the most that we allow",
        note="The kinds nearest to it, each at its worst length. The bar is the luck of the draw.",
    )


def _by_name(rates: Sequence[ClassRate]) -> Iterable[tuple[ClassRate, ...]]:
    return (tuple(same) for _, same in groupby(sorted(rates, key=lambda r: r.name), key=lambda r: r.name))


def classes(rates: Sequence[ClassRate]) -> Table | None:
    """False alarms in every class."""
    rows = tuple(
        (
            rate.name,
            str(rate.points),
            percent(rate.called),
            percent(rate.silent),
            "" if rate.usual is None else percent(rate.usual),
        )
        for rate in rates
    )
    head = ("Stable series", "Points", "False alarms", "Cannot say", "The usual test")
    return Table("False alarms in every class", head, rows, (1, 2, 3, 4)) if rows else None


def power(rows: Sequence[ClassPower]) -> Table | None:
    """True changes found, beside two rules in use: means over sorts and sizes of change, a class a row."""
    shown = tuple(
        (
            row.name,
            str(row.points),
            percent(row.ours),
            _or_blank(row.trend),
            _or_blank(row.chart),
            _or_blank(row.trend_everywhere),
            _or_blank(row.chart_everywhere),
        )
        for row in shortfalls(rows)
    )
    head = (
        *("Series", "Points", "We find", "Fingertips trend, as many alarms", "Chart rules, as many alarms"),
        *("Fingertips trend, one rule for all", "Chart rules, one rule for all"),
    )
    return Table("True changes found", head, shown, (1, 2, 3, 4, 5, 6)) if shown else None


def _or_blank(share: float | None) -> str:
    return "" if share is None else percent(share)


def chances(rows: Sequence[Reliability]) -> Figure | None:
    """How often a target was reached, by the chance that was stated for the nearest horizon."""
    nearest = min((row.horizon for row in rows), default=0)
    chosen = [row for row in rows if row.horizon == nearest and not row.heldout]
    if not chosen:
        return None
    shares = [
        Share(f"We said {row.low * 100:.0f} to {row.high * 100:.0f} times in 100", row.came, mark=row.stated)
        for row in sorted(chosen, key=lambda row: row.low)
    ]
    words = "; ".join(f"{share.label}: it came true {percent(share.share)}" for share in shares)
    return share_dots(
        shares,
        name="chances",
        title=f"How often it came true, {_years(nearest)} ahead",
        description=words,
        marked="the chance that we stated, on average",
    )


def coverage(rows: Sequence[Coverage]) -> Figure | None:
    """How often the truth fell inside forecast ranges, over all series."""
    chosen = [row for row in rows if row.group == OVERALL]
    if not chosen:
        return None
    order = sorted(chosen, key=lambda row: (row.nominal, row.heldout, row.horizon))
    shares = [Share(_forecast(row), row.covered, mark=row.nominal) for row in order]
    words = "; ".join(f"{share.label}: {percent(share.share)}" for share in shares)
    return share_dots(
        shares,
        name="coverage",
        title="How often the truth fell inside our forecast ranges",
        description=words,
        marked="how often it should",
        note="Nothing was tuned on the newest two years.",
        zero=False,
    )


def _forecast(row: Coverage) -> str:
    newest = ", newest two years" if row.heldout else ""
    return f"{_years(row.horizon)} ahead, a {row.nominal:.0%} range{newest}"


def _years(horizon: int) -> str:
    return "1 year" if horizon == 1 else f"{horizon} years"


def kinds(rows: Sequence[Coverage]) -> Table | None:
    """The same by kind of measure."""
    shown = tuple(
        (
            "all" if row.group == OVERALL else row.group,
            _years(row.horizon),
            f"{row.nominal:.0%}",
            percent(row.covered),
            f"{row.count:,}",
            "newest two" if row.heldout else "earlier",
        )
        for row in rows
    )
    head = ("Kind of measure", "Ahead", "Should hold", "Held", "Forecasts", "Years")
    return Table("Forecast ranges, by kind of measure", head, shown, (2, 3, 4)) if shown else None


def misses(found: Calibration) -> Table | None:
    """How far forecasts miss, beside simpler ones."""
    shown = tuple(
        (
            row.method,
            "all" if row.group == OVERALL else row.group,
            _years(row.horizon),
            f"{row.relative:.2f}",
            "newest two" if row.heldout else "earlier",
        )
        for row in found.pinball
    )
    head = ("Forecast", "Kind of measure", "Ahead", "Miss beside the last value's", "Years")
    return Table("How far forecasts miss", head, shown, (3,)) if shown else None


def stability(found: Calibration) -> Table | None:
    """How often verdicts change with one more year."""
    shown = tuple(
        (row.rule, percent(row.flips), _or_blank(row.expected), f"{row.count:,}") for row in found.stability
    )
    head = ("Rule", "Verdicts that change", "Must change", "Pairs of years")
    return Table("How often a verdict changes with one more year", head, shown, (1, 2, 3)) if shown else None
