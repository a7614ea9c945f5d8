"""What a feed tells of measures and of places: an entry a revision that touched them, the newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ropewalk.figures.paper_words import paper_words
from ropewalk.figures.stories import Story
from ropewalk.publish.noting import kept
from ropewalk.publish.website import held
from ropewalk.publish.website.account import Account
from ropewalk.vocabulary.indicator import Indicator
from ropewalk.vocabulary.language import _, ngettext
from ropewalk.vocabulary.place import Place

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: a revision, and what it says here."""

    story: Story
    title: str
    summary: str


def of_measures(account: Account, measures: Sequence[Indicator]) -> Iterator[Entry]:
    """The revisions that touched figures or definitions of some measures."""
    wanted = {one.id: one.title for one in measures}
    touched = _by_revision(held.history(account).log.measures, wanted)
    for story in held.stories(account):
        rows = touched.get(story.revision, [])
        papers = [row for row in story.papers if row["kind"] == "indicator" and row["id"] in wanted]
        lines = [
            *(_counted(row, wanted, account.city.name) for row in rows),
            *(paper_words(row, wanted) for row in papers),
        ]
        if lines:
            yield Entry(story, _headline(lines), " ".join([*_source(story), *lines]))


def _by_revision(measures: pl.DataFrame, wanted: Mapping[str, str]) -> dict[int, list[Row]]:
    """What was changed, its own place's figures first."""
    rows = measures.filter(pl.col("indicator").is_in(list(wanted)))
    found: dict[int, list[Row]] = {}
    for row in rows.sort("revision", "own", "indicator", descending=[False, True, False]).iter_rows(
        named=True
    ):
        found.setdefault(row["revision"], []).append(row)
    return found


def _counted(row: Row, titles: Mapping[str, str], place: str) -> str:
    """How many figures of a measure a revision changed, in the own place or in others."""
    where = place if row["own"] else _("other places")
    counts = {name: int(str(row[name] or 0)) for name in ("added", "revised", "removed")}
    told = [
        words.format(count=f"{count:,}")
        for count, words in (
            (counts["added"], ngettext("{count} new figure", "{count} new figures", counts["added"])),
            (counts["revised"], _("{count} revised")),
            (counts["removed"], _("{count} taken away")),
        )
        if count
    ]
    title = titles[str(row["indicator"])]
    return _("{measure}, {where}: {changes}.").format(measure=title, where=where, changes=", ".join(told))


def _headline(lines: Sequence[str]) -> str:
    """The first line, and how many follow it."""
    more = len(lines) - 1
    if not more:
        return lines[0]
    rest = ngettext("And {count} more change.", "And {count} more changes.", more).format(count=more)
    return f"{lines[0]} {rest}"


def of_place(account: Account, place: Place) -> Iterator[Entry]:
    """The revisions that brought the figures of a place as they stand now."""
    counts = _brought(account, place.code)
    for story in held.stories(account):
        if story.revision in counts:
            figures, named = counts[story.revision]
            titles = [account.indicators[one].title for one in named if one in account.indicators]
            words = ngettext("{count} new figure for {place}", "{count} new figures for {place}", figures)
            title = words.format(count=f"{figures:,}", place=place.name)
            yield Entry(story, title, " ".join([*_source(story), f"{'; '.join(titles)}."]))


@kept(64)
def _brought(account: Account, place: str) -> Mapping[int, tuple[int, list[str]]]:
    """How many of the place's figures came with each revision, and of which measures; hidden ones left out,
    so that nobody learns when a hidden number moved."""
    reads = account.library.disclosed()
    shown = reads.read(None, [place], as_of=account.library.revision).filter(pl.col("value").is_not_null())
    each = shown.group_by("revision").agg(pl.len(), pl.col("indicator").unique().sort())
    return {revision: (count, names) for revision, count, names in each.iter_rows()}


def _source(story: Story) -> list[str]:
    return [f"{story.title} ({story.producer})."] if story.source else []
