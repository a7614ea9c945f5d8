"""What a map says in words: in a sentence for everyone, and at more length for whoever cannot see it."""

from collections.abc import Collection, Mapping
from typing import Final

import numpy as np

from ropewalk.figures.map_steps import Classed
from ropewalk.figures.numbers import full, short
from ropewalk.publish.website.mapped_figures import Held, by_position
from ropewalk.vocabulary.language import gettext as _
from ropewalk.vocabulary.language import later
from ropewalk.vocabulary.words import Position

HOMES: Final = (
    later(
        "Worse than {average} by more than chance explains: {worse} of {count} neighbourhoods. "
        "Better: {better}."
    ),
    later("Half of {count} neighbourhoods are between {low} and {high}."),
)
COUNCILS: Final = (
    later(
        "Worse than {average} by more than chance explains: {worse} of {count} council areas. "
        "Better: {better}."
    ),
    later("Half of {count} council areas are between {low} and {high}."),
)


def said(sentences: tuple[str, str], known: Held, drawn: Collection[str]) -> str:
    """How many of the places that are drawn are clearly worse and how many better; where no verdicts are
    drawn, between which two figures the middle half of them lies. Never an end: the ends are the likeliest to
    be chance. Empty where that half has one figure."""
    judged, spread = sentences
    values = [value for code, value in known.values.items() if code in drawn]
    if by_position(known):
        words = [word for code, word in known.verdicts.items() if code in known.values and code in drawn]
        return _(judged).format(
            average=known.average,
            worse=words.count(Position.WORSE),
            better=words.count(Position.BETTER),
            count=len(values),
        )
    low, high = np.quantile(values, [0.25, 0.75], method="closest_observation")
    first, last = short(float(low), known.style), short(float(high), known.style)
    if first == last:
        return ""
    return _(spread).format(count=len(values), low=first, high=full(float(high), known.style))


def described(names: Mapping[str, str], known: Held, classed: Classed) -> str:
    """What the map says, for whoever cannot see it: how many places are in each class, and both ends."""
    counts = [sum(at == number for at in classed.of.values()) for number in range(len(classed.classes))]
    parts = "; ".join(f"{look.label}: {n:,}" for look, n in zip(classed.classes, counts, strict=True) if n)
    ends = sorted(set(known.values) & set(names), key=lambda code: (known.values[code], names[code]))
    return _(
        "A map of {count} places. {parts}. Lowest: {low}. Highest: {high}. The table has every place."
    ).format(
        count=f"{len(names):,}",
        parts=parts,
        low=f"{names.get(ends[0], ends[0])}, {short(known.values[ends[0]], known.style)}",
        high=f"{names.get(ends[-1], ends[-1])}, {short(known.values[ends[-1]], known.style)}",
    )
