"""Names beside lines (wide drawings) and above them (narrow ones): no legend to look up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.describe import last_known, short_of
from ropewalk.figures.inputs import Line, Style
from ropewalk.figures.marks import Frame
from ropewalk.figures.numbers import short
from ropewalk.vocabulary.indicator import Target
from ropewalk.vocabulary.language import _

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
            words = short_of(newest, line, style)
            out.append((line.label, words, css))
    if target is not None:
        out.append(
            (
                _("Target for {year}").format(year=target.date.year),
                short(target.value, style),
                "rw-name rw-name--target",
            )
        )
    return out


def label_room(lines: Sequence[Line], target: Target | None, style: Style) -> float:
    """How much room the labels need to the right of the chart."""
    words = [w for name, value, _ in names(lines, target, style) for w in beside(name, value)]
    return min(max((svg.width_of(w) for w in words), default=0) + 26, 190)


def beside(name: str, value: str) -> tuple[str, ...]:
    """A name and a value as lines of text: one where they fit, so that labels stay near their lines."""
    together = f"{name} {value}"
    return (together,) if len(together) <= MOST else (*svg.wrap(name, MOST), value)


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
        Label(y, x, beside(name, value), css)
        for (x, y), (name, value, css) in zip(places, names(lines, target, style), strict=True)
    ]
    return "".join(_write(label, middle, right + 14) for label, middle in spread(labels, *span))


def spread(labels: list[Label], top: float, bottom: float) -> list[tuple[Label, float]]:
    """Middles for labels so that none overlaps another, each as near its line as may be.

    Labels that would touch form a group, and the group stands at the mean of what its labels want.
    """
    highest, lowest = top - 24, bottom + 24
    groups: list[tuple[list[Label], float, float]] = []  # labels, top edge, height
    for label in sorted(labels, key=lambda label: label.y):
        tall = len(label.words) * ROW + 2
        members, start = [label], _held(label.y - tall / 2, highest, lowest - tall)
        while groups and groups[-1][1] + groups[-1][2] > start:
            before, wanted, height = groups.pop()
            count, tall = len(before), height + tall
            mean = (wanted * count + (start - height) * len(members)) / (count + len(members))
            members, start = before + members, _held(mean, highest, lowest - tall)
        groups.append((members, start, tall))
    return [pair for members, start, _ in groups for pair in _middles(members, start)]


def _held(edge: float, top: float, bottom: float) -> float:
    return max(min(edge, bottom), top)


def _middles(members: list[Label], edge: float) -> list[tuple[Label, float]]:
    """The middle of every label of a group that starts at ``edge``."""
    out = []
    for label in members:
        height = len(label.words) * ROW + 2
        out.append((label, edge + height / 2))
        edge += height
    return out


def _write(label: Label, middle: float, x: float) -> str:
    first, last = middle - len(label.words) * ROW / 2 + 13, len(label.words) - 1
    rows = [
        svg.text(x, first + i * ROW, words, f"{label.css} rw-value" if i == last else label.css)
        for i, words in enumerate(label.words)
    ]
    return svg.rule(label.end + 5, label.y, x - 4, middle, "rw-lead") + "".join(rows)


def key_rows(lines: Sequence[Line], target: Target | None) -> float:
    """The height of the key above a narrow chart."""
    return ROW * (len(lines) + (target is not None)) + 6


def key_marks(lines: Sequence[Line], target: Target | None, style: Style) -> str:
    """A key above a narrow chart: a piece of each line as drawn, its name and newest value."""
    out = []
    for row, (name, value, css) in enumerate(names(lines, target, style)):
        y = 14 + row * ROW
        out.append(svg.rule(2, y - 5, 30, y - 5, _drawn_as(css)))
        out.append(svg.text(38, y, f"{name} {value}", css))
    return "".join(out)


def _drawn_as(css: str) -> str:
    """The class of the line that a name of class ``css`` belongs to."""
    if css.endswith("target"):
        return "rw-target"
    return "rw-main" if css.endswith("0") else f"rw-cmp rw-cmp{css[-1]}"
