"""The published rule in numbers. Every threshold that a verdict depends on stands here and nowhere else."""

from typing import Final

SURE: Final = 0.05
"""A change or a difference counts when chance alone would make one as large less often than this."""
LEAST_POINTS: Final = 5
WINDOW: Final = 10
"""A trend looks at the newest ten periods that do not overlap."""
RECENT: Final = 15 * 365.25 + 1
"""Days from the newest period's end within which a point begins that is used, beyond the newest five: of ten
separate three-year periods the oldest would be thirty years back, and say nothing of where things go now."""
LEAST_MONTHS: Final = 25
LEAST_QUARTERS: Final = 13
MONTHS: Final = 36
QUARTERS: Final = 20
STRETCH_MONTHS: Final = 6
STRETCH_QUARTERS: Final = 4
GAP: Final = 1.5
"""Two neighbouring points further apart than this many usual steps have a gap between them."""
STALE_AFTER: Final = 2.5
"""Rhythms that may pass after the newest period's end before a figure is old."""
SAME_PERIOD_WITHIN: Final = 24.0
"""Months by which a comparison may fall back to an older period that both have."""
FALL_BACK: Final = 4
"""How many newest points are searched for a period that both have."""
LEAST_FOR_MEDIAN: Final = 3
LIKELY: Final = 0.8
UNLIKELY: Final = 0.2
DEEPEST: Final = 130
"""Newest points read of a monthly or quarterly series: ten years and some; of others, SHALLOW."""
SHALLOW: Final = 60
