"""One calibration from its two halves."""

from datetime import date

from ropewalk.calibration.effects import effect_rates
from ropewalk.calibration.simulated.blocks import Progress, nobody
from ropewalk.calibration.simulated.classes import every_class
from ropewalk.calibration.simulated.false_alarms import false_alarms
from ropewalk.calibration.simulated.power import power
from ropewalk.calibration.size import SEED, SERIES
from ropewalk.vocabulary.calibration import Calibration, RealCalibration


def calibrate(
    real: RealCalibration | None,
    *,
    made: date,
    series: int = SERIES,
    seed: int = SEED,
    progress: Progress = nobody,
) -> Calibration:
    """Try the shipped rule on made series, and put the answers beside those from real ones.

    ``real``: the other half, None when there is no workspace. ``series``: stable series made of each yearly
    class. The same seed gives the same figures. Nothing is written."""
    classes = every_class()
    rates = false_alarms(classes, series=series, seed=seed, progress=progress)
    followed = effect_rates(series=series, seed=seed, progress=progress)
    found = power(classes, series=series, seed=seed, progress=progress)
    held = real or RealCalibration()
    return Calibration(
        made=made,
        revision=held.revision,
        seed=seed,
        series=series,
        simulated=(*rates, *followed),
        power=found,
        coverage=held.coverage,
        pinball=held.pinball,
        reliability=held.reliability,
        stability=held.stability,
    )
