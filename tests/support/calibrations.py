"""A small made-up calibration: every kind of row, one bar missed."""

from datetime import date

from ropewalk.vocabulary.calibration import (
    Calibration,
    ClassPower,
    ClassRate,
    Coverage,
    Pinball,
    Reliability,
    Stability,
)


def rate(name: str, points: int, called: float) -> ClassRate:
    """A class in which so many were called, half better, half worse."""
    return ClassRate(
        name=name,
        rhythm="yearly",
        points=points,
        series=10_000,
        improving=called / 2,
        worsening=called / 2,
        silent=0.0,
        error=0.002,
        usual=0.21,
    )


def power(ours: float, recent: float | None, chart: float | None = None) -> ClassPower:
    """A class with a rise of five standard deviations."""
    return ClassPower(
        name="normal, no limits",
        rhythm="yearly",
        points=10,
        series=10_000,
        change="rise",
        size=5.0,
        alarms=0.01,
        ours=ours,
        error=0.005,
        recent_trend=recent,
        control_chart=chart,
    )


def coverage(group: str, covered: float, *, nominal: float = 0.8, heldout: bool = False) -> Coverage:
    """One year ahead, over five thousand forecasts."""
    return Coverage(group=group, horizon=1, nominal=nominal, covered=covered, count=5_000, heldout=heldout)


def pinball(method: str, loss: float) -> Pinball:
    """Over everything, one year ahead."""
    return Pinball(method=method, group="overall", horizon=1, loss=loss, relative=loss / 2, count=5_000)


CALIBRATION = Calibration(
    made=date(2026, 1, 2),
    revision=81,
    series=10_000,
    simulated=(rate("normal, no limits", 5, 0.016), rate("normal, no limits", 10, 0.04)),
    power=(power(0.68, 0.4, 0.3), power(0.5, 0.6)),
    coverage=(coverage("overall", 0.81), coverage("mean", 0.74), coverage("overall", 0.78, heldout=True)),
    pinball=(pinball("outlook", 1.8), pinball("drift", 2.2), pinball("last value", 2.0)),
    reliability=(
        Reliability(horizon=1, low=0.0, high=0.1, stated=0.05, came=0.06, count=800),
        Reliability(horizon=1, low=0.9, high=1.0, stated=0.95, came=0.93, count=800),
    ),
    stability=(
        Stability(rule="last two figures compared", flips=0.38, expected=None, count=900),
        Stability(rule="ours", flips=0.08, expected=0.07, count=900),
    ),
)
