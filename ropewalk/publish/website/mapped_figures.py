"""What is known of the places of a map: figures, limits, states, verdicts, and so their classes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from ropewalk.figures.inputs import Style
from ropewalk.figures.map_steps import Classed, by_share, by_tenth, by_verdict
from ropewalk.findings.inequality.rules import PER
from ropewalk.publish.noting import asked
from ropewalk.publish.website import held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.subject import Subject
from ropewalk.vocabulary.language import gettext as _
from ropewalk.vocabulary.words import Kind, Position, Question


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of places: value and limits by code, states of those without, verdicts where told."""

    values: Mapping[str, float]
    limits: Mapping[str, tuple[float | None, float | None]]
    states: Mapping[str, str]
    verdicts: Mapping[str, str]
    average: str
    style: Style


def classed_of(subject: Subject, known: Held) -> Classed:
    """By verdict where most places have one; else by tenths, or by shares of the places."""
    indicator = subject.indicator
    if by_position(known):
        judged = {code: word for code, word in known.verdicts.items() if code in known.values}
        unjudged = dict.fromkeys(set(known.values) - set(judged), Position.CANNOT_SAY.value)
        return by_verdict(judged | unjudged, known.average)
    if (indicator.floor, indicator.ceiling, indicator.decimals) == (1, 10, 0):
        return by_tenth(known.values)
    return by_share(known.values, known.style)


def by_position(known: Held) -> bool:
    """Whether most places have a verdict that says something: a map then draws verdicts, not figures."""
    judged = [word for code, word in known.verdicts.items() if code in known.values]
    return 2 * sum(word != Position.CANNOT_SAY for word in judged) > len(known.values)


def of_homes(subject: Subject, codes: Sequence[str]) -> Held:
    """Figures of neighbourhoods: a count is told for every thousand people, as they differ in size."""
    account, indicator = subject.account, subject.indicator
    found = held.gaps(account, indicator.id, subject.place).neighbourhoods
    average = _("the average of {place}").format(place=subject.name)
    if not found.is_empty():
        style = subject.style
        if indicator.kind is Kind.COUNT:
            style = replace(
                style, unit=_("for every {people} people").format(people=f"{PER:,.0f}"), decimals=0
            )
        rows = (
            found.filter(pl.col("neighbourhood").is_in(list(codes)))
            .drop("place")
            .rename({"neighbourhood": "place"})
        )
        shown = rows.with_columns(value="raw")
        verdicts = dict(shown.drop_nulls("beside").select("place", "beside").iter_rows())
        return _held(shown, verdicts, average, style)
    rows = held.at_places(account, indicator.id, codes)
    newest = rows.filter(pl.col("breakdown") == subject.breakdown)
    return _held(newest.unique("place", keep="last", maintain_order=True), {}, average, subject.style)


def of_authorities(subject: Subject, codes: Sequence[str]) -> Held:
    account = subject.account
    newest = newest_of(subject).filter(pl.col("place").is_in(list(codes)))
    country = account.above(subject.place, "country")
    verdicts = _beside(account, subject.indicator.id, country.code if country else "")
    return _held(newest, verdicts, country.name if country else "", subject.style)


@asked
def _beside(account: Account, indicator: str, comparator: str) -> Mapping[str, str]:
    """The verdict of each place beside a comparator, by the place's code."""
    found = account.library.findings(
        indicator=indicator, question=Question.POSITION, comparator=comparator, headline_only=True
    )
    return dict(found.select("place", "verdict").iter_rows())


def newest_of(subject: Subject) -> pl.DataFrame:
    """The rows of every place in the newest period of the subject's place (of all, where it has none)."""
    account, indicator = subject.account, subject.indicator.id
    whole = held.series(account, indicator)
    told = (pl.col("breakdown") == subject.breakdown) & pl.col("value").is_not_null()
    own = held.at_place(account, indicator, subject.place).filter(told)
    known = own if own.height else whole.filter(told)
    if known.is_empty():
        return whole.clear()
    last = known.sort("end", "start")["period"][-1]
    return whole.filter((pl.col("breakdown") == subject.breakdown) & (pl.col("period") == last))


def _held(rows: pl.DataFrame, verdicts: Mapping[str, str], average: str, style: Style) -> Held:
    values: dict[str, float] = {}
    limits: dict[str, tuple[float | None, float | None]] = {}
    states: dict[str, str] = {}
    for code, value, lower, upper, state in rows.select(
        "place", "value", "lower", "upper", "state"
    ).iter_rows():
        if value is None:
            states[code] = state
        else:
            values[code], limits[code] = value, (lower, upper)
    return Held(values, limits, states, verdicts, average, style)
