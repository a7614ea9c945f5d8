"""What was done for a promise, and what its measures did then: an association, never a proof of cause."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import polars as pl

from ropewalk.figures.inputs import Style, style_of
from ropewalk.figures.numbers import count_of, interval, is_percent
from ropewalk.figures.verdicts import EFFECT
from ropewalk.findings.effect.table import key_of, read_effects
from ropewalk.publish.website import addresses, plainly, trust
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.worked import amount
from ropewalk.vocabulary.action import Action
from ropewalk.vocabulary.period import period_words

NOT_HELD = "Not held yet."


@dataclass(frozen=True, slots=True)
class Result:
    """What one measure did once the action began. ``rows``: how that was worked out."""

    title: str
    href: str
    tag: Tag
    sentence: str
    rows: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doing:
    """An action, with what its measures did."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    results: tuple[Result, ...]


def of_priority(account: Account, code: str) -> tuple[Doing, ...]:
    """The actions that serve a priority, the newest first."""
    own = [action for action in account.definitions.actions if code in action.priorities]
    own.sort(key=lambda action: (action.began, action.id), reverse=True)
    return tuple(_doing(account, action) for action in own)


def done_words(account: Account) -> str:
    """How many actions the account holds, in a line."""
    held = len(account.definitions.actions)
    return f"We hold {count_of(held, 'action')}." if held else "We hold no list of actions yet."


def doing_words(doing: Sequence[Doing]) -> str:
    """How many actions are held for a promise, and of how many measures it can be asked if they worked."""
    if not doing:
        return NOT_HELD
    asked = sum(len(one.results) for one in doing)
    words = f"{count_of(len(doing), 'action')} held, with {count_of(asked, 'measure')} to judge by."
    return words[0].upper() + words[1:]


@lru_cache(maxsize=2)
def _effects(account: Account) -> pl.DataFrame:
    library = account.library
    return read_effects(library.folder, key_of(library.revision, library.definitions_version))


def _doing(account: Account, action: Action) -> Doing:
    found = _effects(account).filter(pl.col("action") == action.id)
    places = ", ".join(account.names.get(code, code) for code in action.places)
    facts = (
        ("Began", plainly.day(action.began.isoformat())),
        ("Where", places),
        ("Owner", action.owner),
        ("Record", action.source),
    )
    rows = (row for row in found.iter_rows(named=True) if row["indicator"] in account.indicators)
    results = tuple(_result(account, row) for row in rows)
    return Doing(action.id, action.title, tuple((term, text) for term, text in facts if text), results)


def _result(account: Account, row: dict[str, Any]) -> Result:
    indicator = account.indicators[row["indicator"]]
    place = "" if row["place"] == account.city.place else row["place"]
    reasons = plainly.reasons(tuple(code for code in row["reasons"].split(";") if code))
    rows = _rows(account, row, style_of(indicator))
    return Result(
        title=indicator.title,
        href=addresses.indicator(indicator.id, place),
        tag=Tag(EFFECT, row["verdict"]),
        sentence=row["sentence"],
        rows=tuple((term, text) for term, text in rows if text),
        reasons=reasons,
    )


def _rows(account: Account, row: dict[str, Any], style: Style) -> tuple[tuple[str, str], ...]:
    if not row["method"]:
        return ()
    worst = max((p for p in (row["p_value"], row["rank_p"]) if p is not None), default=None)
    rank = row["rank_p"]
    return (
        (plainly.ESTIMATES.get(row["method"], "Difference"), _change(row["estimate"], style)),
        ("Likely range", _range(row["lower"], row["upper"], style)),
        ("Step at once", _change(row["level"], style)),
        ("Change of pace a year", _change(row["pace"], style)),
        ("How likely by chance", plainly.chances(worst)),
        ("p-value", f"{row['p_value']:.2g}" if row["p_value"] is not None else ""),
        ("Places as far out as this one", f"{rank:.0%} of them" if rank is not None else ""),
        ("Compared with", account.names.get(row["comparator"], "")),
        ("Method", plainly.method(row["method"])),
        (
            "False alarms in trials",
            trust.alarms_words(account, EFFECT, row["method"], account.indicators[row["indicator"]]),
        ),
        ("Bear in mind", trust.CAVEATS.get(row["method"], "")),
        ("Periods used", f"{row['before']} before, {row['after']} after"),
        ("Newest period", period_words(row["period"]) if row["period"] else ""),
        ("Data as of load", str(row["revision"])),
    )


def _change(value: float | None, style: Style) -> str:
    return "" if value is None else amount(value, style, points=is_percent(style.unit))


def _range(low: float | None, high: float | None, style: Style) -> str:
    return interval(low, high, replace(style, unit="") if is_percent(style.unit) else style)
