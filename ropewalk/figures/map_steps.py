"""Into which class of a map each place falls: by verdict where there are verdicts, else by a stated rule.

A class that holds a place must not say more than is known: where figures have intervals, the verdict beside
the average is drawn and not the figure. Every class has a shade or a pattern of its own: none needs colour.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ropewalk.figures.inputs import Style
from ropewalk.figures.numbers import short
from ropewalk.vocabulary.language import gettext as _
from ropewalk.vocabulary.words import Position, State

STEPS: Final = 5
"""Shades that can be told apart on a phone in the sun, and by whoever sees few colours."""
TENTHS: Final = ((1, 1), (2, 2), (3, 4), (5, 6), (7, 8), (9, 10))
"""Classes of an index in tenths of the country: the first two by themselves, the rest in pairs."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of places: the style it is drawn in, the words of the legend; ``pattern`` is drawn over it."""

    css: str
    label: str
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Classed:
    """The classes of a map in the order of its legend, which class each place is in (by code), and the rule
    in words."""

    classes: tuple[Class, ...]
    of: Mapping[str, int]
    rule: str


HIDDEN, NOT_HELD = "rw-map-hidden", "rw-map-none"


def by_verdict(verdicts: Mapping[str, str], average: str) -> Classed:
    """Classes from each place's position beside ``average`` (as a reader knows it: the city's average)."""
    looks = {
        Position.WORSE: Class("rw-map-worse", _("Worse"), "lines"),
        Position.NOT_DISTINGUISHABLE: Class("rw-map-same", _("No clear difference")),
        Position.BETTER: Class("rw-map-better", _("Better")),
        Position.CANNOT_SAY: Class("rw-map-cannot", _("Cannot say"), "crosses"),
    }
    used = [word for word in looks if word in set(verdicts.values())]
    rule = _("Each beside {average}. Better or worse means: by more than chance explains.").format(
        average=average
    )
    return Classed(
        tuple(looks[w] for w in used), {c: used.index(Position(v)) for c, v in verdicts.items()}, rule
    )


def by_tenth(values: Mapping[str, float]) -> Classed:
    """Classes of an index that counts tenths of the country from 1."""
    classes = tuple(
        Class(
            _shade(len(TENTHS) - 1 - at, len(TENTHS)),
            _("Group {first} of 10").format(first=low)
            if low == high
            else _("Groups {first} and {last} of 10").format(first=low, last=high),
        )
        for at, (low, high) in enumerate(TENTHS)
    )
    ends = [high for _low, high in TENTHS]
    of = {code: min(bisect_left(ends, value), len(TENTHS) - 1) for code, value in values.items()}
    return Classed(
        classes, of, _("Group 1 is the tenth of all neighbourhoods in the country that go without most.")
    )


def by_share(values: Mapping[str, float], style: Style) -> Classed:
    """Classes with about as many places in each, lowest figures first; equal figures are never parted.

    Fewer classes than ``STEPS`` come out where many places share a figure.
    """
    ordered = sorted(values.values())
    size = len(ordered)
    tops = sorted(
        {ordered[min(size - 1, (size * step + STEPS - 1) // STEPS - 1)] for step in range(1, STEPS + 1)}
    )
    held = [[value for value in ordered if bisect_left(tops, value) == at] for at in range(len(tops))]
    classes = tuple(
        Class(_shade(at, len(tops)), _span(group[0], group[-1], style)) for at, group in enumerate(held)
    )
    rule = _(
        "Each shade stands for about as many places. Two places of one shade may differ, and two places of "
        "different shades may not."
    )
    return Classed(classes, {code: bisect_left(tops, value) for code, value in values.items()}, rule)


def with_states(classed: Classed, states: Mapping[str, str], every: Sequence[str]) -> Classed:
    """The classes, and two more as needed: figures that are hidden, and places without any."""
    hidden = {code for code, state in states.items() if state == State.SUPPRESSED and code not in classed.of}
    absent = {code for code in every if code not in classed.of and code not in hidden}
    classes, of = list(classed.classes), dict(classed.of)
    kinds = (
        (hidden, Class(HIDDEN, _("Hidden to protect people"), "crosses")),
        (absent, Class(NOT_HELD, _("No figure held"))),
    )
    for codes, look in kinds:
        of |= dict.fromkeys(codes, len(classes))
        classes += [look] if codes else []
    return Classed(tuple(classes), of, classed.rule)


def _shade(at: int, of: int) -> str:
    """The style of a shade, 1 the lightest to 6 the darkest, spread over those that are there."""
    return f"rw-map-{1 + round(5 * at / max(of - 1, 1))}"


def _span(low: float, high: float, style: Style) -> str:
    first, last = short(low, style), short(high, style)
    return first if first == last else _("{low} to {high}").format(low=first, high=last)
