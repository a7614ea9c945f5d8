"""Home: is life in the city getting better, for whom, are promises kept, what changed since last time?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.http import HttpRequest

from ropewalk.figures.inputs import Figure
from ropewalk.figures.sentences import (
    Tally,
    alarm_sentence,
    place_sentence,
    tally,
    verdict_sentence,
)
from ropewalk.figures.verdict_bar import verdict_bar
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.cards import sentence_of
from ropewalk.publish.website.held import headline_verdicts
from ropewalk.publish.website.homes import homes_in
from ropewalk.publish.website.lately import Lately, lately
from ropewalk.publish.website.rows import NOTHING
from ropewalk.publish.website.strands import Strand, of_home
from ropewalk.publish.website.taken.sharing import Shared
from ropewalk.publish.website.told import title_of
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.place import Place
from ropewalk.vocabulary.plan import Aim, Value
from ropewalk.vocabulary.source import Origin
from ropewalk.vocabulary.words import Direction

NEWS = 5
CLEAREST = 5


@dataclass(frozen=True, slots=True)
class AimRow:
    """An aim with its counts."""

    title: str
    href: str
    counts: Tally
    empty: int  # priorities without any measure


@dataclass(frozen=True, slots=True)
class Line:
    """A measure in one line: its title and what is found."""

    title: str
    href: str
    sentence: str


@dataclass(frozen=True, slots=True)
class News:
    """A source that was published lately, and the measures that it feeds."""

    origin: Origin
    href: str
    measures: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """What home shows."""

    question: str
    vision: str
    vision_parts: tuple[str, ...]
    lead: str
    strands: tuple[Strand, ...]
    against: str
    country: str
    city_href: str
    finder: str
    figure: Figure
    aims: tuple[AimRow, ...]
    better: tuple[Line, ...]
    worse: tuple[Line, ...]
    counts: Tally
    alarms: str
    news: tuple[News, ...]
    loaded: date | None
    lately: Lately
    empty_priorities: int
    priorities: int
    values: tuple[Value, ...]

    @property
    def shared(self) -> Shared:
        """What it tells of itself where it is shared."""
        return Shared(self.question, self.lead, addresses.card("home"))


@page("home.html", part=addresses.HOME)
def home(account: Account, _request: HttpRequest) -> HomePage:
    """The view of home."""
    counts = tally(account.headlines)
    country = account.above(account.city.place, "country")
    aims = tuple(_aim_row(account, aim) for aim in account.plan.aims)
    return HomePage(
        question=_("Is life in {name} getting better?").format(name=account.city.name),
        vision=account.plan.vision,
        vision_parts=account.plan.vision_parts,
        lead=verdict_sentence(counts),
        strands=of_home(account, counts, sum(row.empty for row in aims)),
        against=_against(account, country),
        country=country.name if country else "",
        city_href=addresses.place(account.city.place),
        finder=addresses.at(addresses.NEIGHBOURHOOD) if homes_in(account, account.city.place) else "",
        figure=verdict_bar(
            counts.counts, name="all", title=_("All {total} measures").format(total=counts.total)
        ),
        aims=aims,
        better=_clearest(account, Direction.IMPROVING),
        worse=_clearest(account, Direction.WORSENING),
        counts=counts,
        alarms=alarm_sentence(counts),
        news=_news(account),
        loaded=_loaded(account),
        lately=lately(held.stories(account)),
        empty_priorities=sum(row.empty for row in aims),
        priorities=len(account.priorities),
        values=account.plan.values,
    )


def _aim_row(account: Account, aim: Aim) -> AimRow:
    counts = tally(account.headlines_of(account.indicators_of_aim(aim)))
    empty = sum(not account.indicators_of(priority.code) for priority in aim.priorities)
    return AimRow(aim.title, addresses.aim(aim.code), counts, empty)


def _against(account: Account, country: Place | None) -> str:
    """How the city stands beside its country."""
    if country is None:
        return ""
    found = held.findings(account, account.city.place).filter(
        question="position", comparator=country.code, breakdown=""
    )
    return place_sentence(account.city.name, country.name, found)


def _clearest(account: Account, word: str) -> tuple[Line, ...]:
    """The measures that are counted under a word, the least likely to be a false alarm first."""
    counted = account.headlines.filter(pl.col("counted") == word).sort("q_value", "indicator")
    ids = counted["indicator"].to_list()[:CLEAREST]
    return _lines(account, [account.indicators[code] for code in ids if code in account.indicators])


def _lines(account: Account, indicators: Iterable[Indicator]) -> tuple[Line, ...]:
    verdicts = headline_verdicts(account, account.city.place)
    return tuple(
        Line(
            found.title,
            addresses.indicator(found.id),
            title_of(sentence_of(verdicts.get(found.id, NOTHING)), ""),
        )
        for found in indicators
    )


def _news(account: Account) -> tuple[News, ...]:
    """The sources that were published last and feed a measure."""
    feeds: dict[str, list[Indicator]] = {}
    for indicator in account.definitions.indicators:
        feeds.setdefault(indicator.source, []).append(indicator)
    every = account.origins.values()
    origins = [origin for origin in every if origin.id in feeds and origin.published]
    newest = sorted(origins, key=lambda origin: (origin.published or date.min, origin.id), reverse=True)[
        :NEWS
    ]
    return tuple(
        News(origin, addresses.source(origin.id), _lines(account, feeds[origin.id][:3])) for origin in newest
    )


def _loaded(account: Account) -> date | None:
    """The day of the newest load of a source."""
    newest = account.library.revisions().filter(pl.col("source") != "")["at"].max()
    return newest.date() if newest is not None else None  # type: ignore[union-attr]
