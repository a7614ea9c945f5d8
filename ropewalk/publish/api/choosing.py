"""Codes that a reader chose, held against what there is. A code that is not known is an error that names it:
an empty answer would look as if nothing were held."""

from collections.abc import Container, Iterable
from typing import Final

from ropewalk.publish.account import Account
from ropewalk.publish.api.parameters import BULK, MOST_INDICATORS
from ropewalk.publish.api.problems import Kind, ProblemError, unknown_code

OBSERVED: Final = 20
FOUND: Final = 5
"""How many indicators may be asked for of every place at once, and places of every indicator: observations,
and findings, of which there are many more."""


def known_priorities(account: Account, codes: Iterable[str]) -> set[str]:
    """The codes, all of priorities."""
    return _all(codes, account.priorities, "priority", "/api/v1/priorities")


def known_sources(account: Account, codes: Iterable[str]) -> set[str]:
    """The codes, all of sources."""
    return _all(codes, account.origins, "source", "/api/v1/sources")


def known_places(account: Account, codes: Iterable[str]) -> set[str]:
    """The codes, all of places. Of a place with a newer code the reader is told that one."""
    chosen = list(codes)
    for code in chosen:
        if code in account.renames:
            newer = account.renames[code]
            raise ProblemError(
                Kind.UNKNOWN_CODE, f"The place {code} has a newer code.", f"Ask for {newer}.", known=(newer,)
            )
    return _all(chosen, account.places, "place", "/api/v1/places")


def known_indicators(account: Account, codes: Iterable[str], priorities: Iterable[str]) -> set[str] | None:
    """The indicators meant by ids and by priorities: those of both where both are given. None: all."""
    named = _all(codes, account.indicators, "indicator", "/api/v1/indicators")
    serving = known_priorities(account, priorities)
    if not serving:
        return named or None
    meant = {found.id for code in serving for found in account.indicators_of(code)}
    return meant & named if named else meant


def check_width(indicators: set[str] | None, places: set[str], most: int) -> None:
    """Raise ProblemError when answering would mean reading a large part of the account: more than ``most``
    indicators of every place, or places with every indicator."""
    if indicators is None and not places:
        raise ProblemError(
            Kind.TOO_WIDE,
            "Every indicator of every place was asked for.",
            f"Name an indicator, a priority or a place. Whole tables are at {BULK}.",
        )
    if (not places and len(indicators or ()) > most) or (indicators is None and len(places) > most):
        raise ProblemError(
            Kind.TOO_WIDE,
            f"At most {most} indicators of every place, or {most} places with every indicator, at once.",
            f"Name places and at most {MOST_INDICATORS} indicators. Whole tables are at {BULK}.",
        )


def _all(codes: Iterable[str], known: Container[str], what: str, address: str) -> set[str]:
    chosen = list(codes)
    for code in chosen:
        if code not in known:
            raise unknown_code(what, code, address)
    return set(chosen)
