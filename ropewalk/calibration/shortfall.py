"""Many comparisons of power in one line a class and length: how far ahead, how often behind, where most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ropewalk.vocabulary.calibration import ClassPower


@dataclass(frozen=True)
class Shortfall:
    """Means over a class's changes and sizes. ``behind``: of ``count`` comparisons with a rule whose
    threshold is set in this class, those lost by more than two standard errors; ``furthest``: the worst."""

    name: str
    points: int
    alarms: float
    ours: float
    trend: float | None
    chart: float | None
    trend_everywhere: float | None
    chart_everywhere: float | None
    behind: int
    count: int
    furthest: str


def shortfalls(rows: Sequence[ClassPower]) -> tuple[Shortfall, ...]:
    """One entry for each class and length, in the order of the rows."""
    return tuple(_shortfall(list(same)) for _, same in groupby(rows, key=lambda row: (row.name, row.points)))


def _shortfall(rows: list[ClassPower]) -> Shortfall:
    beside = [(theirs - row.ours, which, row, theirs) for row in rows for which, theirs in _rivals(row)]
    lost = [each for each in beside if each[0] > 2 * 2**0.5 * each[2].error]
    furthest = ""
    if lost:
        _, which, row, theirs = max(lost, key=lambda each: each[0])
        furthest = f"{row.change} of {row.size:g} sd: {row.ours:.0%}, {which} {theirs:.0%}"
    return Shortfall(
        name=rows[0].name,
        points=rows[0].points,
        alarms=rows[0].alarms,
        ours=sum(row.ours for row in rows) / len(rows),
        trend=_mean([row.recent_trend for row in rows]),
        chart=_mean([row.control_chart for row in rows]),
        trend_everywhere=_mean([row.recent_trend_everywhere for row in rows]),
        chart_everywhere=_mean([row.control_chart_everywhere for row in rows]),
        behind=len(lost),
        count=len(beside),
        furthest=furthest,
    )


def _rivals(row: ClassPower) -> Iterator[tuple[str, float]]:
    if row.recent_trend is not None:
        yield "trend", row.recent_trend
    if row.control_chart is not None:
        yield "chart", row.control_chart


def _mean(shares: Sequence[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None
