"""Each revision in words: what changed of the account's own place first, then of others, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from ropewalk.figures.differences import signed
from ropewalk.figures.inputs import Style, style_of
from ropewalk.figures.numbers import count_of, number, value_words
from ropewalk.figures.paper_words import paper_lines, paper_message
from ropewalk.figures.verdicts import look
from ropewalk.findings.history.keep import History
from ropewalk.observations.changes import ADDED, MORE, REMOVED, REVISED
from ropewalk.vocabulary.city import Definitions
from ropewalk.vocabulary.language import _, later, ngettext
from ropewalk.vocabulary.period import period_words
from ropewalk.vocabulary.words import Question

ASKED: Final = {
    Question.DIRECTION.value: later("over time"),
    Question.POSITION.value: later("beside its country"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures were added, revised and removed, and in how many measures."""

    added: int = 0
    revised: int = 0
    removed: int = 0
    measures: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.added + self.revised + self.removed


@dataclass(frozen=True, slots=True)
class Turn:
    """A verdict that a revision changed, by today's rules."""

    indicator: str
    title: str
    question: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Story:
    """One revision. ``source`` is empty where definitions, the plan or the method changed; ``title``,
    ``producer`` and ``published`` are the source's as of then. ``message`` says it in a sentence, ``lines``
    go on. ``is_news``: something that was published before is not as it was. ``figures``: rows of
    ``history.log.FIGURES``; ``others``: how many figures of each indicator changed in other places."""

    revision: int
    at: datetime
    source: str
    title: str
    producer: str
    published: date | None
    by: str
    message: str
    lines: tuple[str, ...]
    reasons: tuple[str, ...]
    is_news: bool
    own: Counts
    other: Counts
    turns: tuple[Turn, ...] = ()
    figures: tuple[Mapping[str, Any], ...] = ()
    others: tuple[Mapping[str, Any], ...] = ()
    papers: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class Telling:
    """The words to tell with: the place's name, titles of measures, how their figures are written."""

    place: str
    titles: Mapping[str, str]
    styles: Mapping[str, Style] = field(default_factory=dict)

    def title(self, indicator: str) -> str:
        """A measure's title, or its id where it is defined no more."""
        return self.titles.get(indicator, indicator)

    def style(self, indicator: str) -> Style:
        """How a measure's figures are written."""
        return self.styles.get(indicator, Style(decimals=2))


def telling(definitions: Definitions) -> Telling:
    """The words of a city."""
    every = definitions.indicators
    return Telling(
        definitions.city.name, {one.id: one.title for one in every}, {one.id: style_of(one) for one in every}
    )


def stories(found: History, words: Telling) -> tuple[Story, ...]:
    """Every revision, the newest first."""
    log = found.log
    parts = {name: _split(getattr(log, name)) for name in ("measures", "figures", "papers", "reasons")}
    first = dict(log.measures.group_by("indicator").agg(pl.col("revision").min()).iter_rows())
    turns = _turns(found.then, words)
    entries = log.entries.sort("revision", descending=True).iter_rows(named=True)
    return tuple(_story(entry, parts, first, turns, words) for entry in entries)


def news(told: tuple[Story, ...]) -> tuple[Story, ...]:
    """Those that changed something that had been published."""
    return tuple(one for one in told if one.is_news)


def _split(frame: pl.DataFrame) -> Mapping[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True):
        found.setdefault(row["revision"], []).append(row)
    return found


def _story(
    entry: Mapping[str, Any],
    parts: Mapping[str, Mapping[int, list[dict[str, Any]]]],
    first: Mapping[str, int],
    turns: Mapping[int, tuple[Turn, ...]],
    words: Telling,
) -> Story:
    revision = entry["revision"]
    measures, figures, papers, reasons = (
        parts[name].get(revision, []) for name in ("measures", "figures", "papers", "reasons")
    )
    own, other = (_counts([row for row in measures if row["own"] is mine]) for mine in (True, False))
    mine, again = turns.get(revision, ()), any(first[row["indicator"]] < revision for row in measures)
    message = figure_message(own, other, words.place, again=again) if entry["source"] else ""
    told = [row for row in papers if row["kind"] != "origin"]
    lines = (*figure_lines(figures, mine, words), *_others(own, other), *paper_lines(told, words.titles))
    return Story(
        revision=revision,
        at=entry["at"],
        source=entry["source"],
        title=entry["title"] or "",
        producer=entry["producer"] or "",
        published=entry["published"],
        by=entry["by"],
        message=message or paper_message(told, revision),
        lines=tuple(lines),
        reasons=tuple(dict.fromkeys(row["text"] for row in reasons)),
        is_news=again or own.revised + own.removed + other.revised + other.removed > 0 or _is_mended(told),
        own=own,
        other=other,
        turns=mine,
        figures=tuple(figures),
        others=tuple(row for row in measures if not row["own"]),
        papers=tuple(told),
    )


def _is_mended(papers: list[dict[str, Any]]) -> bool:
    """Whether a document that was held before is another now, or a second of its kind came later."""
    return any(row["change"] != ADDED for row in papers)


def _counts(rows: list[dict[str, Any]]) -> Counts:
    added, revised, removed = (sum(row[name] for row in rows) for name in (ADDED, REVISED, REMOVED))
    return Counts(added, revised, removed, len(rows))


def figure_message(own: Counts, other: Counts, place: str, *, again: bool) -> str:
    """What became of figures, in a sentence: those of the own place, or that none of them changed."""
    told = {"place": place, "revised": count_of(own.revised, "figure"), "removed": number(own.removed)}
    if own.revised and own.removed:
        return _("The publisher revised {revised} for {place} and took {removed} away.").format(**told)
    if own.revised:
        return _("The publisher revised {revised} for {place}.").format(**told)
    if own.removed and own.added:
        return _exchanged(own, place)
    if own.removed:
        return _("The publisher took away {removed} for {place}.").format(
            removed=count_of(own.removed, "figure"), place=place
        )
    if own.added:
        return _("{added} came in for {place}, in {measures}.").format(
            added=count_of(own.added, "new figure" if again else "figure"),
            place=place,
            measures=count_of(own.measures, "measure"),
        )
    if other.all:
        return _("No figure for {place} changed. {others} for other places did.").format(
            place=place, others=count_of(other.all, "figure")
        )
    return _("A file was loaded that changed no figure.")


def _exchanged(own: Counts, place: str) -> str:
    words = ngettext(
        "{added} came in for {place}. {removed} old one is no longer in the file.",
        "{added} came in for {place}. {removed} old ones are no longer in the file.",
        own.removed,
    )
    return words.format(added=count_of(own.added, "new figure"), place=place, removed=number(own.removed))


def figure_lines(figures: list[dict[str, Any]], turns: tuple[Turn, ...], words: Telling) -> tuple[str, ...]:
    """The largest revision, how many were large, and the verdicts that changed."""
    sized = [row for row in figures if row["size"]]
    out = []
    if sized:
        said = _("The largest change: {change}.") if len(sized) > 1 else _("The change: {change}.")
        out.append(said.format(change=largest_words(max(sized, key=_weight), words)))
    elif any(row["size"] == 0 for row in figures):
        out.append(_("No value moved. What changed is the range around it, or the counts behind it."))
    large = sum(row["against_interval"] == MORE for row in sized)
    if large:
        out.append(
            _("{figures} moved by more than half of the likely range given before.").format(
                figures=count_of(large, "figure")
            )
        )
    if turns:
        out.append(
            _("Verdicts that changed: {verdicts}.").format(
                verdicts="; ".join(turn_words(turn) for turn in turns)
            )
        )
    elif figures:
        out.append(_("No verdict changed."))
    return tuple(out)


def largest_words(row: Mapping[str, Any], words: Telling) -> str:
    """A revised figure: of what and when, from what to what."""
    style = words.style(row["indicator"])
    old, new = value_words(row["old_value"], "", style), value_words(row["value"], "", style)
    size = f" ({signed(row['size'], style)})" if old == new else ""
    return _("{title}, {period}, from {old} to {new}{size}").format(
        title=words.title(row["indicator"]), period=period_words(row["period"]), old=old, new=new, size=size
    )


def turn_words(turn: Turn) -> str:
    """A verdict that changed: ``People in work, over time, from no clear change to improving``."""
    old, new = (look(turn.question, word).label.lower() for word in (turn.old, turn.new))
    return _("{title}, {asked}, from “{old}” to “{new}”").format(
        title=turn.title, asked=_(ASKED[turn.question]), old=old, new=new
    )


def _weight(row: Mapping[str, Any]) -> float:
    """How large a change is beside the figure that was there before."""
    old, size = abs(row["old_value"]), abs(row["size"])
    return float(size / old) if old else float("inf")


def _others(own: Counts, other: Counts) -> tuple[str, ...]:
    if not (own.all and other.all):
        return ()
    counts = (
        (other.added, _("{count} came in")),
        (other.revised, _("{count} revised")),
        (other.removed, _("{count} taken away")),
    )
    told = ", ".join(words.format(count=number(count)) for count, words in counts if count)
    return (_("Other places: {told}.").format(told=told),)


def _turns(then: pl.DataFrame, words: Telling) -> Mapping[int, tuple[Turn, ...]]:
    """The verdicts that each revision changed, beside the revision before that touched the indicator."""
    before = pl.col("verdict").shift(1).over("indicator", "question", order_by="revision")
    rows = then.with_columns(before.alias("old")).filter(pl.col("old") != pl.col("verdict"))
    found: dict[int, tuple[Turn, ...]] = {}
    for row in rows.iter_rows(named=True):
        name = row["indicator"]
        turn = Turn(name, words.title(name), row["question"], row["old"], row["verdict"])
        found[row["revision"]] = (*found.get(row["revision"], ()), turn)
    return found
