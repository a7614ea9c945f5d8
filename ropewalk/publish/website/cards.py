"""An indicator in short: its newest figure, its verdicts, its small chart and its sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from ropewalk.figures.describe import last_known
from ropewalk.figures.inputs import Figure, Line, style_of
from ropewalk.figures.numbers import full
from ropewalk.figures.series import lines_by
from ropewalk.figures.small_chart import small_chart
from ropewalk.publish.website import addresses
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.rows import NOTHING, Finding, Verdicts, verdicts_of
from ropewalk.vocabulary.breakdown import breakdown_words
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.period import period_short
from ropewalk.vocabulary.words import Direction, Kind, Position, Question

NOT_COUNTED = "not in the headline counts"
BESIDE = {
    Position.BETTER: "than",
    Position.WORSE: "than",
    Position.NOT_DISTINGUISHABLE: "from",
    Position.CANNOT_SAY: "compared with",
}


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


@lru_cache(maxsize=8)
def headline_verdicts(account: Account, place: str) -> Mapping[str, Verdicts]:
    """The verdicts of each indicator's headline for a place, by indicator, kept with the account."""
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
    account: Account, indicators: Sequence[Indicator], place: str, verdicts: Mapping[str, Verdicts]
) -> tuple[Card, ...]:
    """A card with a chart for each indicator, in their order. All their figures are read in one go."""
    counted = counted_words(account) if place == account.city.place else {}
    drawn = {one.id: drawn_places(account, one, place, verdicts.get(one.id, NOTHING)) for one in indicators}
    every = {code for codes in drawn.values() for code in codes}
    series = account.library.series(list(drawn), sorted(every)).partition_by("indicator", as_dict=True)
    return tuple(
        _card(
            account,
            one,
            verdicts.get(one.id, NOTHING),
            headline_lines(account, series.get((one.id,)), drawn[one.id], verdicts.get(one.id, NOTHING)),
            place,
            counted,
        )
        for one in indicators
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
    against = against or next(iter(named_positions(account, indicator, place, verdicts)), None)
    if against is not None:
        tags.append(position_tag(account, against))
    return tuple(tags)


def direction_tag(found: Finding, counted: str) -> Tag:
    """A direction; when it was too weak to be counted among so many, that is said beside it."""
    weak = found.verdict in (Direction.IMPROVING, Direction.WORSENING) and counted not in ("", found.verdict)
    return Tag("direction", found.verdict, NOT_COUNTED if weak else "")


def position_tag(account: Account, found: Finding) -> Tag:
    """A position with its comparator: better than, no clear difference from, cannot say compared with."""
    name = comparator_name(account, found.comparator)
    return Tag(Question.POSITION, found.verdict, f"{BESIDE[Position(found.verdict)]} {name}")


def comparator_name(account: Account, code: str) -> str:
    """A comparator's name: a place, a peer set or the target."""
    return "the target" if code == "target" else account.names.get(code, code)


def named_positions(
    account: Account, indicator: Indicator, place: str, verdicts: Verdicts
) -> tuple[Finding, ...]:
    """The positions against comparators that the definition names; single peers of a set are left out."""
    names = set(indicator.comparators or account.city.comparators) | {"target"}
    for kind in ("country", "region"):
        above = account.above(place, kind)
        names |= {above.code} if above and kind in names else set()
    return tuple(found for found in verdicts.positions if found.comparator in names)


def _card(
    account: Account,
    indicator: Indicator,
    verdicts: Verdicts,
    lines: Mapping[str, Line],
    place: str,
    counted: Mapping[str, str],
) -> Card:
    breakdown = verdicts.direction.breakdown if verdicts.direction else ""
    main = lines.get(place)
    newest = last_known(main) if main else None
    style = style_of(indicator)
    return Card(
        indicator=indicator,
        href=addresses.indicator(indicator.id, "" if place == account.city.place else place),
        tags=tags_of(account, indicator, place, verdicts, counted),
        sentence=sentence_of(verdicts),
        value=full(newest.value, style) if newest and newest.value is not None else "",
        period=period_short(newest.period) if newest else "",
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


def drawn_places(account: Account, indicator: Indicator, place: str, verdicts: Verdicts) -> tuple[str, ...]:
    """The place and the country that it is compared with. A count stands alone: a whole country's would
    flatten it."""
    if indicator.kind is Kind.COUNT:
        return (place,)
    compared = [found.comparator for found in verdicts.positions if account.is_a(found.comparator, "country")]
    return (place, *compared[:1])


def headline_lines(
    account: Account, series: pl.DataFrame | None, codes: Sequence[str], verdicts: Verdicts
) -> dict[str, Line]:
    """The headline's lines of some places, by place code; none when nothing is held."""
    if series is None:
        return {}
    breakdown = verdicts.direction.breakdown if verdicts.direction else ""
    own = series.filter(pl.col("breakdown") == breakdown)
    return lines_by(own, "place", {code: account.names.get(code, code) for code in codes})
