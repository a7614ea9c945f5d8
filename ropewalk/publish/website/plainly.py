"""Codes said plainly: reasons, kinds of place, frequencies, polarity."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words
from ropewalk.vocabulary.words import Frequency, Kind, Polarity, Reason

REASONS: Final[dict[str, str]] = {
    Reason.TOO_FEW_POINTS: later("There are too few separate figures to tell a change from chance."),
    Reason.GAP: later("Figures are missing in between, so only the stretch without a gap is used."),
    Reason.OVERLAPPING_PERIODS: later(
        "The periods overlap, so only every figure that stands on its own is used."
    ),
    Reason.CONSTANT: later("The figure has not moved at all, so there is nothing to judge."),
    Reason.NO_UNCERTAINTY_PUBLISHED: later("The publisher does not say how sure the figures are."),
    Reason.SUPPRESSED: later("Some figures are hidden, so that nobody can be picked out."),
    Reason.BREAK_IN_SERIES: later(
        "The way of counting changed, so figures before and after are not compared."
    ),
    Reason.BOUNDARY_CHANGE: later("The area is new: its publisher worked out older figures for it."),
    Reason.PUT_TOGETHER: later(
        "The area is new: we put older figures together from the areas that it replaced."
    ),
    Reason.EXHAUSTED: later(
        "The figure is as high or as low as it can go, so it tells us little from now on."
    ),
    Reason.STALE: later("The newest figure is older than it should be."),
    Reason.NEUTRAL_POLARITY: later("Neither up nor down is better in itself."),
    Reason.PROVISIONAL: later("The newest figure is provisional: the publisher may still change it."),
    Reason.NO_COMPARATOR: later("There is no figure to compare with."),
    Reason.TOO_FEW_PEERS: later("There are too few similar places with a figure."),
    Reason.PERIODS_DIFFER: later("The figures are not for the same period."),
    Reason.ALREADY_MOVING: later("The place was moving away from the others before the action began."),
}

# How each method of the findings works, in a sentence, and what its estimate is.
METHODS: Final[dict[str, str]] = {
    "trend-gls-t": later(
        "A straight line is laid through the newest figures that stand on their own. Its slope is "
        "tested, with room for how much the figures swing by themselves"
    ),
    "chart-newest-t": later("The newest figure is held against what is usual for the time of year"),
    "chart-stretch-t": later(
        "The newest stretch of figures is held against what is usual for the time of year"
    ),
    "chart-line-t": later(
        "A straight line is laid through the newest figures, the time of year allowed for. Its slope is "
        "tested"
    ),
    "difference-mover": later("The difference of the two figures, with the doubt in both of them"),
    "values-only": later("The two figures side by side. Without limits of error, the gap cannot be tested"),
    "interrupted-gls-t": later(
        "One line goes through the figures before, another through those after. We ask how far apart "
        "they lie, with room for how much the figures swing by themselves"
    ),
    "beside-peers-rank-t": later(
        "The change over the same years here and in similar places. It counts if it is among the "
        "furthest 1 in 20 of them, and further out than they scatter"
    ),
    "six-ways-t": later("Six ways to carry the past on, each counted as far as it foretold that past"),
}
ESTIMATES: Final[dict[str, str]] = {
    "trend-gls-t": later("Change in a year"),
    "chart-newest-t": later("Distance from the usual level"),
    "chart-stretch-t": later("Distance from the usual level"),
    "chart-line-t": later("Change in a year"),
    "interrupted-gls-t": later("Moved by about"),
    "beside-peers-rank-t": later("Moved, more than the others, by"),
    "six-ways-t": later("Expected on the target's date"),
}

DIFFERENCE: Final = later("Difference")

LICENCES: Final[dict[str, str]] = {
    "OGL-UK-3.0": later("Open Government Licence v3.0: anyone may use it and must say where it came from"),
}

PLACE_KINDS: Final[dict[str, tuple[str, str]]] = {
    "country": (later("Country"), later("Countries")),
    "region": (later("Region"), later("Regions")),
    "part-region": (later("Part of a region"), later("Parts of regions")),
    "combined-authority": (later("Combined authority"), later("Combined authorities")),
    "metropolitan-county": (later("Metropolitan county"), later("Metropolitan counties")),
    "county": (later("County council area"), later("County council areas")),
    "authority": (later("Council area"), later("Council areas")),
    "ward": (later("Ward"), later("Wards")),
    "lsoa": (later("Neighbourhood"), later("Neighbourhoods")),
}

FREQUENCIES: Final[dict[str, str]] = {
    Frequency.MONTHLY: later("Every month"),
    Frequency.QUARTERLY: later("Every three months"),
    Frequency.ANNUAL: later("Every year"),
    Frequency.BIENNIAL: later("Every two years"),
    Frequency.OCCASIONAL: later("Now and then"),
}

BETTER: Final[dict[str, str]] = {
    Polarity.HIGHER: later("Higher is better."),
    Polarity.LOWER: later("Lower is better."),
    Polarity.NEUTRAL: later("Neither higher nor lower is better in itself."),
}

SORTS: Final[dict[str, str]] = {
    Kind.PROPORTION: later("A share"),
    Kind.RATE: later("A rate: a count for so many people"),
    Kind.MEAN: later("An average"),
    Kind.RATIO: later("One number divided by another"),
    Kind.COUNT: later("A count"),
    Kind.INDEX: later("A score made from several numbers"),
    Kind.MODELLED: later("An estimate from a model"),
}

ROLES: Final[dict[str, str]] = {
    "performance": later("It shows the council's own work."),
    "contextual": later("It shows the city. The council alone does not decide it."),
}


def kind_of_place(kind: str) -> str:
    """The kind of a place as people say it."""
    return _(PLACE_KINDS.get(kind, (kind.replace("-", " ").capitalize(), ""))[0])


def kinds_of_place(kind: str) -> str:
    """The same in the plural."""
    if kind not in PLACE_KINDS:
        return _("{kind} areas").format(kind=kind.replace("-", " ").capitalize())
    return _(PLACE_KINDS[kind][1])


def reasons(codes: Sequence[str]) -> tuple[str, ...]:
    """Reasons as sentences; a code without one is shown as it is."""
    return tuple(_(REASONS.get(code, f"{code.capitalize()}.")) for code in codes)


def method(code: str) -> str:
    """How a method works, with its code, by which the documents and the findings name it."""
    return f"{_(METHODS[code])} ({code})." if code in METHODS else code.capitalize()


def day(text: str) -> str:
    """A date given as ISO text in words; other words as they are."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return day_words(found)


def chances(p_value: float | None) -> str:
    """How often chance alone would do this, in words that need no statistics."""
    if p_value is None:
        return ""
    if p_value < 0.001:
        return _("Chance alone would do this less than once in 1,000 times.")
    if p_value < 0.1:
        return _("Chance alone would do this about once in {times:,} times.").format(times=round(1 / p_value))
    return _("Chance alone would do this about {times} times in 100.").format(times=round(p_value * 100))
