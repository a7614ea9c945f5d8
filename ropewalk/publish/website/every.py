"""The address of every page and download of the website, so that all can be written down or made ahead."""

from collections.abc import Collection, Iterator, Mapping

import polars as pl
from django.conf import settings

from ropewalk.design.languages import at, languages
from ropewalk.design.root import bare
from ropewalk.findings.inequality.table import TABLES, gaps_of
from ropewalk.publish.noting import kept
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account, open_account
from ropewalk.publish.website.homes import AREA, slug_of
from ropewalk.publish.website.mapped import has_authority_map
from ropewalk.publish.website.pages.changes import pages_of
from ropewalk.publish.website.pages.mapped import own_subject
from ropewalk.publish.website.taken.every import in_any_language, in_each_language, own_figures

LISTS = (
    *(addresses.HOME, addresses.INDICATORS, addresses.PLACES, addresses.SOURCES, addresses.VALUES),
    *(addresses.ABOUT, addresses.RIGHT, addresses.CHANGES, addresses.API),
    *(addresses.COMPARE, addresses.WORDS, addresses.ACCESSIBILITY),
    *(addresses.DATA, addresses.RELEASES, addresses.PUBLISHED, addresses.NEIGHBOURHOOD),
    *(addresses.QUESTIONS, addresses.CHALLENGES, addresses.PLAN),
)
TOGETHER = 24
"""Places whose pages of one measure follow each other: what the pages of a place share is kept for so many,
and what those of a measure share is read once for all of them."""


def most_asked() -> Iterator[str]:
    """The pages that most readers come to, in English; raises NotReadyError when there is no account yet."""
    account = open_account()
    yield from map(at, LISTS)
    if settings.ASKS:  # it is asked for its index, which is made once
        yield at(addresses.SEARCH)
    yield from (addresses.aim(code) for code in account.aims)
    yield from (addresses.priority(code) for code in account.priorities)
    yield from (addresses.indicator(code) for code in account.indicators)


def every_address(account: Account, places: Collection[str]) -> Iterator[str]:
    """Every page in every language, and every download: of the city, and of these other places."""
    figures = own_figures(account)
    for page in (*_of_the_account(account, places), *in_each_language(account, figures, places)):
        yield from _in_every_language(page)
    yield from (*_downloads(account), *in_any_language(figures))
    for place, code in _by_measure(account, places):
        if place != account.city.place:
            yield from _in_every_language(addresses.indicator(code, place))
        yield from _downloads_of(account, code, place)


def every_page(account: Account, places: Collection[str]) -> Iterator[str]:
    """Every page as English has it; the feeds too, which are read in a language."""
    yield from _of_the_account(account, places)
    for place, code in _by_measure(account, places):
        if place != account.city.place:
            yield addresses.indicator(code, place)


def _in_every_language(page: str) -> Iterator[str]:
    return (at(bare(page), language) for language in languages().values())


def _of_the_account(account: Account, places: Collection[str]) -> Iterator[str]:
    """Every page but those of a measure in another place."""
    yield from (at(page) for page in (*LISTS, addresses.FEED))
    if settings.ASKS:  # what is found by typing, only a server can say
        yield at(addresses.SEARCH)
    yield from (addresses.aim(code) for code in account.aims)
    yield from (addresses.priority(code) for code in account.priorities)
    yield from (addresses.indicator(code) for code in account.indicators)
    measures = account.indicators.items()
    yield from (
        addresses.map_of(code) for code, one in measures if has_authority_map(own_subject(account, one))
    )
    yield from (addresses.area(slug_of(code)) for code in account.outlines.places.get(AREA, {}))
    yield from (addresses.figure(*key) for key in own_figures(account))
    yield from (addresses.source(code) for code in account.origins)
    yield from (addresses.changes(page) for page in range(2, pages_of(account) + 1))
    for revision in range(1, len(held.stories(account)) + 1):
        yield from (addresses.change(revision), addresses.release(revision))
    yield from (addresses.edition(one.id) for one in (*account.past_plans, account.plan))
    yield from (addresses.published(one.number) for one in account.releases if one.is_out)
    yield from (addresses.question(one.number) for one in account.scrutiny.questions)
    yield from (addresses.challenged(one.number) for one in account.scrutiny.challenges)
    yield from (f"{addresses.priority(code)}changes.atom" for code in account.priorities)
    yield from (f"{addresses.indicator(code)}changes.atom" for code in account.indicators)
    for place in places:
        yield from (addresses.place(place), f"{addresses.place(place)}changes.atom")


def _downloads(account: Account) -> Iterator[str]:
    yield addresses.compare_table()
    for code in account.indicators:
        yield addresses.observations(code)
        yield addresses.findings(code)
    for code in sorted({code for code, _ in _with_gaps(account)}):
        yield from (addresses.inside(code, table) for table in TABLES)
    for story in held.stories(account):
        if story.figures:
            yield addresses.changed_figures(story.revision)
    for one in account.releases:
        names = [kept.name for kept in one.documents] + ["manifest.json"] * one.is_out
        yield from (addresses.published_file(one.number, name) for name in names)


def _downloads_of(account: Account, code: str, place: str) -> Iterator[str]:
    """The downloads of a measure in a place."""
    if place in _published(account)[code]:
        yield addresses.observations(code, place)
    if place in _judged(account)[code]:
        yield addresses.findings(code, place)
    if (code, place) in _with_gaps(account):
        yield from (addresses.inside(code, table, place) for table in TABLES)


def _by_measure(account: Account, places: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each place with each measure that there is something of, in the order in which they are made with the
    least reading: some places at a time, measure by measure."""
    every = tuple(places)
    for start in range(0, len(every), TOGETHER):
        some = every[start : start + TOGETHER]
        for code in account.indicators:
            yield from ((place, code) for place in some if _is_there(account, code, place))


def _is_there(account: Account, code: str, place: str) -> bool:
    return place in _shown(account)[code] or (code, place) in _with_gaps(account)


@kept(2)
def _shown(account: Account) -> Mapping[str, frozenset[str]]:
    """The places that have a row of an indicator, whatever is in it: they have a page of it."""
    return {code: _places_in(held.series(account, code)) for code in account.indicators}


@kept(2)
def _published(account: Account) -> Mapping[str, frozenset[str]]:
    """The places that a publisher gave a row of: what was put together of others' is in no download."""
    return {code: _places_in(held.published(account, code)) for code in account.indicators}


@kept(2)
def _judged(account: Account) -> Mapping[str, frozenset[str]]:
    """The places that there is a finding of."""
    return {code: _places_in(held.every_finding(account, code)) for code in account.indicators}


def _places_in(rows: pl.DataFrame) -> frozenset[str]:
    return frozenset(rows["place"].unique())


@kept(2)
def _with_gaps(account: Account) -> frozenset[tuple[str, str]]:
    inside = gaps_of(account.library.folder).gaps
    return frozenset(inside.select("indicator", "place").iter_rows())
