"""Where a value or a date stands on a drawing: tidy axes with honest starts. The only arithmetic we do."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, isfinite, log10

from ropewalk.figures.inputs import Style
from ropewalk.vocabulary.period import parse_period

ZERO_IS_NEAR = 0.3
"""An axis that would start below this share of its top starts at nought instead: it costs little."""

LEAST_SPAN = 0.2
"""Without intervals, an axis spans at least this share of its greatest value."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from [low, high] of the data to [start, end] of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The coordinate of a value."""
        return self.start + (value - self.low) * (self.end - self.start) / (self.high - self.low)

    def all_at(self, values: Iterable[float]) -> list[float]:
        """The coordinates of many values, with the slope worked out once."""
        start, low, slope = self.start, self.low, (self.end - self.start) / (self.high - self.low)
        return [start + (value - low) * slope for value in values]


@lru_cache(maxsize=4096)
def tidy_step(span: float, parts: int) -> float:
    """The least step of 1, 2, 2.5 or 5 times a power of ten that cuts ``span`` in at most ``parts``."""
    rough = span / max(parts, 1)
    power = 10.0 ** floor(log10(rough))
    return next(power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * (1 - 1e-9))


def value_ticks(values: list[float], style: Style, parts: int, *, sure: bool = True) -> list[float]:
    """Tidy ticks that hold every value. Starts at nought when it must (``style.zero``) or nearly would.

    Without intervals (not ``sure``) nothing else tells a reader how big a change is, so the axis spans
    at least a fifth of its greatest value: a wiggle is drawn as a wiggle. Values that are not finite
    are left out; no value at all gives the ticks 0 and 1.
    """
    known = [v for v in values if isfinite(v)]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if high - low <= 1e-12 * max(abs(high), 1):
        pad = abs(high) * 0.05 or 1.0
        low, high = low - pad, high + pad
    wanted = 0.0 if sure else LEAST_SPAN * max(abs(low), abs(high))
    if high - low < wanted:
        middle = (low + high) / 2
        low, high = _inside(middle - wanted / 2, middle + wanted / 2, style, known)
    if low > 0 and (style.zero or low <= ZERO_IS_NEAR * high):
        low = 0.0
    if high < 0 and style.zero:
        high = 0.0
    return _held(_between(low, high, parts), style, low, high)


def _inside(low: float, high: float, style: Style, known: list[float]) -> tuple[float, float]:
    """A widened span kept within what can occur, and never so narrow that it loses a value."""
    if style.floor is not None:
        low = min(max(low, style.floor), *known)
    if style.ceiling is not None:
        high = max(min(high, style.ceiling), *known)
    return low, high


def _between(low: float, high: float, parts: int) -> list[float]:
    step = tidy_step(high - low, parts)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    digits = 6 - floor(log10(step))  # sheds the noise of multiplying, keeps every digit of a step
    return [round(k * step, digits) for k in range(first, last + 1)]


def _held(ticks: list[float], style: Style, low: float, high: float) -> list[float]:
    """Ticks beyond what can occur are pulled in (no axis to 120%), unless the data go there."""
    if style.ceiling is not None and high <= style.ceiling < ticks[-1]:
        ticks = [t for t in ticks if t < style.ceiling] + [style.ceiling]
    if style.floor is not None and style.floor <= low and ticks[0] < style.floor:
        ticks = [style.floor] + [t for t in ticks if t > style.floor]
    return ticks


def tick_decimals(ticks: list[float]) -> int:
    """The fewest decimals that tell the ticks apart, so that axes read 60, 65, 70 and not 60.0."""
    return next((d for d in range(5) if all(abs(round(t, d) - t) < 1e-9 for t in ticks)), 5)


@lru_cache(maxsize=100_000)
def middle_day(period: str) -> float:
    """The middle of a period as a day number: where its point stands on an axis of real dates."""
    known = parse_period(period)
    return (known.start.toordinal() + known.end.toordinal()) / 2


def date_scale(days: list[float], start: float, end: float) -> Scale:
    """A scale from the first to the last day. One day alone stands in the middle."""
    first, last = min(days), max(days)
    if last <= first:
        return Scale(first - 1, first + 1, start, end)
    return Scale(first, last, start, end)


def thin(places: list[float], gap: float) -> list[int]:
    """Which of the rising coordinates to label so that labels stand ``gap`` apart; the last always is."""
    kept: list[int] = []
    for index in range(len(places) - 1, -1, -1):
        if not kept or places[kept[-1]] - places[index] >= gap:
            kept.append(index)
    return kept[::-1]
