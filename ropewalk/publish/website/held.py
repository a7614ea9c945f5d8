"""What pages read again and again, kept for as long as the account stays what it is.

Every cache here is keyed by the account, which is a new object whenever definitions or findings change.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import polars as pl

from ropewalk.figures.inputs import Point
from ropewalk.figures.stories import Story, telling
from ropewalk.figures.stories import stories as tell
from ropewalk.findings.history.keep import History
from ropewalk.findings.inequality.columns import GAPS, GROUPS, NEIGHBOURHOODS, Inside
from ropewalk.findings.inequality.table import gaps_of, with_gaps
from ropewalk.publish.noting import asked_for_figures, kept
from ropewalk.publish.website.account import NEIGHBOURHOOD, WARD, Account
from ropewalk.publish.website.rows import NOTHING, Verdicts, verdicts_of
from ropewalk.vocabulary.words import Question

Key = tuple[str, str, str]  # indicator, place, breakdown
NO_GAP = Inside(*(pl.DataFrame(schema=dict(columns)) for columns in (GAPS, GROUPS, NEIGHBOURHOODS)))


@asked_for_figures
@kept(32)
def findings(account: Account, place: str) -> pl.DataFrame:
    """Every finding about a place; the revision that they are of, the same for all, is left out."""
    return account.library.findings(place=place).drop("revision")


@asked_for_figures
@kept(128)
def findings_of(account: Account, indicator: str, place: str) -> pl.DataFrame:
    """Every finding of one indicator about a place. Those of the city and of the areas above it are held as a
    whole; of any other place no more is read than is asked for."""
    if place in (account.city.place, *parents(account)):
        return findings(account, place).filter(pl.col("indicator") == indicator)
    return account.library.findings(indicator=indicator, place=place).drop("revision")


@kept(32)
def headline_verdicts(account: Account, place: str) -> Mapping[str, Verdicts]:
    """The verdicts of each indicator's headline for a place, by indicator."""
    return _by_indicator(findings(account, place))


@asked_for_figures
@kept(64)
def headlines(account: Account, place: str) -> pl.DataFrame:
    """The headline verdict of each indicator for a place."""
    return account.library.headlines(place)


@kept(32)
def listed_verdicts(account: Account, place: str) -> Mapping[str, Verdicts]:
    """The same without the positions that a list of measures does not show: all but the country's. A place
    has thousands of findings beside single peers."""
    country = account.above(place, "country")
    beside = pl.col("comparator") == (country.code if country else "")
    wanted = (pl.col("question") != Question.POSITION) | beside
    return _by_indicator(findings(account, place).filter(wanted))


def _by_indicator(frame: pl.DataFrame) -> Mapping[str, Verdicts]:
    return {key[0]: found for key, found in verdicts_of(headlines_in(frame)).items()}


def headlines_in(frame: pl.DataFrame) -> pl.DataFrame:
    """The findings of each indicator's headline; of its first breakdown where it has no headline."""
    first = pl.col("breakdown").min().over("indicator", "place")
    return frame.filter(pl.col("breakdown") == first)


@kept(2)
def history(account: Account) -> History:
    """What each revision changed, and the verdicts with the figures of then."""
    return account.library.history()


@kept(4, by_language=True)
def stories(account: Account) -> tuple[Story, ...]:
    """Every revision in words, the newest first."""
    return tell(history(account), telling(account.definitions))


@kept(2)
def said(account: Account) -> pl.DataFrame:
    """What was said of the city's indicators, the oldest first."""
    return account.library.said()


@kept(32)
def series(account: Account, indicator: str) -> pl.DataFrame:
    """One indicator for every place, with the columns and the order of the library's ``series``."""
    return account.library.series(indicator)


@kept(32)
def _spans(account: Account, indicator: str) -> Mapping[str, tuple[int, int]]:
    """Where the rows of each place begin in the series of an indicator (sorted by place), and how many there
    are: a page looks at one place many times, and a series may have a hundred thousand rows."""
    places = series(account, indicator)["place"].rle().struct.unnest()
    ends = places["len"].cum_sum()
    rows = zip(places["value"], ends - places["len"], places["len"], strict=True)
    return {place: (begin, length) for place, begin, length in rows}


def at_place(account: Account, indicator: str, place: str) -> pl.DataFrame:
    """The rows of one place in the series of an indicator."""
    return series(account, indicator).slice(*_spans(account, indicator).get(place, (0, 0)))


def at_places(account: Account, indicator: str, places: Iterable[str]) -> pl.DataFrame:
    """The rows of some places in the series of an indicator, in its order."""
    whole, spans = series(account, indicator), _spans(account, indicator)
    found = sorted(spans[place] for place in {*places} if place in spans)
    rows = [np.arange(begin, begin + length) for begin, length in found]
    return whole[np.concatenate(rows)] if rows else whole.clear()


@asked_for_figures
def newest_load(account: Account, indicator: str) -> int:
    """The newest revision that brought a figure of an indicator: what is said of it follows from the data as
    of that load, whatever was loaded since."""
    return int(series(account, indicator)["revision"].max() or 0)  # type: ignore[arg-type]


@kept(4)
def published(account: Account, indicator: str) -> pl.DataFrame:
    """The same without what was put together: what publishers gave."""
    return account.library.series(indicator, published_only=True)


@kept(4)
def every_finding(account: Account, indicator: str) -> pl.DataFrame:
    """Every finding about an indicator in any place, with the revision that they are of."""
    return account.library.findings(indicator=indicator)


def latest(whole: pl.DataFrame) -> pl.DataFrame:
    """Each place's newest headline row that has a value, of the series of one indicator."""
    known = whole.filter((pl.col("breakdown") == "") & pl.col("value").is_not_null())
    return known.unique("place", keep="last", maintain_order=True)


@kept(64)
def newest(account: Account, place: str) -> pl.DataFrame:
    """The newest figure of each indicator that has one for a place."""
    return account.library.newest(place)


@kept(32)
def ranks(account: Account, place: str) -> pl.DataFrame:
    """The ranks of a place in every indicator, as ranges."""
    return account.library.ranks(place=place)


@asked_for_figures
def ranks_of(account: Account, indicator: str, place: str) -> pl.DataFrame:
    """The ranks of a place in one indicator: the city's own are held as a whole."""
    if place == account.city.place:
        return ranks(account, place).filter(pl.col("indicator") == indicator)
    return account.library.ranks(indicator, place)


@kept(2)
def points(account: Account) -> Mapping[Key, tuple[Point, ...]]:
    """Every series of the city and of the areas that it lies in, ready to draw."""
    frame = account.library.series(list(account.indicators), [account.city.place, *parents(account)])
    made: dict[Key, list[Point]] = {}
    columns = ("indicator", "place", "breakdown", "period", "value", "lower", "upper", "state")
    for indicator, place, breakdown, *point in frame.select(columns).iter_rows():
        made.setdefault((indicator, place, breakdown), []).append(Point(*point))
    return {key: tuple(held) for key, held in made.items()}


def parents(account: Account) -> tuple[str, ...]:
    """The areas that the city lies in, the nearest first."""
    place = account.places.get(account.city.place)
    return place.parents if place else ()


@asked_for_figures
def place_of(account: Account, indicator: str) -> str:
    """The place whose figure the city's pages show: the city, or the nearest wider area below the country
    that has one where the city has none of its own."""
    city = account.city.place
    wider = (code for code in parents(account) if not account.is_a(code, "country"))
    held = (code for code in (city, *wider) if indicator in headline_verdicts(account, code))
    return next(held, city)


@asked_for_figures
def verdicts(account: Account, indicator: str, place: str) -> Verdicts:
    """The verdicts of one indicator's headline for a place."""
    if place in (account.city.place, *parents(account)):
        return headline_verdicts(account, place).get(indicator, NOTHING)
    return _by_indicator(findings_of(account, indicator, place)).get(indicator, NOTHING)


@kept(512)
def inside(account: Account, indicator: str, place: str) -> tuple[str, ...]:
    """The neighbourhoods inside a place that have a figure."""
    known = series(account, indicator).filter(pl.col("value").is_not_null())["place"].unique().sort()
    within = homes_of(account, place)
    return tuple(code for code in known if code in within)


@asked_for_figures
@kept(128)
def gaps(account: Account, indicator: str, place: str) -> Inside:
    """The gap of an indicator inside a place; empty tables where there is none."""
    if (indicator, place) not in _with_gaps(account):
        return NO_GAP
    return gaps_of(account.library.folder, indicator, place)


@kept(2)
def _with_gaps(account: Account) -> frozenset[tuple[str, str]]:
    return with_gaps(account.library.folder)


@asked_for_figures
@kept(16)
def gaps_of_council(account: Account, council: str) -> pl.DataFrame:
    """Every measure's neighbourhoods inside a council area: rows of the table of neighbourhoods."""
    return gaps_of(account.library.folder, None, council).neighbourhoods


@kept(2)
def _homes(account: Account) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, place in account.places.items():
        for above in place.parents if place.kind == NEIGHBOURHOOD else ():
            found.setdefault(above, set()).add(code)
    return {above: frozenset(codes) for above, codes in found.items()}


def homes_of(account: Account, place: str) -> frozenset[str]:
    """The neighbourhoods inside a place, by code."""
    return _homes(account).get(place, frozenset())


@kept(4, by_language=True)
def wards(account: Account) -> Mapping[str, str]:
    """The name of the ward that each neighbourhood lies in; a page asks of hundreds."""
    places = account.places
    named = {code: place.name for code, place in places.items() if place.kind == WARD}
    homes = ((code, place) for code, place in places.items() if place.kind == NEIGHBOURHOOD)
    within = ((code, next((named[up] for up in place.parents if up in named), "")) for code, place in homes)
    return {code: name for code, name in within if name}


@kept(8)
def of_kinds(account: Account, *kinds: str) -> frozenset[str]:
    """Every place of some kinds, by code."""
    return frozenset(code for code, place in account.places.items() if place.kind in kinds)
