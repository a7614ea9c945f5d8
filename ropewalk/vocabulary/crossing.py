"""How a series may cross a merger of places: only as its definition declares."""

from typing import Literal

import msgspec

from ropewalk.vocabulary.words import Kind

SUMMED = (Kind.COUNT,)
WEIGHTED = (Kind.PROPORTION, Kind.RATE, Kind.MEAN, Kind.RATIO)


class Crossing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Figures of a merged place for times before the merger, from those of all the places it was made of.

    ``sum``: their values added up. ``weighted``: their mean, weighted by the denominator beside each value,
    or by ``weight``, the id of the indicator whose value is the denominator (people, homes).
    """

    how: Literal["sum", "weighted"]
    reason: str
    weight: str = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise ValueError("a crossing needs a reason: why may these figures be put together?")
        if self.weight and self.how != "weighted":
            raise ValueError("weight is read only by how = 'weighted'")

    def fits(self, kind: Kind) -> bool:
        """Whether figures of this kind can be put together so."""
        return kind in (SUMMED if self.how == "sum" else WEIGHTED)
