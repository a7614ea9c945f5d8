"""Means over cuts of series, and over indicators: one of thousands of series must not drown the rest."""

import numpy as np

from ropewalk.findings.points import Floats, Integers


def mean(values: Floats) -> float:
    """Every cut counts alike."""
    return float(values.mean())


def mean_by_indicator(values: Floats, indicator: Integers) -> float:
    """The mean of the indicators' means."""
    total, count = np.bincount(indicator, values), np.bincount(indicator)
    there = count > 0
    return float((total[there] / count[there]).mean())
