"""What we said then, what we say now: an indicator's verdicts at each revision that touched it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from ropewalk.figures.numbers import count_of
from ropewalk.figures.verdicts import look
from ropewalk.publish.noting import asked
from ropewalk.publish.website import addresses, held
from ropewalk.publish.website.account import Account
from ropewalk.publish.website.cards import Tag
from ropewalk.publish.website.plainly import day
from ropewalk.vocabulary.language import _
from ropewalk.vocabulary.period import month_words, period_words
from ropewalk.vocabulary.words import Question


@dataclass(frozen=True, slots=True)
class PastRow:
    """The figures as of one revision: what today's rules say of them, and what we said (empty: nothing)."""

    href: str
    published: str
    period: str
    direction: Tag | None
    position: Tag | None
    said: Tag | None
    since: str


@dataclass(frozen=True, slots=True)
class Past:
    """An indicator's history in the account's own place: sentences, then a row a revision, newest first.
    ``country``: whom the positions are beside, empty where none is known."""

    sentences: tuple[str, ...]
    rows: tuple[PastRow, ...]
    country: str


@asked
def past(account: Account, indicator: str) -> Past | None:
    """The history of an indicator; None where nothing was ever said or worked out for the own place."""
    mine = pl.col("indicator") == indicator
    then = held.history(account).then.filter(mine)
    said = held.said(account).filter(mine)
    if then.is_empty() and said.is_empty():
        return None
    days = {story.revision: story.published or story.at.date() for story in held.stories(account)}
    country = account.above(account.city.place, "country")
    rows = _rows(then, said, days)
    sentences = (*_then_words(then, days), *_said_words(said))
    return Past(sentences, tuple(reversed(rows)) if then.height else (), country.name if country else "")


def _rows(then: pl.DataFrame, said: pl.DataFrame, days: Mapping[int, date]) -> list[PastRow]:
    """One a revision; what was said stands in the row of the newest revision that it was said of."""
    told: dict[int, dict[str, Mapping[str, Any]]] = {}
    for row in then.iter_rows(named=True):
        told.setdefault(row["revision"], {})[row["question"]] = row
    spoken = _at(list(told), said.filter(question=Question.DIRECTION.value))
    return [
        PastRow(
            href=addresses.change(revision),
            published=day(days[revision].isoformat()),
            period=next((period_words(row["period"]) for row in each.values() if row["period"]), ""),
            direction=_tag(each.get(Question.DIRECTION.value)),
            position=_tag(each.get(Question.POSITION.value)),
            said=_tag(spoken.get(revision)),
            since=_moment(spoken[revision]["at"]) if revision in spoken else "",
        )
        for revision, each in told.items()
    ]


def _at(revisions: Sequence[int], said: pl.DataFrame) -> Mapping[int, Mapping[str, Any]]:
    """What was said, by the newest of the revisions that it was said of; the last where it was said anew."""
    found: dict[int, Mapping[str, Any]] = {}
    for row in said.iter_rows(named=True):
        known = [revision for revision in revisions if revision <= row["revision"]]
        if known and row["verdict"]:
            found[max(known)] = row
    return found


def _then_words(then: pl.DataFrame, days: Mapping[int, date]) -> tuple[str, ...]:
    """The oldest edition's verdict beside the newest's, and how often it changed in between."""
    rows = then.filter(question=Question.DIRECTION.value).sort("revision")
    if rows.height < 2:
        return ()
    first, last = rows.row(0, named=True), rows.row(-1, named=True)
    turns = int((rows["verdict"] != rows["verdict"].shift(1)).sum() or 0)
    turned = (
        _("Over {editions} of the figures, this verdict changed {times}.")
        if turns
        else _("Over {editions} of the figures, this verdict stayed the same.")
    )
    return (
        _(
            "With the figures of {first}, our rules of today say: {then}. With those of {last} they say: "
            "{now}."
        ).format(
            first=_month(days[first["revision"]]),
            then=_word(first),
            last=_month(days[last["revision"]]),
            now=_word(last),
        ),
        turned.format(editions=count_of(rows.height, "edition"), times=count_of(turns, "time")),
    )


def _said_words(said: pl.DataFrame) -> tuple[str, ...]:
    """What this account itself has said, and since when."""
    rows = [row for row in said.iter_rows(named=True) if row["question"] == Question.DIRECTION.value]
    turns = [row for at, row in enumerate(rows) if not at or rows[at - 1]["verdict"] != row["verdict"]]
    if not turns:
        return ()
    *before, now = turns
    words = [
        _("On {day} we said: {word}.").format(day=_moment(row["at"]), word=_word(row))
        for row in before[-3:]
        if row["verdict"]
    ]
    if now["verdict"]:
        words.append(_("Since {day} we have said: {word}.").format(day=_moment(now["at"]), word=_word(now)))
    return (" ".join(words),) if words else ()


def _word(row: Mapping[str, Any]) -> str:
    return look(row["question"], row["verdict"]).label.lower()


def _tag(row: Mapping[str, Any] | None) -> Tag | None:
    return Tag(row["question"], row["verdict"]) if row and row["verdict"] else None


def _month(when: date) -> str:
    return month_words(when)


def _moment(text: str) -> str:
    return day(datetime.fromisoformat(text).date().isoformat())
