"""What people decided about a source's figures, in words: a failed check accepted, a figure corrected."""

from dataclasses import dataclass
from datetime import date

from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.accepted import Correction
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.period import period_words

RULES = {
    "rows": "The number of rows",
    "repeats": "Rows that say the same twice",
    "indicators": "The measures in the file",
    "places": "The places in the file",
    "periods": "The times in the file",
    "numbers": "Figures that became empty",
    "magnitude": "The size of the figures",
    "ranges": "The range of the figures",
    "limits": "The margins of error",
    "totals": "Parts that add up",
}
COLUMNS = {
    "value": "",
    "lower": "Lower margin",
    "upper": "Upper margin",
    "numerator": "Top of the line",
    "denominator": "Below the line",
    "state": "State",
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
        name: f"{origin.published_at:%-d %B %Y, %H:%M}" if origin.published_at else origin.edition_name
        for origin in account.editions.get(source, {}).values()
        for name in origin.edition_names
    }
    newest_first = sorted(account.acceptances.get(source, ()), key=lambda one: one.edition, reverse=True)
    return tuple(
        Accepted(
            edition=names.get(one.edition, one.edition),
            rule=RULES.get(one.rule, one.rule),
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
    column = COLUMNS[one.column]
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
