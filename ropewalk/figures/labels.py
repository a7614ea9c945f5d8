"""Names beside lines (wide drawings) and above them (narrow ones): no legend to look up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.describe import last_known
from ropewalk.figures.inputs import Line, Style
from ropewalk.figures.marks import Frame
from ropewalk.figures.numbers import short
from ropewalk.vocabulary.indicator import Target

ROW: Final = 18.0
MOST: Final = 19
"""Characters in a line of a label beside the chart."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name and a value for the line that ends at height ``y``."""

    y: float
    end: float
    words: tuple[str, ...]
    css: str


def names(lines: Sequence[Line], target: Target | None, style: Style) -> list[tuple[str, str, str]]:
    """Name, newest value and class of every line that has one, then of the target."""
    out = []
    for index, line in enumerate(lines):
        newest = last_known(line)
        if newest is not None and newest.value is not None:
            css = f"rw-name rw-name{index}"
            out.append((line.label, short(newest.value, style), css))
    if target is not None:
        out.append((f"Target for {target.date.year}", short(target.value, style), "rw-name rw-name--target"))
    return out


def label_room(lines: Sequence[Line], target: Target | None, style: Style) -> float:
    """How much room the labels need to the right of the chart."""
    words = [w for name, value, _ in names(lines, target, style) for w in (*svg.wrap(name, MOST), value)]
    return min(max((svg.width_of(w) for w in words), default=0) + 26, 190)


def side_labels(
    lines: Sequence[Line],
    frame: Frame,
    target: Target | None,
    style: Style,
    right: float,
    span: tuple[float, float],
) -> str:
    """Each line's name and newest value at its end, moved apart where they would touch."""
    ends = [point for point in (last_known(line) for line in lines) if point is not None]
    places = [frame.place(point) for point in ends]
    if target is not None:
        places.append((frame.x.end, frame.y.at(target.value)))
    labels = [
        Label(y, x, (*svg.wrap(name, MOST), value), css)
        for (x, y), (name, value, css) in zip(places, names(lines, target, style), strict=True)
    ]
    return "".join(_write(label, middle, right + 14) for label, middle in spread(labels, *span))


def spread(labels: list[Label], top: float, bottom: float) -> list[tuple[Label, float]]:
    """Middles for labels so that none overlaps another, each as near its line as may be."""
    rising = sorted(labels, key=lambda label: label.y)
    middles: list[float] = []
    edge = top - 20
    for label in rising:
        half = len(label.words) * ROW / 2
        middles.append(max(label.y, edge + half))
        edge = middles[-1] + half + 3
    edge = bottom + 24
    for index in range(len(rising) - 1, -1, -1):
        half = len(rising[index].words) * ROW / 2
        middles[index] = min(middles[index], edge - half)
        edge = middles[index] - half - 3
    return list(zip(rising, middles, strict=True))


def _write(label: Label, middle: float, x: float) -> str:
    first = middle - len(label.words) * ROW / 2 + 13
    rows = [
        svg.text(
            x, first + i * ROW, words, label.css if i < len(label.words) - 1 else f"{label.css} rw-value"
        )
        for i, words in enumerate(label.words)
    ]
    leader = svg.rule(label.end + 5, label.y, x - 4, middle, "rw-lead")
    return leader + "".join(rows)


def key_rows(lines: Sequence[Line], target: Target | None) -> float:
    """The height of the key above a narrow chart."""
    return ROW * (len(lines) + (target is not None)) + 6


def key_marks(lines: Sequence[Line], target: Target | None, style: Style) -> str:
    """A key above a narrow chart: a piece of each line as drawn, its name and newest value."""
    out = []
    for row, (name, value, css) in enumerate(names(lines, target, style)):
        y = 14 + row * ROW
        drawn = "rw-target" if css.endswith("target") else "rw-main" if row == 0 else f"rw-cmp rw-cmp{row}"
        out.append(svg.rule(2, y - 5, 30, y - 5, drawn))
        out.append(svg.text(38, y, f"{name} {value}", css))
    return "".join(out)
