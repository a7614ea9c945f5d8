"""What may be wrong with a return: the store's own rules and the contract's, at once, before it is sent in.

The rules are those that a publisher's file is held to (``observations.rules``, ``sources.contracts``), so a
return that passes here is not refused when it is loaded. Pure: what a value is compared with is given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from ropewalk.observations.batch import COLUMNS, Batch
from ropewalk.observations.rules import rules
from ropewalk.returns.said import COUNTED, NUMBERS, Said, quotient
from ropewalk.sources.contracts.alone import alone
from ropewalk.sources.contracts.terms import Contract
from ropewalk.vocabulary.errors import Fault
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import day_words, parse_period
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.words import Kind, State

LONGEST: Final = 10_000
ORIGIN: Final = Origin(
    id="return", title="", producer="", licence="", attribution="", address="", retrieved=date.min, files=()
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong: in which field, what it says, and what to do."""

    field: str
    problem: str
    remedy: str
    says: str = ""

    @property
    def fault(self) -> Fault:
        """As an error names it."""
        return Fault(f"{self.field}: {self.problem}", self.remedy, value=self.says or None)


@dataclass(frozen=True, slots=True)
class Owed:
    """What a return is held to: what is asked for, and about what."""

    place: str
    period: str
    value: bool
    comment: bool
    indicator: Indicator | None = None


def wrong(said: Said, owed: Owed, today: date) -> tuple[Wrong, ...]:
    """Everything that is wrong with a return, worked out as ``said.worked_out`` leaves it."""
    found = list(_comment(said, owed))
    if not owed.value:
        if said.has_number or said.state is not None:
            found.append(Wrong("value", _("only a comment is asked for"), _("Leave the numbers empty")))
    elif owed.indicator is None:
        found.append(Wrong("value", _("the plan knows this measure no more"), _("Ask who asked for it")))
    else:
        found += _numbers(said, owed, owed.indicator, today)
    return tuple(dict.fromkeys(found))


def _comment(said: Said, owed: Owed) -> Iterator[Wrong]:
    if owed.comment and not said.comment:
        yield Wrong("comment", _("a comment is asked for"), _("Write one"))
    if len(said.comment) > LONGEST:
        words = _("the comment is longer than {most} letters").format(most=f"{LONGEST:,}")
        yield Wrong("comment", words, _("Write less"))


def _numbers(said: Said, owed: Owed, indicator: Indicator, today: date) -> Iterator[Wrong]:
    if said.state is None:
        yield Wrong("value", _("a figure is asked for"), _("Give it, or say why there is none"))
        yield from _counts(said, indicator)
        return
    rows = _row(said, owed, indicator.id)
    for rule in rules(rows, Batch(ORIGIN, rows)):
        if rows.filter(rule.broken).height:
            yield Wrong(rule.shown, rule.problem, rule.remedy, _shown(said, rule.shown))
    for breach in alone(Contract(), rows, 0, {indicator.id: (indicator.floor, indicator.ceiling)}):
        field = "lower" if breach.rule == "limits" else "value"
        yield Wrong(field, breach.problem, _range(indicator), _shown(said, field))
    yield from _counts(said, indicator)
    if said.value is not None and parse_period(owed.period).end > today and said.state is State.MEASURED:
        last = day_words(parse_period(owed.period).last_day)
        problem = _("the period is not over before {day}").format(day=last)
        yield Wrong("state", problem, _("Say that the figure is provisional"), str(said.state))


def _row(said: Said, owed: Owed, indicator: str) -> pl.DataFrame:
    """The return as the one row of the exchange table that it will be."""
    told = {"indicator": indicator, "place": owed.place, "period": owed.period, "breakdown": ""}
    told |= {name: getattr(said, name) for name in NUMBERS} | {"state": str(said.state)}
    return pl.DataFrame([told | {"file": "", "row": None}], schema=COLUMNS)


def _range(indicator: Indicator) -> str:
    low, high = indicator.floor, indicator.ceiling
    bounds = (_("any number") if bound is None else f"{bound:g}" for bound in (low, high))
    return _("It lies between {low} and {high}, and the lower limit below the upper").format(
        **dict(zip(("low", "high"), bounds, strict=True))
    )


def _counts(said: Said, indicator: Indicator) -> Iterator[Wrong]:
    """What numerator, denominator, value and limits must be to one another."""
    top, bottom, value = said.numerator, said.denominator, said.value
    if bottom is not None and bottom <= 0:
        remedy = _("Give how many there are in all")
        yield Wrong("denominator", _("it is not above nought"), remedy, f"{bottom:g}")
    share = indicator.kind is Kind.PROPORTION and top is not None and bottom is not None
    if share and not 0 <= (top or 0.0) <= (bottom or 0.0):
        remedy = _("Give how many of those in all")
        yield Wrong("numerator", _("it is more than there are in all, or below nought"), remedy, f"{top:g}")
    made = quotient(said, indicator) if indicator.kind in COUNTED else None
    if made is not None and value is not None and abs(made - value) > _rounding(value, indicator):
        problem = _("numerator and denominator make {made}").format(made=f"{made:.{indicator.decimals + 1}f}")
        yield Wrong("value", problem, _("Mend one of the three, or leave the value empty"), f"{value:g}")
    for name, off in (("lower", 1.0), ("upper", -1.0)):
        limit = getattr(said, name)
        if limit is not None and value is not None and off * (limit - value) > 0:
            yield Wrong(name, _("the value lies outside its limits"), _("Mend one of the two"), f"{limit:g}")


def _rounding(value: float, indicator: Indicator) -> float:
    """By how much a value may differ from its counts because it was rounded."""
    return 0.5 * 10.0**-indicator.decimals + 1e-9 * abs(value)


def _shown(said: Said, field: str) -> str:
    found = getattr(said, field, None)
    return "" if found is None else f"{found:g}" if isinstance(found, float) else str(found)


def unlike(value: float | None, before: float | None) -> str:
    """A word of care where a value is far from the one before, by the contract's own measure; else empty."""
    if value is None or before is None or value == before:
        return ""
    ratio = Contract().ratio
    same_sign = value * before > 0
    if same_sign and 1 / ratio <= value / before <= ratio:
        return ""
    said = _("The figure before was {before}. Look again before you send {value}.")
    return said.format(before=f"{before:g}", value=f"{value:g}")
