"""A calibration as figures and tables for readers."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from ropewalk.calibration.bars import ALARMS
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.share_dots import Share, percent, share_dots
from ropewalk.vocabulary.calibration import OVERALL, Calibration, ClassPower, ClassRate, Coverage


def alarms(rates: Sequence[ClassRate]) -> Figure | None:
    """The worst class of each name: one dot for each kind of series."""
    if not rates:
        return None
    worst = [max(same, key=lambda rate: rate.called) for same in _by_name(rates)]
    rows = [
        Share(f"{rate.name}, {rate.points} points", rate.called, rate.error, ALARMS)
        for rate in sorted(worst, key=lambda rate: -rate.called)
    ]
    title = f"False alarms stay below {ALARMS:.0%}" if rows[0].share <= ALARMS else "False alarms"
    return share_dots(
        rows,
        name="alarms",
        title=f"{title} in every kind of series",
        description=f"The most is {percent(rows[0].share)}, the least {percent(rows[-1].share)}.",
        marked="the most that we allow",
        note="Each dot is the worst length of its kind. The bar through it is the luck of the draw.",
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
    """True changes found, beside two rules in use, at equal false alarms."""
    shown = tuple(
        (
            row.name,
            str(row.points),
            f"{row.change} of {row.size:g}",
            percent(row.ours),
            _or_blank(row.recent_trend),
            _or_blank(row.control_chart),
        )
        for row in rows
    )
    head = (
        "Series",
        "Points",
        "True change",
        "We find",
        "Fingertips trend",
        "Chart rules",
    )
    return Table("True changes found at equal false alarms", head, shown, (1, 3, 4, 5)) if shown else None


def _or_blank(share: float | None) -> str:
    return "" if share is None else percent(share)


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
