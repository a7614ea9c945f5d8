"""The terms of a contract, as ``[contract]`` in map.toml overrides them."""

from typing import Final, Literal, get_args

import msgspec

Rule = Literal[
    "rows",
    "repeats",
    "indicators",
    "places",
    "periods",
    "numbers",
    "magnitude",
    "ranges",
    "limits",
    "totals",
]
RULES: Final[tuple[str, ...]] = get_args(Rule)


class Total(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Parts that add up to a whole, in each place and period that has them all.

    The parts are other ``indicators``, the values of a ``breakdown`` (the headline is the whole), or
    ``places`` (``place`` is the whole). ``within``: how far the sum may stray; ``share``: the same, of the
    whole.
    """

    indicator: str
    indicators: tuple[str, ...] = ()
    breakdown: str = ""
    place: str = ""
    places: tuple[str, ...] = ()
    column: Literal["value", "numerator", "denominator"] = "value"
    within: float = 0.0
    share: float = 0.0

    def __post_init__(self) -> None:
        given = [bool(self.indicators), bool(self.breakdown), bool(self.place and self.places)]
        if sum(given) != 1:
            raise ValueError("a total needs one of indicators, breakdown, or place and places")


class Contract(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a source keeps to. Shares are of the last edition held.

    ``rows_least``, ``rows_most``: how many rows there may be. ``repeats``: rows that say again what another
    says. ``places_lost``, ``periods_lost``, ``numbers_lost``: what may be gone. ``snapshot``: each edition
    holds its own periods alone. ``ratio``: by how much figures may differ in the middle. ``ranges``: least
    and greatest value of an indicator; else the floor and ceiling of its definition.
    """

    rows_least: float = 0.9
    rows_most: float = 2.0
    repeats: float = 0.05
    places_lost: float = 0.05
    periods_lost: float = 0.1
    numbers_lost: float = 0.05
    snapshot: bool = False
    ratio: float = 5.0
    ranges: dict[str, tuple[float, float]] = {}
    totals: tuple[Total, ...] = ()

    def __post_init__(self) -> None:
        shares = (self.rows_least, self.repeats, self.places_lost, self.periods_lost, self.numbers_lost)
        if not all(0 <= share <= 1 for share in shares):
            raise ValueError("shares of a contract lie between 0 and 1")
        if self.rows_most < 1 or self.ratio <= 1:
            raise ValueError("rows_most is at least 1 and ratio is above 1")
