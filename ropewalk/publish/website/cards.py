"""An indicator in short: its newest figure, its verdicts, its small chart and its sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from ropewalk.figures.describe import last_known
from ropewalk.figures.inputs import Figure, Line, style_of
from ropewalk.figures.numbers import supported
from ropewalk.figures.series import lines_by
from ropewalk.figures.small_chart import small_chart
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.rows import NOTHING, Finding, Verdicts, verdicts_of
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Direction, Kind

NOT_COUNTED = "not in the headline counts"


@dataclass(frozen=True, slots=True)
class Tag:
    """A verdict to show: its question, its word, and a few words beside it."""

    question: str
    word: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One indicator for one place. ``figure`` is None when no value is held for the place."""

    indicator: Indicator
    href: str
    tags: tuple[Tag, ...]
    sentence: str
    value: str = ""
    period: str = ""
    group: str = ""
    figure: Figure | None = None


def headline_verdicts(account: Account, place: str) -> Mapping[str, Verdicts]:
    """The verdicts of each indicator's headline for a place, by indicator."""
    frame = headlines_in(account.library.findings(place=place))
    return {key[0]: found for key, found in verdicts_of(frame).items()}


def headlines_in(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings of each indicator's headline; of its first breakdown where it has no headline."""
    first = pl.col("breakdown").min().over("indicator", "place")
    return findings.filter(pl.col("breakdown") == first)


def headline_of(account: Account, indicator: str, place: str) -> Verdicts:
    """The verdicts of one indicator's headline for a place."""
    frame = headlines_in(account.library.findings(place=place, indicator=indicator))
    return next(iter(verdicts_of(frame).values()), NOTHING)


def cards(
    account: Account, indicators: Iterable[Indicator], place: str, verdicts: Mapping[str, Verdicts]
) -> tuple[Card, ...]:
    """A card with a chart for each indicator, in their order."""
    counted = counted_words(account) if place == account.city.place else {}
    return tuple(
        _card(account, indicator, place, verdicts.get(indicator.id, NOTHING), counted)
        for indicator in indicators
    )


def counted_words(account: Account) -> Mapping[str, str]:
    """The direction of each indicator as it is counted: after false discoveries are controlled."""
    return dict(account.headlines.select("indicator", "counted").iter_rows())


def tags_of(
    account: Account, indicator: Indicator, place: str, verdicts: Verdicts, counted: Mapping[str, str]
) -> tuple[Tag, ...]:
    """The direction and the position against the country (or, without one, the first comparator)."""
    tags = []
    if verdicts.direction is not None:
        tags.append(direction_tag(verdicts.direction, counted.get(indicator.id, "")))
    country = account.above(place, "country")
    against = verdicts.against(country.code) if country else None
    against = against or next(iter(verdicts.positions), None)
    if against is not None:
        name = account.names.get(against.comparator, against.comparator)
        tags.append(Tag("position", against.verdict, f"than {name}" if _differs(against) else f"from {name}"))
    return tuple(tags)


def direction_tag(found: Finding, counted: str) -> Tag:
    """A direction; when it was too weak to be counted among so many, that is said beside it."""
    weak = found.verdict in (Direction.IMPROVING, Direction.WORSENING) and counted not in ("", found.verdict)
    return Tag("direction", found.verdict, NOT_COUNTED if weak else "")


def _differs(found: Finding) -> bool:
    return found.verdict in ("better", "worse")


def _card(
    account: Account, indicator: Indicator, place: str, verdicts: Verdicts, counted: Mapping[str, str]
) -> Card:
    city = place == account.city.place
    breakdown = verdicts.direction.breakdown if verdicts.direction else ""
    lines = headline_lines(account, indicator, place, breakdown)
    main = lines.get(place)
    newest = last_known(main) if main else None
    style = style_of(indicator)
    return Card(
        indicator=indicator,
        href=addresses.indicator(indicator.id, "" if city else place),
        tags=tags_of(account, indicator, place, verdicts, counted),
        sentence=sentence_of(verdicts),
        value=supported(newest.value, newest.lower, newest.upper, style)
        if newest and newest.value is not None
        else "",
        period=period_words(newest.period) if newest else "",
        group=breakdown_words(breakdown),
        figure=small_chart(
            main,
            [line for code, line in lines.items() if code != place],
            name=f"small-{indicator.id}",
            title=indicator.title,
            style=style,
            breaks=indicator.breaks,
        )
        if main and newest
        else None,
    )


def sentence_of(verdicts: Verdicts) -> str:
    """The sentence of the direction, else the first position's."""
    found = verdicts.direction or next(iter(verdicts.positions), None)
    return found.sentence if found else "No figure is held for this place."


def headline_lines(account: Account, indicator: Indicator, place: str, breakdown: str) -> dict[str, Line]:
    """The lines of a place and of its country, by place code."""
    country = account.above(place, "country") if indicator.kind is not Kind.COUNT else None
    codes = [place, country.code] if country else [place]
    series = account.library.series(indicator.id, codes, breakdowns=[breakdown])
    return lines_by(series, "place", {code: account.names.get(code, code) for code in codes})
