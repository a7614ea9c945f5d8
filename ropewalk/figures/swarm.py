"""Dots stacked where they would overlap: every place at its true value, none hidden behind another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.figures.inputs import Dot

TALLEST: Final = 200.0
"""A crowd that would stand taller than this is drawn with smaller dots, while they can still be seen."""

SMALLEST: Final = 2.2
"""Dots are not drawn smaller than this: what does not fit then is counted instead."""

REACH: Final = 2.0
"""Places further out than this many times the span of nine places in ten would press the rest flat."""

APART: Final = 0.4
"""Half the gap between two dots that touch."""


@dataclass(frozen=True, slots=True)
class Swarm:
    """Dots in rising order with where each stands: along the scale, and how high above the axis.

    ``more`` are the columns that would not fit: where they stand, and how many dots are left out.
    """

    dots: Sequence[Dot]
    places: Sequence[float]
    heights: Sequence[float]
    radius: float
    more: Sequence[tuple[float, int]] = ()

    @property
    def tall(self) -> float:
        """The height of the tallest stack, with the count that stands over it if there is one."""
        return max(self.heights, default=0.0) + self.radius + APART + (16 if self.more else 0)


def swarm(dots: Sequence[Dot], places: Sequence[float], radius: float) -> Swarm:
    """Stack dots that stand at the rising coordinates ``places``; smaller dots when the crowd is dense.

    Where even the smallest would stack too high (a hundred places with the same figure), the dots
    that do not fit are left out and counted.
    """
    levels = stack(places, 2 * (radius + APART))
    while radius > SMALLEST and (max(levels, default=0) + 1) * 2 * (radius + APART) > TALLEST:
        radius = max(radius * 0.85, SMALLEST)
        levels = stack(places, 2 * (radius + APART))
    rows = int(TALLEST / (2 * (radius + APART)))
    shown = [i for i, level in enumerate(levels) if level < rows]
    cut = [place for place, level in zip(places, levels, strict=True) if level >= rows]
    return Swarm(
        [dots[i] for i in shown],
        [places[i] for i in shown],
        [(2 * levels[i] + 1) * (radius + APART) for i in shown],
        radius,
        _columns(cut, 30.0),
    )


def _columns(places: Sequence[float], apart: float) -> list[tuple[float, int]]:
    """Rising coordinates gathered where they stand closer than ``apart``: the first of each, and how many."""
    out: list[tuple[float, int]] = []
    for place in places:
        if out and place - out[-1][0] < apart:
            out[-1] = (out[-1][0], out[-1][1] + 1)
        else:
            out.append((place, 1))
    return out


def stack(places: Sequence[float], apart: float) -> list[int]:
    """For rising coordinates, the lowest level at which each dot touches none on that level."""
    last: list[float] = []
    out: list[int] = []
    before = None
    for place in places:
        # Below a dot at the same place there is no room for another: hundreds may share one figure.
        first = out[-1] + 1 if place == before else 0
        level = next((i for i in range(first, len(last)) if place - last[i] >= apart), len(last))
        before = place
        if level == len(last):
            last.append(place)
        last[level] = place
        out.append(level)
    return out


def within_reach(dots: Sequence[Dot]) -> tuple[list[Dot], list[Dot]]:
    """Dots that one scale can show, and those too far from all others (a total among counts, a freak).

    The reader's own place is always shown. With fewer than ten places every one is.
    """
    values = sorted(dot.value for dot in dots if dot.role in ("reader", "peer", "other", "picked"))
    if len(values) < 10:
        return list(dots), []
    low, high = values[len(values) // 20], values[-1 - len(values) // 20]
    reach = REACH * (high - low) or abs(high) or 1.0
    near: list[Dot] = []
    far: list[Dot] = []
    for dot in dots:
        shown = low - reach <= dot.value <= high + reach or dot.role in ("reader", "picked")
        (near if shown else far).append(dot)
    return near, far
