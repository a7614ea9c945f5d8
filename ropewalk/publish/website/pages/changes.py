"""What changed: the log of published numbers, and a page for each revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import polars as pl
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from ropewalk.design.languages import content
from ropewalk.figures.change_tables import other_table, own_table
from ropewalk.figures.inputs import Table
from ropewalk.figures.paper_words import paper_words
from ropewalk.figures.stories import Story, news, telling
from ropewalk.findings.history.log import FIGURES
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account, NotReadyError, open_account
from ropewalk.publish.website.answer import download, not_ready, page
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _

A_PAGE: Final = 20
MOST: Final = 200
MOST_PAPERS: Final = 60


@dataclass(frozen=True, slots=True)
class Item:
    """A revision in the list."""

    href: str
    story: Story


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """A page of the list, the newest first. ``first_loads``: revisions that only brought figures for the
    first time, which change nothing that was published; ``revisions``: all there are; ``total``: those that
    changed something, ``own`` of them figures for the account's own place."""

    items: tuple[Item, ...]
    place: str
    total: int
    own: int
    first_loads: int
    revisions: int
    page: int
    pages: int
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One revision. ``left_out``: rows of the own table that only the download holds; ``others``: what
    changed in other places, counted by measure; ``papers``: what changed in definitions, a sentence each."""

    story: Story
    place: str
    source: Link | None
    own: Table | None
    left_out: int
    download: str
    measures: tuple[Link, ...]
    others: Table | None
    papers: tuple[str, ...]
    before: str
    after: str
    sources: tuple[str, ...]
    crumbs: tuple[Link, ...]


@require_safe
def changes(request: HttpRequest, number: int = 0) -> HttpResponseBase:
    """The view of the list of changes. Its later pages were once asked for by ``?page=2``: those addresses
    lead to the ones that a copy of files can hold. What is no page leads to the nearest."""
    asked = request.GET.get("page", "")
    if number > 1 or not (number or asked):
        return _listed(request, number=number or 1)
    try:
        wanted = _number(asked, pages_of(open_account()))
    except NotReadyError as error:
        return not_ready(error)
    if number == 1 or wanted > 1:
        return HttpResponsePermanentRedirect(addresses.changes(wanted))
    return _listed(request, number=1)


def pages_of(account: Account) -> int:
    """How many pages the list of changes has; one at least."""
    return max(-(-len(news(held.stories(account))) // A_PAGE), 1)


@page("changes.html", part=addresses.ABOUT)
def _listed(account: Account, _request: HttpRequest, number: int) -> ChangesPage:
    every = held.stories(account)
    told = news(every)
    pages = pages_of(account)
    if not 1 <= number <= pages:
        raise Http404
    chosen = told[(number - 1) * A_PAGE : number * A_PAGE]
    return ChangesPage(
        items=tuple(Item(addresses.change(story.revision), story) for story in chosen),
        place=account.city.name,
        total=len(told),
        own=sum(story.own.all > 0 for story in told),
        first_loads=len(every) - len(told),
        revisions=len(every),
        page=number,
        pages=pages,
        sources=_sources(chosen),
        crumbs=(Link(_("Home"), addresses.at(addresses.HOME)), Link(_("What changed"))),
    )


@page("change.html", part=addresses.ABOUT)
def change(account: Account, _request: HttpRequest, revision: int) -> ChangePage:
    """The view of one revision."""
    every, story = held.stories(account), _story(account, revision)
    words = telling(account.definitions)
    touched = dict.fromkeys(row["indicator"] for row in (*story.figures, *story.others))
    return ChangePage(
        story=story,
        place=account.city.name,
        source=Link(story.title, addresses.source(story.source)) if story.source in account.origins else None,
        own=_titled(own_table(story.figures[:MOST], words)) if story.figures else None,
        left_out=max(len(story.figures) - MOST, 0),
        download=addresses.changed_figures(revision) if story.figures else "",
        measures=tuple(
            Link(words.title(name), addresses.indicator(name))
            for name in touched
            if name in account.indicators
        ),
        others=_titled(other_table(story.others, words)) if story.others else None,
        papers=_papers(story.papers, words.titles),
        before=addresses.change(revision - 1) if revision > 1 else "",
        after=addresses.change(revision + 1) if revision < len(every) else "",
        sources=_sources([story]),
        crumbs=(
            Link(_("Home"), addresses.at(addresses.HOME)),
            Link(_("What changed"), addresses.at(addresses.CHANGES)),
            Link(_("Revision {number}").format(number=revision)),
        ),
    )


@download
def figures(account: Account, _request: HttpRequest, revision: int) -> tuple[str, str]:
    """The own place's figures that a revision changed, in the columns of ``history.log.FIGURES``."""
    rows = _story(account, revision).figures
    return f"changes-{revision}.csv", pl.DataFrame(rows, schema=FIGURES, orient="row").write_csv()


def _story(account: Account, revision: int) -> Story:
    every = held.stories(account)
    if not 1 <= revision <= len(every):
        raise Http404
    return every[len(every) - revision]


def _titled(table: Table) -> Table:
    """The table, each row's title marked as the English that it is."""
    return replace(table, rows=tuple((content(title), *rest) for title, *rest in table.rows))


def _papers(papers: Sequence[Mapping[str, Any]], titles: Mapping[str, str]) -> tuple[str, ...]:
    told = [paper_words(row, titles) for row in papers[:MOST_PAPERS]]
    more = (
        [_("And {count:,} more.").format(count=len(papers) - MOST_PAPERS)]
        if len(papers) > MOST_PAPERS
        else []
    )
    return (*told, *more)


def _sources(told: Sequence[Story]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(story.source for story in told if story.source))


def _number(text: str, pages: int) -> int:
    """The page asked for; the nearest there is for any other text."""
    return min(max(int(text), 1), pages) if text.isdecimal() and len(text) < 7 else 1
