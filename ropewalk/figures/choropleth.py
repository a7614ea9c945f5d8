"""A map: each place in its class, the reader's outlined and named, the legend beneath.

One drawing serves all widths, as its lines are most of its weight: the style sheet makes its words larger
where the drawing is small. Every place is a link for those who point. In the tab order it is not: three
hundred stops without an order would bar the way, and the table beside the map holds the same links, in order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Final

from ropewalk.figures import svg
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.map_steps import Class, Classed

WIDE: Final = 480
TALLEST: Final = 720.0
ROW: Final = 31.0
LARGE: Final = 1.7
"""How many times as large the words are where the drawing is smallest; room is left for that."""
MARGIN: Final = 0.02
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """A place on a map: its path and label's point in units of its layer; ``says`` appears on
    pointing; ``label`` is written on it."""

    code: str
    name: str
    path: str
    x: int
    y: int
    box: Box
    href: str = ""
    says: str = ""
    label: str = ""


def choropleth(
    shapes: Sequence[Shape],
    classed: Classed,
    *,
    name: str,
    title: str,
    description: str,
    behind: Callable[[], Table],
    reader: str = "",
    lines: Sequence[str] = (),
    box: Box | None = None,
    note: str = "",
) -> Figure:
    """Draw places in their classes. ``reader``: the code of the place to outline and name; ``lines``: paths
    of larger areas, drawn over; ``box``: the part to show, all of the shapes unless given.

    Raises KeyError for a shape that is in no class: that is our own fault.
    """
    left, top, right, bottom = _grown(box or around(shapes))
    scale = min(WIDE / (right - left), TALLEST / (bottom - top))
    tall = (bottom - top) * scale
    start = (WIDE - (right - left) * scale) / 2
    inner = (
        f'<svg x="{start:.0f}" y="0" width="{(right - left) * scale:.0f}" height="{tall:.0f}" '
        f'viewBox="{left} {top} {right - left} {bottom - top}">'
    )
    found = next((shape for shape in shapes if shape.code == reader), None)
    body = [
        _patterns(name, classed.classes, 1 / scale),
        inner,
        _areas(name, shapes, classed),
        "".join(f'<path class="rw-map-line" d="{path}"/>' for path in lines),
        f'<path class="rw-map-halo" d="{found.path}"/><path class="rw-map-reader" d="{found.path}"/>'
        if found
        else "",
        "</svg>",
        _written(shapes, (left, top, right, bottom), scale, start),
        _label(found, (left, top), scale, start, tall) if found and not found.label else "",
        _legend(name, classed, shapes, tall + 14),
    ]
    height = tall + 14 + ROW * len(_used(classed, shapes)) + 4
    drawn = _whole(name, height, (title, description), "".join(body))
    shape = partial(_shape, name, shapes, classed, found, (left, top, right, bottom))
    return Figure(name, drawn, title, description, behind, note, shape)


def _shape(name: str, shapes: Sequence[Shape], classed: Classed, reader: Shape | None, box: Box) -> str:
    """The places and the reader's outline alone. What draws small pictures scales lines with their drawing,
    so their width is told in the drawing's own units."""
    left, top, right, bottom = box
    unit = max(right - left, bottom - top) / TALLEST
    outline = ""
    if reader:
        outline = "".join(
            f'<path class="rw-map-{kind}" style="stroke-width:{width * unit:.1f}" d="{reader.path}"/>'
            for kind, width in (("halo", 18), ("reader", 8))
        )
    return (
        f'<svg class="rw-chart rw-chart--map" viewBox="0 0 {right - left} {bottom - top}">'
        f"{_patterns(name, classed.classes, 2 * unit)}"
        f'<svg width="{right - left}" height="{bottom - top}" '
        f'viewBox="{left} {top} {right - left} {bottom - top}">{_areas(name, shapes, classed)}{outline}'
        "</svg></svg>"
    )


def around(shapes: Sequence[Shape]) -> Box:
    """The box round all shapes."""
    return (
        min(shape.box[0] for shape in shapes),
        min(shape.box[1] for shape in shapes),
        max(shape.box[2] for shape in shapes),
        max(shape.box[3] for shape in shapes),
    )


def _whole(name: str, height: float, words: tuple[str, str], body: str) -> str:
    """The drawing. What is read aloud is its title and description; the shapes and their links are hidden
    from that, as the table has them all."""
    title, description = words
    return (
        f'<svg class="rw-chart rw-chart--map" viewBox="0 0 {WIDE} {height:.0f}" focusable="false">'
        f'<g role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>'
        f'<rect class="rw-map-sea" width="{WIDE}" height="{height:.0f}"/></g>'
        f'<g aria-hidden="true">{body}</g></svg>'
    )


def _areas(name: str, shapes: Sequence[Shape], classed: Classed) -> str:
    """Shapes by class, so that the class is said once; a pattern lies over those that have one."""
    out = []
    for at, look in enumerate(classed.classes):
        mine = [shape for shape in shapes if classed.of[shape.code] == at]
        if not mine:
            continue
        out.append(f'<g class="{look.css}">{"".join(map(_area, mine))}</g>')
        if look.pattern:
            path = "".join(shape.path for shape in mine)
            out.append(f'<path class="rw-map-over" fill="url(#{name}-{look.pattern})" d="{path}"/>')
    return "".join(out)


def _area(shape: Shape) -> str:
    hint = f"<title>{escape(shape.says or shape.name)}</title>"
    drawn = f'<path d="{shape.path}">{hint}</path>'
    return f'<a href="{escape(shape.href)}" tabindex="-1">{drawn}</a>' if shape.href else drawn


MARKS: Final[Mapping[str, str]] = {
    "lines": "M-2 8L8-2M0 16L16 0M8 18L18 8",
    "crosses": "M2 4h4M4 2v4M10 12h4M12 10v4",
}


def _patterns(name: str, classes: Sequence[Class], size: float) -> str:
    """The patterns in use, in two sizes: on the map, whose units are its layer's, and in the legend."""
    kinds = dict.fromkeys(look.pattern for look in classes if look.pattern)
    made = "".join(
        f'<pattern id="{name}-{kind}{ending}" width="16" height="16" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({times:.3g})"><path class="rw-map-mark rw-map-mark--{kind}" '
        f'd="{MARKS[kind]}"/></pattern>'
        for kind in kinds
        for ending, times in (("", 0.6 * size), ("-key", 0.6))
    )
    return f"<defs>{made}</defs>" if made else ""


def _used(classed: Classed, shapes: Sequence[Shape]) -> list[tuple[int, Class]]:
    held = {classed.of[shape.code] for shape in shapes}
    return [(at, look) for at, look in enumerate(classed.classes) if at in held]


def _legend(name: str, classed: Classed, shapes: Sequence[Shape], top: float) -> str:
    """The classes that occur, each with its words and how many places are in it."""
    out = []
    for row, (at, look) in enumerate(_used(classed, shapes)):
        y = top + ROW * row
        count = sum(classed.of[shape.code] == at for shape in shapes)
        box = f'x="1" y="{y + 4:.0f}" width="34" height="22"/>'
        over = f'<rect class="rw-map-over" fill="url(#{name}-{look.pattern}-key)" {box}'
        out.append(
            f'<g class="{look.css}"><rect {box}</g>'
            + (over if look.pattern else "")
            + svg.text(46, y + 21, f"{look.label}: {count:,}", "rw-map-word")
        )
    return "".join(out)


def _label(shape: Shape, corner: tuple[float, float], scale: float, start: float, tall: float) -> str:
    """The reader's place by name, beside it where there is room for large words, else over it."""
    x, y = start + (shape.x - corner[0]) * scale, (shape.y - corner[1]) * scale
    wide = svg.width_of(shape.name) * LARGE
    half = (shape.box[2] - shape.box[0]) * scale / 2
    at = min(max(y + 5, 20), tall - 6)
    if x + half + 10 + wide <= WIDE:
        return svg.text(x + half + 8, at, shape.name, "rw-map-name")
    if x - half - 10 - wide >= 0:
        return svg.text(x - half - 8, at, shape.name, "rw-map-name", "end")
    above = (shape.y - shape.box[1]) * scale
    return svg.text(
        min(max(x, wide / 2), WIDE - wide / 2), max(y - above - 8, 20), shape.name, "rw-map-name", "middle"
    )


def _written(shapes: Sequence[Shape], box: Box, scale: float, start: float) -> str:
    """The labels of places, each in the middle of its own; none where that lies outside the drawing."""
    left, top, right, bottom = box
    return "".join(
        svg.text(
            start + (one.x - left) * scale, (one.y - top) * scale + 6, one.label, "rw-map-word", "middle"
        )
        for one in shapes
        if one.label and left < one.x < right and top < one.y < bottom
    )


def _grown(box: Box) -> Box:
    """A little more than a box, so that no outline is cut."""
    more = round(MARGIN * max(box[2] - box[0], box[3] - box[1], 1)) + 1
    return box[0] - more, box[1] - more, box[2] + more, box[3] + more
