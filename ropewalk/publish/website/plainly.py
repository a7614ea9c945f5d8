"""Codes said plainly: reasons, kinds of place, frequencies, polarity."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ropewalk.vocabulary.words import Frequency, Kind, Polarity, Reason

REASONS: Final[dict[str, str]] = {
    Reason.TOO_FEW_POINTS: "There are too few separate figures to tell a change from chance.",
    Reason.GAP: "Figures are missing in between, so only the stretch without a gap is used.",
    Reason.OVERLAPPING_PERIODS: "The periods overlap, so only every figure that stands on its own is used.",
    Reason.CONSTANT: "The figure has not moved at all, so there is nothing to judge.",
    Reason.NO_UNCERTAINTY_PUBLISHED: "The publisher does not say how sure the figures are.",
    Reason.SUPPRESSED: "Some figures are hidden, so that nobody can be picked out.",
    Reason.BREAK_IN_SERIES: "The way of counting changed, so figures before and after are not compared.",
    Reason.BOUNDARY_CHANGE: "The area is new: its publisher worked out older figures for it.",
    Reason.PUT_TOGETHER: "The area is new: we put older figures together from the areas that it replaced.",
    Reason.EXHAUSTED: "The figure is as high or as low as it can go, so it tells us little from now on.",
    Reason.STALE: "The newest figure is older than it should be.",
    Reason.NEUTRAL_POLARITY: "Neither up nor down is better in itself.",
    Reason.PROVISIONAL: "The newest figure is provisional: the publisher may still change it.",
    Reason.NO_COMPARATOR: "There is no figure to compare with.",
    Reason.TOO_FEW_PEERS: "There are too few similar places with a figure.",
    Reason.PERIODS_DIFFER: "The figures are not for the same period.",
    Reason.ALREADY_MOVING: "The place was moving away from the others before the action began.",
}

# How each method of the findings works, in a sentence, and what its estimate is.
METHODS: Final[dict[str, str]] = {
    "trend-gls-t": "A straight line is laid through the newest figures that stand on their own. Its slope "
    "is tested, with room for how much the figures swing by themselves",
    "chart-newest-t": "The newest figure is held against what is usual for the time of year",
    "chart-stretch-t": "The newest stretch of figures is held against what is usual for the time of year",
    "chart-line-t": "A straight line is laid through the newest figures, the time of year allowed for. Its "
    "slope is tested",
    "difference-mover": "The difference of the two figures, with the doubt in both of them",
    "values-only": "The two figures side by side. Without limits of error, the gap cannot be tested",
    "interrupted-gls-t": "One line goes through the figures before, another through those after. We ask how "
    "far apart they lie, with room for how much the figures swing by themselves",
    "beside-peers-rank-t": "The change over the same years here and in similar places. It counts if it is "
    "among the furthest 1 in 20 of them, and further out than they scatter",
    "six-ways-t": "Six ways to carry the past on, each counted as far as it foretold that past",
}
ESTIMATES: Final[dict[str, str]] = {
    "trend-gls-t": "Change in a year",
    "chart-newest-t": "Distance from the usual level",
    "chart-stretch-t": "Distance from the usual level",
    "chart-line-t": "Change in a year",
    "interrupted-gls-t": "Moved by about",
    "beside-peers-rank-t": "Moved, more than the others, by",
    "six-ways-t": "Expected on the target's date",
}

LICENCES: Final[dict[str, str]] = {
    "OGL-UK-3.0": "Open Government Licence v3.0: anyone may use it and must say where it came from",
}

PLACE_KINDS: Final[dict[str, tuple[str, str]]] = {
    "country": ("Country", "Countries"),
    "region": ("Region", "Regions"),
    "part-region": ("Part of a region", "Parts of regions"),
    "combined-authority": ("Combined authority", "Combined authorities"),
    "metropolitan-county": ("Metropolitan county", "Metropolitan counties"),
    "county": ("County council area", "County council areas"),
    "authority": ("Council area", "Council areas"),
    "ward": ("Ward", "Wards"),
    "lsoa": ("Neighbourhood", "Neighbourhoods"),
}

FREQUENCIES: Final[dict[str, str]] = {
    Frequency.MONTHLY: "Every month",
    Frequency.QUARTERLY: "Every three months",
    Frequency.ANNUAL: "Every year",
    Frequency.BIENNIAL: "Every two years",
    Frequency.OCCASIONAL: "Now and then",
}

BETTER: Final[dict[str, str]] = {
    Polarity.HIGHER: "Higher is better.",
    Polarity.LOWER: "Lower is better.",
    Polarity.NEUTRAL: "Neither higher nor lower is better in itself.",
}

SORTS: Final[dict[str, str]] = {
    Kind.PROPORTION: "A share",
    Kind.RATE: "A rate: a count for so many people",
    Kind.MEAN: "An average",
    Kind.RATIO: "One number divided by another",
    Kind.COUNT: "A count",
    Kind.INDEX: "A score made from several numbers",
    Kind.MODELLED: "An estimate from a model",
}

ROLES: Final[dict[str, str]] = {
    "performance": "It shows the council's own work.",
    "contextual": "It shows the city. The council alone does not decide it.",
}


def kind_of_place(kind: str) -> str:
    """The kind of a place as people say it."""
    return PLACE_KINDS.get(kind, (kind.replace("-", " ").capitalize(), ""))[0]


def kinds_of_place(kind: str) -> str:
    """The same in the plural."""
    return PLACE_KINDS.get(kind, ("", f"{kind.replace('-', ' ').capitalize()} areas"))[1]


def reasons(codes: Sequence[str]) -> tuple[str, ...]:
    """Reasons as sentences; a code without one is shown as it is."""
    return tuple(REASONS.get(code, f"{code.capitalize()}.") for code in codes)


def method(code: str) -> str:
    """How a method works, with its code, by which the documents and the findings name it."""
    return f"{METHODS[code]} ({code})." if code in METHODS else code.capitalize()


def day(text: str) -> str:
    """A date given as ISO text in words; other words as they are."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{found.day} {found:%B %Y}"


def chances(p_value: float | None) -> str:
    """How often chance alone would do this, in words that need no statistics."""
    if p_value is None:
        return ""
    if p_value < 0.001:
        return "Chance alone would do this less than once in 1,000 times."
    if p_value < 0.1:
        return f"Chance alone would do this about once in {round(1 / p_value):,} times."
    return f"Chance alone would do this about {round(p_value * 100)} times in 100."
