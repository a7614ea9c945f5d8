"""Releases: every numbered state of the data, at addresses that never change."""

from dataclasses import dataclass
from typing import Final

import polars as pl
from django.http import Http404, HttpRequest

from ropewalk.figures.stories import Story
from ropewalk.findings.exchange.datasets import DATASETS, EVERY, OBSERVATIONS
from ropewalk.publish.website import addresses, held, take
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.answer import page
from ropewalk.publish.website.site import Link
from ropewalk.vocabulary.language import _

MOST: Final = 200
"""Revisions on the list; older ones are reached from one to the next, and are all in a file."""


@dataclass(frozen=True, slots=True)
class ReleasesPage:
    """``items``: the newest revisions, each with its address; ``older``: how many are not among them."""

    items: tuple[tuple[str, Story], ...]
    revisions: int
    older: str
    every: str
    crumbs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """``tables``: what can be had as of then, (title, files); ``measures``: those that it changed, (title,
    files); ``not_kept``: titles of tables that cannot; ``said``: of that of what readers were
    told."""

    story: Story
    newest: int
    changes: str
    tables: tuple[tuple[str, tuple[Link, ...]], ...]
    measures: tuple[tuple[str, tuple[Link, ...]], ...]
    not_kept: tuple[str, ...]
    said: str
    machines: str
    before: str
    after: str
    crumbs: tuple[Link, ...]


@page("releases.html", part=addresses.ABOUT)
def releases(account: Account, _request: HttpRequest) -> ReleasesPage:
    """The view of the list."""
    every = held.stories(account)
    return ReleasesPage(
        items=tuple((addresses.release(story.revision), story) for story in every[:MOST]),
        revisions=len(every),
        older=addresses.release(every[MOST].revision) if len(every) > MOST else "",
        every=addresses.data("revisions", "csv"),
        crumbs=(*_crumbs(), Link(_("Every release"))),
    )


@page("release.html", part=addresses.ABOUT)
def release(account: Account, _request: HttpRequest, revision: int) -> ReleasePage:
    """The view of one."""
    every = held.stories(account)
    if not 1 <= revision <= len(every):
        raise Http404
    kept = [one for one in EVERY if one.kept]
    return ReleasePage(
        story=every[len(every) - revision],
        newest=len(every),
        changes=addresses.change(revision),
        tables=tuple((one.title, take.files(one, revision=revision)) for one in kept),
        measures=_measures(account, revision),
        not_kept=tuple(one.title for one in DATASETS.values() if not one.kept),
        said=DATASETS["said"].title,
        machines=addresses.release_json(revision),
        before=addresses.release(revision - 1) if revision > 1 else "",
        after=addresses.release(revision + 1) if revision < len(every) else "",
        crumbs=(
            *_crumbs(),
            Link(_("Every release"), addresses.at(addresses.RELEASES)),
            Link(_("Release {number}").format(number=revision)),
        ),
    )


def _measures(account: Account, revision: int) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The measures whose figures the revision changed, and that still had some."""
    changed = held.history(account).log.measures.filter(
        (pl.col("revision") == revision) & (pl.col("added") + pl.col("revised") > 0)
    )
    touched = [name for name in changed["indicator"].unique().sort() if name in account.indicators]
    return tuple(
        (
            account.indicators[name].title,
            take.files(OBSERVATIONS, indicator=name, revision=revision),
        )
        for name in touched
    )


def _crumbs() -> tuple[Link, ...]:
    home = Link(_("Home"), addresses.at(addresses.HOME))
    return (home, Link(_("Take the data"), addresses.at(addresses.DATA)))
