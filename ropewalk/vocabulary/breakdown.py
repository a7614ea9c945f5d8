"""Breakdowns: ``name=value`` pairs joined by ``;`` in name order; empty for the headline."""

from collections.abc import Mapping
from typing import Final

from ropewalk.vocabulary.language import _, kept_by_language, later

KNOWN: Final = (
    *(later("Sex"), later("female"), later("male"), later("girls"), later("boys"), later("Age")),
    *(later("Group"), later("all"), later("persons"), later("all others"), later("not known")),
    *(later("Disadvantage"), later("disadvantaged"), later("Free school meals"), later("eligible")),
    *(later("Ethnicity"), later("Special needs"), later("Tenure"), later("Deprivation")),
    *(later("Asian"), later("Black"), later("Chinese"), later("Mixed"), later("White"), later("none known")),
    *(later("with a plan"), later("with support"), later("social rent"), later("affordable rent")),
    *(later("rent between social and market"), later("shared ownership")),
    later("other low-cost ownership"),
)
"""Words of breakdowns that many publishers share; any other is said as the publisher says it."""


def write_breakdown(pairs: Mapping[str, str]) -> str:
    """The one spelling of a breakdown: names sorted, lower case names, no ``;`` or ``=`` inside."""
    for part in (*pairs, *pairs.values()):
        if not part.strip() or ";" in part or "=" in part:
            raise ValueError(f"{part!r} cannot stand in a breakdown")
    return ";".join(f"{name}={pairs[name]}" for name in sorted(pairs))


def read_breakdown(text: str) -> dict[str, str]:
    """The pairs of a breakdown. Raises ValueError when it is not in its one spelling."""
    if not text:
        return {}
    pairs: dict[str, str] = dict(part.split("=", 1) for part in text.split(";") if "=" in part)
    if write_breakdown(pairs) != text:
        raise ValueError(f"{text!r} is not name=value pairs in name order, joined by ';'")
    return pairs


@kept_by_language(maxsize=1_000)
def breakdown_words(text: str) -> str:
    """A breakdown as people say it: ``sex=female`` becomes 'Sex: female'."""
    pairs = read_breakdown(text).items()
    return "; ".join(f"{_(name.replace('-', ' ').capitalize())}: {_(value)}" for name, value in pairs)
