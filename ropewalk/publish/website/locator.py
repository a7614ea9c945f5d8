"""Where a place lies: the places round it on a small map, its own marked, each a link to its page."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from ropewalk.figures.choropleth import Box, Shape, choropleth
from ropewalk.figures.inputs import Figure, Table
from ropewalk.figures.map_steps import Class, Classed
from ropewalk.findings.outlines import Outline
from ropewalk.vocabulary.language import _

NEAR: Final = 0.35
"""How much more than the marked places a map shows, as a share of their larger side."""


def locator(
    drawn: Sequence[Outline],
    marked: Collection[str],
    *,
    name: str,
    title: str,
    names: Mapping[str, str],
    hrefs: Mapping[str, str],
    words: tuple[str, str],
    lines: Sequence[str] = (),
    labels: Mapping[str, str] | None = None,
    reader: str = "",
    whole: bool = False,
) -> Figure:
    """Draw places with some of them marked; ``words``: what the legend says of the marked and of the rest.

    ``whole``: show all of them; else those that are marked, with a little of what lies round them.
    """
    box = None if whole else _round([one for one in drawn if one.code in marked])
    shown = [one for one in drawn if box is None or _meets(one, box)]
    shapes = [_shape(one, names, hrefs, labels or {}) for one in shown]
    of = {one.code: int(one.code not in marked) for one in shown}
    looks = (Class("rw-map-2" if whole else "rw-map-4", words[0]), Class("rw-map-1", words[1]))
    told = ", ".join(names.get(one.code, one.code) for one in shown if one.code in marked)
    rest = ", ".join(names.get(one.code, one.code) for one in shown if one.code not in marked)
    described = _("A map. {marked}: {places}.").format(marked=words[0], places=told)
    if told == words[0]:  # one place, which the legend calls by its name
        described = _("A map of {place}.").format(place=told)
    if whole:  # too many to be read out before anything else: a list of them stands beside it
        described = _("A map of {count} areas. The list beside it names them all.").format(count=len(shown))
    if rest:
        described += " " + _("{rest}: {places}.").format(rest=words[1], places=rest)
    rows = tuple((names.get(one.code, one.code),) for one in shown)
    return choropleth(
        shapes,
        Classed(looks, of, ""),
        name=name,
        title=title,
        description=described,
        behind=lambda: Table(title, (_("Place"),), rows),
        lines=lines,
        box=box,
        reader=reader,
    )


def _shape(
    one: Outline, names: Mapping[str, str], hrefs: Mapping[str, str], labels: Mapping[str, str]
) -> Shape:
    box = (one.left, one.top, one.right, one.bottom)
    href, label = hrefs.get(one.code, ""), labels.get(one.code, "")
    return Shape(one.code, names.get(one.code, one.name), one.path, one.x, one.y, box, href, label=label)


def _round(marked: Sequence[Outline]) -> Box:
    """The box round the marked places, and a little more."""
    left, top = min(one.left for one in marked), min(one.top for one in marked)
    right, bottom = max(one.right for one in marked), max(one.bottom for one in marked)
    more = round(NEAR * max(right - left, bottom - top))
    return left - more, top - more, right + more, bottom + more


def _meets(one: Outline, box: Box) -> bool:
    return one.left <= box[2] and box[0] <= one.right and one.top <= box[3] and box[1] <= one.bottom
