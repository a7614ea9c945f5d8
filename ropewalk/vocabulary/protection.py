"""What must be done to a source's figures before they are shown, so that nobody can be picked out.

Rules are data: a source's folder may hold a ``disclosure.toml``, and this is what it says.
"""

from typing import Literal

import msgspec


class Sums(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Figures that add up. One of four is given.

    ``breakdown``: the ``parts`` of a breakdown (none: all that are met) add up to its value ``total``
    (empty: the row without that breakdown). ``places``: those of one kind add up to the place of the kind
    ``inside`` that they lie in. ``periods``: shorter periods add up to longer ones. ``indicators``: they add
    up to the indicator ``to``; one alone is the same count under another name. ``only``: the indicators of
    which that holds (none: all of the source).
    """

    breakdown: str = ""
    parts: tuple[str, ...] = ()
    total: str = ""
    places: str = ""
    inside: str = ""
    periods: bool = False
    indicators: tuple[str, ...] = ()
    to: str = ""
    only: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        given = [bool(self.breakdown), bool(self.places), self.periods, bool(self.indicators)]
        if sum(given) != 1:
            raise ValueError("give one of `breakdown`, `places`, `periods` and `indicators`")
        if bool(self.places) != bool(self.inside):
            raise ValueError("`places` and `inside` go together: the kind of the parts, and of the whole")
        if bool(self.indicators) != bool(self.to):
            raise ValueError("`indicators` and `to` go together: the parts, and their total")
        if (self.parts or self.total) and not self.breakdown:
            raise ValueError("`parts` and `total` are those of a `breakdown`")


class Protection(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a source's figures are protected.

    ``published``: "as is" where its publisher has made them safe and public already, else "protected".
    ``reason``: why, in words that readers see. Counts from ``hide_from`` to ``hide_to`` are hidden, the
    others rounded to ``round_to`` (1: not rounded). No rate is shown of fewer than ``least_events`` events,
    of the indicators ``standardised`` not below ``least_standardised``; nothing of fewer than
    ``least_people``. ``width``: how far apart the least and the greatest count must lie that a reader can
    think of. ``uncounted``: what to do with a figure that no count is given for. ``everywhere_but``: kinds
    of places whose figures are shown as they are, such as "country". ``find_sums``: whether breakdowns,
    places and periods are taken to add up where they do; ``adds_up`` declares what else does.
    """

    published: Literal["as is", "protected"] = "protected"
    reason: str = ""
    hide_from: int = 1
    hide_to: int = 7
    round_to: int = 5
    least_events: int = 3
    least_standardised: int = 10
    standardised: tuple[str, ...] = ()
    least_people: int = 10
    width: int = 3
    uncounted: Literal["hide", "show"] = "hide"
    everywhere_but: tuple[str, ...] = ()
    find_sums: bool = True
    adds_up: tuple[Sums, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.hide_from <= self.hide_to:
            raise ValueError("`hide_from` and `hide_to` must be counts, the first not above the second")
        if self.round_to < 1 or self.width < 1:
            raise ValueError("`round_to` and `width` must be at least 1")
        if min(self.least_events, self.least_standardised, self.least_people) < 0:
            raise ValueError("a least number cannot be below nought")
        if self.published == "as is" and not self.reason.strip():
            raise ValueError('`reason` must say why figures may be shown "as is"')


AS_IS = Protection(published="as is", reason="Its publisher has made these figures public")
"""Of a source that says nothing and whose files anybody can fetch: hiding them here would protect nobody."""
PROTECTED = Protection(reason="Nothing says that these figures may be shown as they are")
"""Of any other source that says nothing."""


def protection_of(address: str, said: Protection | None) -> Protection:
    """How a source is protected: as it says, else by whether its files lie at a public web ``address``."""
    if said is not None:
        return said
    return AS_IS if address.strip().lower().startswith(("https://", "http://")) else PROTECTED
