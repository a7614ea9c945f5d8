"""The two exchange tables: their columns, in order, and what type each holds. See docs/tables.md."""

from typing import Final

OBSERVATIONS: Final[dict[str, type]] = {
    "indicator": str,
    "place": str,
    "period": str,
    "breakdown": str,
    "value": float,
    "lower": float,
    "upper": float,
    "numerator": float,
    "denominator": float,
    "state": str,
}

OBSERVATION_KEY: Final = ("indicator", "place", "period", "breakdown")

FINDINGS: Final[dict[str, type]] = {
    "indicator": str,
    "place": str,
    "breakdown": str,
    "question": str,
    "comparator": str,
    "verdict": str,
    "estimate": float,
    "lower": float,
    "upper": float,
    "period": str,
    "p_value": float,
    "probability": float,
    "method": str,
    "reasons": str,
    "points": int,
    "revision": int,
    "sentence": str,
}
