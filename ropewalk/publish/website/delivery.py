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
from ropewalk.vocabulary.language import _, later
from ropewalk.vocabulary.period import period_words

NOT_HELD = later("Not held yet.")


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
    return (
        _("We hold {actions}.").format(actions=count_of(held, "action"))
        if held
        else _("We hold no list of actions yet.")
    )


def doing_words(doing: Sequence[Doing]) -> str:
    """How many actions are held for a promise, and of how many measures it can be asked if they worked."""
    if not doing:
        return _(NOT_HELD)
    asked = sum(len(one.results) for one in doing)
    words = _("{actions} held, with {measures} to judge by.").format(
        actions=count_of(len(doing), "action"), measures=count_of(asked, "measure")
    )
    return words[0].upper() + words[1:]


@lru_cache(maxsize=2)
def _effects(account: Account) -> pl.DataFrame:
    library = account.library
    return read_effects(library.folder, key_of(library.revision, library.definitions_version))


def _doing(account: Account, action: Action) -> Doing:
    found = _effects(account).filter(pl.col("action") == action.id)
    places = ", ".join(account.names.get(code, code) for code in action.places)
    facts = (
        (_("Began"), plainly.day(action.began.isoformat())),
        (_("Where"), places),
        (_("Owner"), action.owner),
        (_("Record"), action.source),
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
        (_(plainly.ESTIMATES.get(row["method"], plainly.DIFFERENCE)), _change(row["estimate"], style)),
        (_("Likely range"), _range(row["lower"], row["upper"], style)),
        (_("Step at once"), _change(row["level"], style)),
        (_("Change of pace a year"), _change(row["pace"], style)),
        (_("How likely by chance"), plainly.chances(worst)),
        ("p-value", f"{row['p_value']:.2g}" if row["p_value"] is not None else ""),
        (
            _("Places as far out as this one"),
            _("{rank:.0%} of them").format(rank=rank) if rank is not None else "",
        ),
        (_("Compared with"), account.names.get(row["comparator"], "")),
        (_("Method"), plainly.method(row["method"])),
        (
            _("False alarms in trials"),
            trust.alarms_words(account, EFFECT, row["method"], account.indicators[row["indicator"]]),
        ),
        (_("Bear in mind"), _(trust.CAVEATS.get(row["method"], ""))),
        (
            _("Periods used"),
            _("{before} before, {after} after").format(before=row["before"], after=row["after"]),
        ),
        (_("Newest period"), period_words(row["period"]) if row["period"] else ""),
        (_("Data as of load"), str(row["revision"])),
    )


def _change(value: float | None, style: Style) -> str:
    return "" if value is None else amount(value, style, points=is_percent(style.unit))


def _range(low: float | None, high: float | None, style: Style) -> str:
    return interval(low, high, replace(style, unit="") if is_percent(style.unit) else style)
