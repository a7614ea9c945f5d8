"""The address of every page and download of the website, so that all can be written down or made ahead."""

from collections.abc import Collection, Iterator

from django.conf import settings

from ropewalk.design.languages import at, languages
from ropewalk.findings.inequality.table import TABLES, gaps_of
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account, open_account
from ropewalk.publish.website.taken.every import in_any_language, in_each_language, own_figures

LISTS = (
    *(addresses.HOME, addresses.INDICATORS, addresses.PLACES, addresses.SOURCES, addresses.VALUES),
    *(addresses.ABOUT, addresses.RIGHT, addresses.CHANGES, addresses.API),
    *(addresses.COMPARE, addresses.WORDS, addresses.ACCESSIBILITY),
    *(addresses.DATA, addresses.RELEASES),
)


def most_asked() -> Iterator[str]:
    """The pages that most readers come to, in English; raises NotReadyError when there is no account yet."""
    account = open_account()
    yield from LISTS
    if settings.ASKS:  # it is asked for its index, which is made once
        yield addresses.SEARCH
    yield from (addresses.aim(code) for code in account.aims)
    yield from (addresses.priority(code) for code in account.priorities)
    yield from (addresses.indicator(code) for code in account.indicators)


def every_address(account: Account, places: Collection[str]) -> Iterator[str]:
    """Every page in every language, then every download: of the city, and of these other places."""
    figures = own_figures(account)
    pages = [*every_page(account, places), *in_each_language(account, figures, places)]
    for language in languages().values():
        yield from (at(page, language) for page in pages)
    yield from (*_downloads(account, places), *in_any_language(figures))


def every_page(account: Account, places: Collection[str]) -> Iterator[str]:
    """Every page as English has it; the feed too, which is read in a language."""
    yield from (*LISTS, addresses.FEED)
    if settings.ASKS:  # what is found by typing, only a server can say
        yield addresses.SEARCH
    yield from (addresses.aim(code) for code in account.aims)
    yield from (addresses.priority(code) for code in account.priorities)
    yield from (addresses.indicator(code) for code in account.indicators)
    yield from (addresses.figure(*key) for key in own_figures(account))
    yield from (addresses.source(code) for code in account.origins)
    revisions = len(held.stories(account))
    for revision in range(1, revisions + 1):
        yield from (addresses.change(revision), addresses.release(revision))
    yield from (f"{addresses.priority(code)}changes.atom" for code in account.priorities)
    yield from (f"{addresses.indicator(code)}changes.atom" for code in account.indicators)
    for place in places:
        yield from (addresses.place(place), f"{addresses.place(place)}changes.atom")
        if place != account.city.place:
            yield from (addresses.indicator(code, place) for code in held_of(account, place))


def _downloads(account: Account, places: Collection[str]) -> Iterator[str]:
    yield addresses.COMPARE_TABLE
    for code in account.indicators:
        yield addresses.observations(code)
        yield addresses.findings(code)
    inside = gaps_of(account.library.folder).gaps
    told = set(inside.select("indicator", "place").iter_rows())
    yield from (
        addresses.inside(code, table) for code in sorted({one for one, _ in told}) for table in TABLES
    )
    for story in held.stories(account):
        if story.figures:
            yield addresses.changed_figures(story.revision)
    for place in places:
        for code in held_of(account, place):
            yield addresses.observations(code, place)
            if code in held.headline_verdicts(account, place):
                yield addresses.findings(code, place)
            if (code, place) in told:
                yield from (addresses.inside(code, table, place) for table in TABLES)


def held_of(account: Account, place: str) -> tuple[str, ...]:
    """The indicators that a place has a figure of, in the definitions' order."""
    known = set(held.newest(account, place)["indicator"])
    return tuple(code for code in account.indicators if code in known)
