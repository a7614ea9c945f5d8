"""What people decided about a source's figures, in words: a failed check accepted, a figure corrected."""

from dataclasses import dataclass
from datetime import date

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.accepted import Correction
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import day_words, period_words

RULES = {
    "rows": later("The number of rows"),
    "repeats": later("Rows that say the same twice"),
    "indicators": later("The measures in the file"),
    "places": later("The places in the file"),
    "periods": later("The times in the file"),
    "numbers": later("Figures that became empty"),
    "magnitude": later("The size of the figures"),
    "ranges": later("The range of the figures"),
    "limits": later("The margins of error"),
    "totals": later("Parts that add up"),
}
COLUMNS = {
    "value": "",
    "lower": later("Lower margin"),
    "upper": later("Upper margin"),
    "numerator": later("Top of the line"),
    "denominator": later("Below the line"),
    "state": later("State"),
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """A check that an edition failed, and who loaded it all the same, when and why."""

    edition: str
    rule: str
    by: str
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A corrected figure: what the file says, what is used, why and by whom."""

    title: str
    href: str
    place: str
    period: str
    published: str
    used: str
    why: str
    by: str
    day: date
    told: str


def accepted(account: Account, source: str) -> tuple[Accepted, ...]:
    """What was accepted of a source, the newest edition first."""
    names = {
        name: f"{day_words(origin.published_at)}, {origin.published_at:%H:%M}"
        if origin.published_at
        else origin.edition_name
        for origin in account.editions.get(source, {}).values()
        for name in origin.edition_names
    }
    newest_first = sorted(account.acceptances.get(source, ()), key=lambda one: one.edition, reverse=True)
    return tuple(
        Accepted(
            edition=names.get(one.edition, one.edition),
            rule=_(RULES.get(one.rule, one.rule)),
            by=one.by,
            day=one.date,
            reason=one.reason,
        )
        for one in newest_first
    )


def mended(account: Account, source: str, indicator: str = "", place: str = "") -> tuple[Mended, ...]:
    """The corrections of a source that may be told; of one indicator in one place, where these are given."""
    return tuple(
        _mended(account, one)
        for one in account.corrections.get(source, ())
        if (not indicator or (one.indicator, one.place) == (indicator, place))
    )


def _mended(account: Account, one: Correction) -> Mended:
    at = "" if one.place == account.city.place else one.place
    known = account.indicators.get(one.indicator)
    column = _(COLUMNS[one.column])
    parts = [known.title if known else one.indicator, breakdown_words(one.breakdown), column]
    return Mended(
        title=": ".join(part for part in parts if part),
        href=addresses.indicator(one.indicator, at),
        place=account.names.get(one.place, one.place),
        period=period_words(one.period),
        published=_text(one.expect),
        used=_text(one.use),
        why=one.why,
        by=one.by,
        day=one.date,
        told=one.told,
    )


def _text(said: float | str) -> str:
    return said if isinstance(said, str) else f"{said:,.10g}"
