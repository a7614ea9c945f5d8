"""What people have decided about a publisher's figures: a broken rule accepted, a wrong figure corrected."""

from datetime import date

import msgspec


class Acceptance(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule of a source's contract that one edition breaks, accepted by a person with a reason."""

    edition: str
    rule: str
    by: str
    date: date
    reason: str


class Correction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One figure of a publisher's file that is wrong, and what is used instead.

    ``expect``: what the file says, a number or the word of a state; ``use``: the same, used instead.
    ``told``: where the publisher was told. ``edition``: of which one; empty for the newest.
    """

    indicator: str
    place: str
    period: str
    column: str
    expect: float | str
    use: float | str
    why: str
    by: str
    date: date
    breakdown: str = ""
    told: str = ""
    edition: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Indicator, place, period and breakdown of the observation."""
        return self.indicator, self.place, self.period, self.breakdown
