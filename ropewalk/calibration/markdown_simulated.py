"""What a calibration found on made series, as Markdown."""

from collections.abc import Iterator, Sequence
from typing import Final

from ropewalk.calibration.bars import ALARMS
from ropewalk.calibration.shortfall import Shortfall, shortfalls
from ropewalk.calibration.written import table
from ropewalk.vocabulary.calibration import Calibration, ClassRate

RHYTHMS: Final = {
    "yearly": "Yearly series",
    "rolling": "Three-year periods published every year",
    "monthly": "Monthly series",
    "quarterly": "Quarterly series",
}
_ALARMS: Final = f"""## False alarms

Per cent of stable series called *improving* or *worsening*; at most {ALARMS:.0%} is asked, in every cell.
In brackets the test that most programs would use on the same series: least squares with t where there
are no limits, weighted least squares that trusts the limits alone where there are. AR(1) 0.5: each point
resembles the one before it with correlation 0.5. Process: how far the place itself moves about, beside
the sampling error."""
_POWER: Final = """## Power

True changes found, in per cent, beside two published rules whose thresholds are moved until, *in that
very class*, they raise as many false alarms as ours. That favours them: a threshold set class by class
knows how large the process is and how long it lingers, which no rule can know of a real series. So a
second comparison gives each of them *one* threshold for all classes: the one that keeps its false alarms
at 5% in the worst of them, as ours must. Means over kinds and sizes of change. Behind: comparisons at a
threshold of the class's own that are lost by more than two standard errors of simulation."""
_HEAD: Final = (
    *("series", "points", "false alarms", "ours", "Fingertips trend", "chart rules"),
    *("trend, one threshold", "chart, one threshold", "behind", "furthest behind"),
)


def simulated_tables(found: Calibration) -> Iterator[str]:
    """A part for false alarms and one for power, as far as there are figures."""
    if found.simulated:
        yield _ALARMS
        for rhythm, title in RHYTHMS.items():
            rates = [rate for rate in found.simulated if rate.rhythm == rhythm]
            if rates:
                yield f"### {title}\n\n{_by_points(rates)}"
    if found.power:
        yield _POWER
        for rhythm, title in RHYTHMS.items():
            rows = [row for row in found.power if row.rhythm == rhythm]
            if rows:
                yield f"### {title}: changes found\n\n{table(_HEAD, map(_shortfall, shortfalls(rows)))}"


def _by_points(rates: Sequence[ClassRate]) -> str:
    lengths = sorted({rate.points for rate in rates})
    names = list(dict.fromkeys(rate.name for rate in rates))
    cell = {(rate.name, rate.points): _rate(rate) for rate in rates}
    rows = [(name, *(cell.get((name, n), "") for n in lengths)) for name in names]
    return table(("stable series", *(f"n = {n}" for n in lengths)), rows)


def _rate(rate: ClassRate) -> str:
    usual = "" if rate.usual is None else f" ({100 * rate.usual:.0f})"
    return f"{100 * rate.called:.1f}{usual}"


def _shortfall(row: Shortfall) -> tuple[str, ...]:
    shares = (row.ours, row.trend, row.chart, row.trend_everywhere, row.chart_everywhere)
    return (
        row.name,
        str(row.points),
        f"{100 * row.alarms:.1f}",
        *("" if share is None else f"{100 * share:.0f}" for share in shares),
        f"{row.behind} of {row.count}",
        row.furthest,
    )
